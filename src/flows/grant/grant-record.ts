import type { Grant, Org } from '../../model/grant.ts';
import type { TokenSet } from '../../oauth/token-response.ts';
import type { SiteRow } from '../../catalog/site-row.ts';

/** An access token this close to its end, in milliseconds, is refreshed before it is used. */
const EXPIRY_MARGIN_MS = 60_000;

/** A grant from the tokens of an authorization. */
export function newGrant(
  clientId: string,
  site: SiteRow,
  org: Org,
  tokens: TokenSet,
  nowMs: number,
): Grant {
  return {
    clientId,
    site: site.key,
    domain: site.domain,
    org,
    accessToken: tokens.accessToken,
    ...(tokens.refreshToken === undefined ? {} : { refreshToken: tokens.refreshToken }),
    scopes: tokens.scopes,
    obtainedAt: new Date(nowMs).toISOString(),
    expiresAt: expiryOf(tokens, nowMs),
  };
}

/** The grant after a refresh: what the answer leaves out stays as it was. */
export function renewedGrant(grant: Grant, tokens: TokenSet, nowMs: number): Grant {
  return {
    ...grant,
    accessToken: tokens.accessToken,
    ...(tokens.refreshToken === undefined ? {} : { refreshToken: tokens.refreshToken }),
    scopes: tokens.scopes ?? grant.scopes,
    obtainedAt: new Date(nowMs).toISOString(),
    expiresAt: expiryOf(tokens, nowMs),
  };
}

/** Whether the access token can be used for a while yet. */
export function isFresh(grant: Grant, nowMs: number): boolean {
  return grant.expiresAt !== null && Date.parse(grant.expiresAt) - nowMs > EXPIRY_MARGIN_MS;
}

/** The store's name of a grant, for locks. */
export function grantLockName(clientId: string, site: string, orgId: string | undefined): string {
  return `refresh/${clientId}/${site}/${orgId ?? '-'}`;
}

function expiryOf(tokens: TokenSet, nowMs: number): string | null {
  return tokens.expiresInSeconds === null
    ? null
    : new Date(nowMs + tokens.expiresInSeconds * 1000).toISOString();
}
