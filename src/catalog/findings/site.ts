import type { FindingInfo } from '../finding-info.ts';

/** What `sites` lists. */
export const SITE_FINDINGS = {
  'site.listed': { links: ['sites'] },
} as const satisfies Record<string, FindingInfo>;
