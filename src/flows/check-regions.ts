import type { SiteRow } from '../catalog/site-row.ts';
import { runBounded } from '../checks/runner.ts';
import type { Verdict } from '../model/report.ts';
import { regionApi } from './region/region-api.ts';
import { regionAuthorizeHost } from './region/region-authorize-host.ts';
import { regionGrant } from './region/region-grant.ts';
import { regionKey } from './region/region-key.ts';
import { regionToken } from './region/region-token.ts';
import type { Run } from './run/run.ts';

/** Sites checked at the same time: all, so that a dead one delays only its own row. */
const SITES_AT_ONCE = 32;

/** `check-regions`: the same questions to every site, in the order of the table. */
export async function runCheckRegions(run: Run): Promise<Verdict[]> {
  const sites = run.settings.sites ?? run.settings.siteTable.all;
  let done = 0;
  const perSite = await runBounded(
    sites,
    SITES_AT_ONCE,
    async (site) => {
      const verdicts = await checkRegion(run, site);
      done += 1;
      run.ui.progress(`${String(done)} of ${String(sites.length)} sites`);
      return verdicts;
    },
    { signal: run.signal },
  );
  run.ui.progress(undefined);
  return perSite.flat();
}

/** One site's row: what needs nothing from the others is asked at the same time. */
export async function checkRegion(run: Run, site: SiteRow): Promise<Verdict[]> {
  const [authorizeHost, token, key, granted] = await Promise.all([
    regionAuthorizeHost(run, site),
    regionToken(run, site),
    regionKey(run, site),
    regionGrant(run, site),
  ]);
  const api = await regionApi(run, site, granted.grant);
  return [authorizeHost, token, granted.verdict, api, ...key];
}
