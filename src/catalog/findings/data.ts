import type { FindingInfo } from '../finding-info.ts';

/** What sending data with an API key, and reading it back, may find. */
export const DATA_FINDINGS = {
  'data.observed': { links: ['apiReference'] },
  'data.partly-observed': { links: ['apiReference'] },
  'data.not-seen-yet': { links: ['apiReference'] },
  'data.outside-window': { links: ['apiReference'] },
  'data.no-read-scope': { links: ['scopes'] },
  'data.no-read-route': { links: ['apiReference'] },
  'data.untagged': { links: ['apiReference'] },
  'data.read-refused': { links: ['apiReference', 'scopes'] },
  'data.read-broken': { about: 'network', links: ['apiReference'] },
  'data.no-intake': { links: ['sites'] },
  'data.payload-refused': { links: ['apiReference'] },
  'data.partly-refused': { links: ['apiReference'] },
  'data.too-large': { links: ['apiReference'] },
  'data.key-absent': { links: ['authentication'] },
  'data.key-refused': { links: ['authentication', 'sites'] },
  'data.application-key-wanted': { links: ['authentication'] },
  'data.refused': { links: ['apiReference'] },
  'data.not-datadog': { about: 'network', links: ['apiReference'] },
  'data.rate-limited': { about: 'network', links: ['rateLimits'] },
  'data.unavailable': { about: 'network', links: ['apiReference'] },
  'data.clock-fine': { links: [] },
  'data.clock-off': { links: ['apiReference'] },
  'data.clock-outside': { links: ['apiReference'] },
  'data.clock-unknown': { links: [] },
} as const satisfies Record<string, FindingInfo>;
