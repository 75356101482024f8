import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Grant } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import { obtainGrant } from '../grant/obtain-grant.ts';
import { startRegionCheck } from './region-check.ts';
import type { Run } from '../run/run.ts';

/** Whether the stored grant of a site can still be used; no grant is no failure here. */
export async function regionGrant(
  run: Run,
  site: SiteRow,
): Promise<{ readonly verdict: Verdict; readonly grant?: Grant }> {
  const check = startRegionCheck(run, site, 'grant', 'Grant');
  const { grant, judgement } = await obtainGrant(run, site, { refresh: true, onlyStored: true });
  const { code } = judgement.finding;
  if (code === 'grant.missing' || code === 'grant.other-site-only') {
    const { kind } = requireClient(run);
    const none = finding('region.no-grant', { site: site.key, kind });
    return { verdict: check({ grade: 'skipped', finding: none }) };
  }
  return { verdict: check(judgement), ...(grant === undefined ? {} : { grant }) };
}
