import type { FindingInfo } from '../finding-info.ts';

/** What `keys` may find, beside what `create-key` does. */
export const KEYS_FINDINGS = {
  'keys.listed': { links: [] },
  'keys.none': { links: [] },
  'keys.site-unknown': { links: ['sites'] },
  'keys.forgotten': { links: ['testingGuide'] },
  'keys.intent-forgotten': { links: ['testingGuide'] },
  'keys.kept': { links: [] },
  'keys.not-shown': { links: [] },
  'keys.wrong-kind': { links: ['authentication'] },
  'keys.belongs': { links: ['sites'] },
  'keys.belongs-elsewhere': { links: ['sites'] },
  'keys.belongs-nowhere': { links: ['authentication', 'sites'] },
  'keys.belongs-twice': { links: ['sites'] },
  'keys.undecided': { about: 'network', links: ['sites'] },
  'keys.known': { links: ['authentication'] },
  'keys.not-known': { links: ['authentication'] },
  'keys.not-answered': { about: 'network', links: ['sites'] },
} as const satisfies Record<string, FindingInfo>;
