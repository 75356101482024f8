import type { FindingInfo } from '../finding-info.ts';

/** What is found out about a stored grant. */
export const GRANT_FINDINGS = {
  'grant.stored': { links: [] },
  'grant.listed': { links: [] },
  'grant.none': { links: [] },
  'grant.fresh': { links: ['oauthInDatadog'] },
  'grant.refreshed': { links: ['oauthEndpoints'] },
  /** The access token was refused in the middle of a run; a refresh gave a new one. */
  'grant.renewed': { links: ['oauthInDatadog'] },
  'grant.missing': { about: 'authorization', links: ['oauthInDatadog'] },
  'grant.other-site-only': { about: 'authorization', links: ['sites'] },
  'grant.revoked': { about: 'authorization', links: ['oauthEndpoints'] },
  'grant.no-refresh-token': { about: 'authorization', links: ['oauthInDatadog'] },
  'grant.refresh-refused': { links: ['oauthEndpoints', 'rfc6749Token'] },
  'grant.rotation-unsaved': { about: 'authorization', links: ['oauthInDatadog'] },
  'grant.token-printed': { links: [] },
  'grant.revocation-proved': { links: ['rfc7009', 'oauthEndpoints'] },
  'grant.revocation-ineffective': { links: ['rfc7009', 'oauthEndpoints'] },
  'grant.revocation-unproved': { links: ['rfc7009', 'oauthEndpoints'] },
  'grant.revocation-refused': { links: ['rfc7009', 'oauthEndpoints'] },
  'grant.forgotten': { links: [] },
} as const satisfies Record<string, FindingInfo>;
