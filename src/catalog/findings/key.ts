import type { FindingInfo } from '../finding-info.ts';

/** What `create-key` may find. */
export const KEY_FINDINGS = {
  'key.created': { links: ['testingGuide'] },
  'key.reused': { links: ['testingGuide'] },
  'key.exists-unknown': { links: ['testingGuide'] },
  'key.scope-missing': { links: ['testingGuide'] },
  'key.permission-missing': { links: ['testingGuide'] },
  'key.token-refused': { about: 'authorization', links: ['oauthInDatadog'] },
  'key.not-offered': { links: ['testingGuide'] },
  'key.rate-limited': { about: 'network', links: ['rateLimits'] },
  'key.unavailable': { about: 'network', links: ['apiReference'] },
  'key.unreachable': { about: 'network', links: ['sites'] },
  'key.perhaps-created': { about: 'network', links: ['testingGuide'] },
  'key.intent-left': { links: ['testingGuide'] },
  'key.unexpected-answer': { links: ['testingGuide'] },
  'key.save-failed': { links: ['testingGuide'] },
  'key.declined': { links: [] },
  'key.valid': { links: ['authentication'] },
  'key.invalid': { links: ['authentication'] },
  'key.refused-elsewhere': { links: ['sites'] },
  'key.accepted-elsewhere': { links: ['sites'] },
  'key.check-inconclusive': { about: 'network', links: ['authentication'] },
} as const satisfies Record<string, FindingInfo>;
