import type { SiteRow } from '../catalog/site-row.ts';
import { requireClient } from './client.ts';
import type { Run } from './run.ts';

/**
 * The sites a command works on: those that were said, else those with a stored grant of this client,
 * else US1.
 */
export async function sitesInUse(run: Run): Promise<readonly SiteRow[]> {
  if (run.settings.sites !== undefined) return run.settings.sites;
  const { siteTable } = run.settings;
  if (run.simulation?.ownProcess !== true) {
    const { grants } = await run.vault();
    const stored = new Set(
      (await grants.list(requireClient(run).clientId)).map(({ site }) => site),
    );
    const found = siteTable.all.filter(({ key }) => stored.has(key));
    if (found.length > 0) return found;
  }
  return siteTable.all.slice(0, 1);
}
