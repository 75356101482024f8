import { finding } from '../../catalog/findings.ts';
import { STAGES } from '../../catalog/stages.ts';
import type { Verdict } from '../../model/report.ts';
import { stageOf } from '../../settings/stage.ts';
import { requireClient } from '../run/client.ts';
import { startStepCheck, type StepContext } from './step-context.ts';

/** Step 3: the client was authorized on more than one site, as soon as its stage lets it. */
export async function sitesStep(ctx: StepContext): Promise<Verdict[]> {
  const { run, sites } = ctx;
  const check = startStepCheck(run, 'checklist.several-sites', 'Several sites');
  const client = requireClient(run);
  const covered = await ctx.covered();
  const good = sites.map(({ key }) => key).filter((key) => covered.has(key));
  const args = { sites: good, count: good.length, kind: client.kind };
  const stage = stageOf(client);
  if (stage === undefined || !STAGES[stage].severalSites) {
    const later = finding('checklist.sites-after-approval', { ...args, stage });
    return [check({ grade: 'skipped', finding: later })];
  }
  if (good.length < sites.length) {
    const missing = sites.map(({ key }) => key).filter((key) => !covered.has(key));
    const some = finding('checklist.sites-incomplete', { ...args, missing });
    return [check({ grade: 'failed', finding: some })];
  }
  return [
    good.length > 1
      ? check({ grade: 'passed', finding: finding('checklist.several-sites', args) })
      : check({ grade: 'review', finding: finding('checklist.one-site', args) }),
  ];
}
