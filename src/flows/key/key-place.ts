import type { SiteRow } from '../../catalog/site-row.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { KeyPlace } from '../../model/key-intent.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Run } from '../run/run.ts';

/** Where the key that a grant may create belongs. */
export function keyPlaceOf({ clientId, site, org }: Grant): KeyPlace {
  return { clientId, site, ...(org.id === undefined ? {} : { orgId: org.id }) };
}

/**
 * Lock of the client on a site: whoever holds it asks for the key. Not of the org, which one of two
 * processes may not know.
 */
export function keyLockName({ clientId, site }: KeyPlace): string {
  return `api-key/${clientId}/${site}`;
}

/**
 * The stored key of a grant's org; else one that was stored when nobody knew its org. For a grant whose
 * org is not known, the newest of the site.
 */
export async function findStoredKey(run: Run, grant: Grant): Promise<ApiKey | undefined> {
  const { apiKeys } = await run.vault();
  const place = keyPlaceOf(grant);
  const found = await apiKeys.find(place);
  if (found !== undefined || place.orgId === undefined) return found;
  const ofSite = (await apiKeys.list(place.clientId)).filter(
    ({ site, org }) => site === place.site && org.id === undefined,
  );
  return ofSite.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0];
}

/** What a person looks for to revoke a key: site, page of its API keys, client and org. */
export type KeyNames = Readonly<Record<'site' | 'page', string>> &
  Readonly<Record<'client' | 'org', string | undefined>>;

/** The names of a key's place. */
export function recoveryArgs(run: Run, site: SiteRow, org: ApiKey['org']): KeyNames {
  const { client } = run.settings;
  return {
    site: site.key,
    page: siteEndpoints(site).apiKeysPageUrl,
    client: client?.name,
    org: org.name ?? org.id,
  };
}
