import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck } from '../../checks/verdict.ts';
import type { Grant } from '../../model/grant.ts';
import type { Verdict } from '../../model/report.ts';
import { obtainGrant } from './obtain-grant.ts';
import type { Run } from '../run/run.ts';

/** The grant that a command's checks stand on, and the verdict on how it was had. */
export async function grantCheck(
  run: Run,
  site: SiteRow,
): Promise<{ readonly verdict: Verdict; readonly grant?: Grant }> {
  const check = startCheck(run.host.clock, {
    id: 'grant.usable',
    check: 'grant.usable',
    title: 'Grant',
    subject: { site: site.key },
  });
  const { grant, judgement } = await obtainGrant(run, site);
  return { verdict: check(judgement), ...(grant === undefined ? {} : { grant }) };
}
