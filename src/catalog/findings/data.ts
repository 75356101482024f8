import type { FindingInfo } from '../finding-info.ts';

/** What sending data with an API key, and reading it back, may find. */
export const DATA_FINDINGS = {
  'data.accepted': { links: ['apiReference'] },
  'data.refused': { links: ['apiReference'] },
  'data.unavailable': { about: 'network', links: ['apiReference'] },
  'data.observed': { links: ['apiReference'] },
  'data.not-seen-yet': { links: ['apiReference'] },
  'data.read-refused': { links: ['apiReference', 'scopes'] },
  'data.no-read-scope': { links: ['scopes'] },
} as const satisfies Record<string, FindingInfo>;
