import type { FindingInfo } from '../finding-info.ts';

/** What `check-regions` may find on one site. */
export const REGION_FINDINGS = {
  'region.authorize-answers': { links: ['oauthEndpoints'] },
  'region.authorize-redirects': { links: ['oauthEndpoints'] },
  'region.authorize-refuses': { links: ['oauthEndpoints'] },
  'region.client-known': { links: ['oauthEndpoints'] },
  'region.client-unknown': { links: ['testingGuide'] },
  'region.client-elsewhere': { links: ['testingGuide'] },
  'region.secret-refused': { links: ['testingGuide'] },
  'region.client-undecided': { links: ['oauthEndpoints'] },
  'region.unreachable': { about: 'network', links: ['sites'] },
  'region.name-mismatch': { about: 'network', links: ['sites'] },
  'region.certificate-refused': { about: 'network', links: ['sites'] },
  'region.unavailable': { about: 'network', links: ['sites'] },
  'region.endpoint-missing': { links: ['sites', 'oauthEndpoints'] },
  'region.no-grant': { links: ['testingGuide'] },
  'region.api-answers': { links: ['apiReference'] },
  'region.token-refused': { about: 'authorization', links: ['oauthInDatadog'] },
  'region.api-undecided': { links: ['apiReference'] },
  'region.no-key': { links: ['testingGuide'] },
} as const satisfies Record<string, FindingInfo>;
