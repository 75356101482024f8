import { createHash } from 'node:crypto';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Grant } from '../../model/grant.ts';
import { refreshTokensFromEnvironment } from '../../settings/secrets.ts';
import type { GrantStore } from '../../storage/grants.ts';
import type { Run } from '../run/run.ts';

/**
 * The environment's refresh token for a site; `undefined` without one, and in a simulator of this
 * process, which has never issued it.
 */
export function environmentToken(run: Run, site: SiteRow): string | undefined {
  const token = environmentTokens(run).get(site.key);
  if (token !== undefined) run.redactor.add(token);
  return token;
}

/** Every refresh token of the environment, by site key. */
export function environmentTokens(run: Run): ReadonlyMap<string, string> {
  if (run.simulation?.ownProcess === true) return new Map();
  const { siteTable, sites } = run.settings;
  return refreshTokensFromEnvironment(run.host.env, siteTable, sites);
}

/** What a grant remembers of the environment's refresh token it descends from: its SHA-256 in hex. */
export function seedOf(refreshToken: string): string {
  return createHash('sha256').update(refreshToken).digest('hex');
}

/**
 * The stored grant that a refresh token of the environment has become, or still is. The environment of
 * a nightly run keeps the token it was given once, while the server rotates it: used again, it would be
 * refused, and a server that looks for reuse would revoke the whole grant (RFC 9700 §4.14.2).
 */
export async function descendantOf(
  grants: GrantStore,
  place: { readonly clientId: string; readonly site: string },
  refreshToken: string,
): Promise<Grant | undefined> {
  const seed = seedOf(refreshToken);
  return (await grants.list(place.clientId))
    .filter(
      (grant) =>
        grant.site === place.site && (grant.seed === seed || grant.refreshToken === refreshToken),
    )
    .reduce<Grant | undefined>(
      (newest, grant) =>
        newest === undefined || Date.parse(grant.obtainedAt) > Date.parse(newest.obtainedAt)
          ? grant
          : newest,
      undefined,
    );
}

/** A grant that consists of a refresh token only; its access token is long over. */
export function bareGrant(clientId: string, site: SiteRow, refreshToken: string): Grant {
  const past = new Date(0).toISOString();
  return {
    clientId,
    site: site.key,
    domain: site.domain,
    org: {},
    accessToken: '',
    refreshToken,
    scopes: null,
    obtainedAt: past,
    expiresAt: past,
    seed: seedOf(refreshToken),
  };
}
