import type { FindingInfo } from '../finding-info.ts';

/** What `diagnose` may find. */
export const DIAGNOSE_FINDINGS = {
  /** Args: rule, title, sure, evidence, causes (list), fix, nextCommand, pages (list of link names). */
  'diagnose.recognised': { links: ['testingGuide', 'oauthEndpoints'] },
  /** Args: text, and as far as known clientId, site, requestId, at. */
  'diagnose.not-recognised': { links: ['testingGuide'] },
} as const satisfies Record<string, FindingInfo>;
