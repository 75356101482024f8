import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import { startRegionCheck } from './region-check.ts';
import type { Run } from '../run/run.ts';
import { otherSite, refusedElsewhere, validateHere } from '../key/validate-key.ts';

/** The stored key of a site is known there and refused on another. No key is no failure here. */
export async function regionKey(run: Run, site: SiteRow): Promise<Verdict[]> {
  const check = startRegionCheck(run, site, 'key', 'API key');
  const { apiKeys } = await run.vault();
  const { clientId } = requireClient(run);
  const key = await apiKeys.find({ clientId, site: site.key });
  if (key === undefined) {
    return [check({ grade: 'skipped', finding: finding('region.no-key', { site: site.key }) })];
  }
  run.redactor.add(key.value);
  const subject = { site: site.key, host: new URL(site.api.url).host };
  const here = await validateHere(run, site, key, {
    names: { id: `region.${site.key}.key`, check: 'region.key', title: 'API key', subject },
    justCreated: false,
  });
  const other = otherSite(run, site);
  if (other === undefined) return [here];
  const elsewhere = await refusedElsewhere(run, other, key, {
    id: `region.${site.key}.key-elsewhere`,
    check: 'region.key-elsewhere',
    title: `API key is refused on ${other.key}`,
    subject: { site: site.key, host: new URL(other.api.url).host },
  });
  return [here, elsewhere];
}
