import { usesBuiltInBrowser } from '../authorization/authorize-wait.ts';
import { finding } from '../../catalog/findings.ts';
import type { Verdict } from '../../model/report.ts';
import { judgeStage, stageOf } from '../../settings/stage.ts';
import { authorizeSite } from '../authorization/authorize-site.ts';
import { obtainGrant } from '../grant/obtain-grant.ts';
import { requireClient } from '../run/client.ts';
import { knownSecret } from './basis.ts';
import { otherProfiles, sharesSecretWith } from './other-profiles.ts';
import { startStepCheck, type SiteGrant, type StepContext } from './step-context.ts';

/**
 * Step 1: the client is the one for its stage; then each site's grant, stored or new. Without somebody to
 * consent only stored ones count.
 */
export async function authorizationStep(
  ctx: StepContext,
): Promise<{ readonly verdicts: readonly Verdict[]; readonly grants: readonly SiteGrant[] }> {
  const { run, sites, options } = ctx;
  const verdicts: Verdict[] = [...(await stageVerdicts(ctx))];
  const grants: SiteGrant[] = [];
  for (const site of sites) {
    const check = startStepCheck(run, 'authorize.reused', 'Stored grant', site);
    const stored = await obtainGrant(run, site, { refresh: true, onlyStored: true });
    const nobodyThere = run.unattended && !usesBuiltInBrowser(run);
    if (stored.grant !== undefined || nobodyThere) {
      verdicts.push(check(stored.judgement));
      grants.push({ site, grant: stored.grant });
      continue;
    }
    const authorized = await authorizeSite(run, { ...options.authorize, site });
    verdicts.push(...authorized.verdicts);
    grants.push({ site, grant: authorized.grant });
  }
  return { verdicts, grants };
}

async function stageVerdicts({ run, sites }: StepContext): Promise<Verdict[]> {
  const client = requireClient(run);
  const check = startStepCheck(run, 'authorize.stage', 'Client and stage');
  const others = otherProfiles(run);
  const secret = await knownSecret(run);
  const mistakes = judgeStage({
    client,
    sites: sites.map(({ key }) => key),
    others,
    sameSecretAs:
      run.simulation === undefined ? await sharesSecretWith(run, secret, others) : undefined,
  });
  if (mistakes.length > 0)
    return mistakes.map(({ grade, finding: found }) => check({ grade, finding: found }));
  const args = { kind: client.kind, stage: stageOf(client) };
  return [check({ grade: 'passed', finding: finding('checklist.stage', args) })];
}
