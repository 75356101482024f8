import type { FindingInfo } from '../finding-info.ts';

/** What `checklist` itself adds to what its steps find. */
export const CHECKLIST_FINDINGS = {
  'checklist.key-not-requested': { links: ['testingGuide'] },
  'checklist.one-site': { links: ['testingGuide'] },
  'checklist.several-sites': { links: ['testingGuide'] },
  'checklist.sites-after-approval': { links: ['testingGuide'] },
  'checklist.sites-incomplete': { links: ['testingGuide'] },
  'checklist.scope-by-key': { links: ['testingGuide', 'scopes'] },
  'checklist.submit': { links: ['testingGuide'] },
  'checklist.not-ready': { links: ['testingGuide'] },
  'checklist.step-blocked': { links: ['testingGuide'] },
} as const satisfies Record<string, FindingInfo>;
