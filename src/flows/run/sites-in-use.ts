import type { SiteRow } from '../../catalog/site-row.ts';
import { requireClient } from './client.ts';
import { environmentTokens } from '../grant/environment-grant.ts';
import type { Run } from './run.ts';

/**
 * The sites a command works on: those that were said, else those with a stored grant of this client
 * or a refresh token in the environment, else US1.
 */
export async function sitesInUse(run: Run): Promise<readonly SiteRow[]> {
  if (run.settings.sites !== undefined) return run.settings.sites;
  const { siteTable } = run.settings;
  if (run.simulation?.ownProcess !== true) {
    const { grants } = await run.vault();
    const stored = await grants.list(requireClient(run).clientId);
    const keys = new Set([...environmentTokens(run).keys(), ...stored.map(({ site }) => site)]);
    const found = siteTable.all.filter(({ key }) => keys.has(key));
    if (found.length > 0) return found;
  }
  return siteTable.all.slice(0, 1);
}
