import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import { finding } from '../../catalog/findings.ts';
import { STAGES } from '../../catalog/stages.ts';
import type { Verdict } from '../../model/report.ts';
import { readSecretFromEnvironment } from '../../settings/secrets.ts';
import { stageOf } from '../../settings/stage.ts';
import { requireClient } from '../run/client.ts';
import { KEY_SCOPE } from './key-step.ts';
import { outcomeOf } from './outcome.ts';
import { stepsOf } from './plan.ts';
import { startStepCheck, type StepContext } from './step-context.ts';
import { fileVerdicts } from './submit-files.ts';
import { urlVerdicts } from './submit-urls.ts';

/** Grades that leave something to do before submission. */
const OPEN: readonly Verdict['grade'][] = ['failed', 'inconclusive'];

/** Step 6: what has to be in place, and that every step before has come to a good end. */
export async function submitStep(ctx: StepContext): Promise<Verdict[]> {
  const { run } = ctx;
  const verdicts = [
    ...fileVerdicts(run),
    ...urlVerdicts(run),
    await credentialsVerdict(ctx),
    await sitesVerdict(ctx),
    scopesVerdict(ctx),
  ].filter((verdict) => verdict !== undefined);
  return [...verdicts, lastVerdict(ctx, verdicts)];
}

/** The secret of a published client is shown once: it has to rest somewhere. */
async function credentialsVerdict({ run }: StepContext): Promise<Verdict | undefined> {
  const { kind, clientId } = requireClient(run);
  if (kind !== 'published') return undefined;
  const check = startStepCheck(run, 'submit.credentials', 'Production credentials');
  const { store, clientSecrets } = await run.vault();
  const args = { clientId, where: store.where };
  if ((await clientSecrets.get(clientId)) !== undefined) {
    return check({ grade: 'passed', finding: finding('checklist.credentials-stored', args) });
  }
  if (readSecretFromEnvironment(run.host.env) !== undefined) {
    return check({ grade: 'passed', finding: finding('checklist.credentials-given', args) });
  }
  return run.simulation === undefined
    ? check({ grade: 'failed', finding: finding('checklist.credentials-missing', args) })
    : check({ grade: 'skipped', finding: finding('checklist.credentials-simulated') });
}

/** Integrations have to work on all sites; whether that is so for the gov sites nothing says. */
async function sitesVerdict(ctx: StepContext): Promise<Verdict | undefined> {
  const { run } = ctx;
  const client = requireClient(run);
  const stage = stageOf(client);
  // Before approval there are no others.
  if (stage === undefined || !STAGES[stage].severalSites) return undefined;
  const check = startStepCheck(run, 'submit.sites', 'All sites covered');
  const covered = await ctx.covered();
  const all = run.settings.siteTable.all.filter(({ environment }) => environment === 'commercial');
  const missing = all.map(({ key }) => key).filter((key) => !covered.has(key));
  const args = { count: all.length, missing };
  return missing.length === 0
    ? check({ grade: 'passed', finding: finding('checklist.all-sites', args) })
    : check({ grade: 'warning', finding: finding('checklist.not-all-sites', args) });
}

/** Every registered scope was proved, on every site where step 5 came to it. */
function scopesVerdict(ctx: StepContext): Verdict | undefined {
  const { run } = ctx;
  const { scopes } = requireClient(run);
  if (scopes.length === 0) return undefined;
  const check = startStepCheck(run, 'submit.scopes', 'Scopes of the client and scopes proved');
  const found = ctx.before('scopes') ?? [];
  const of = (scope: string): readonly Verdict[] =>
    found.filter(({ subject }) => subject.scope === scope);
  const proved = (verdict: Verdict): boolean => verdict.grade === 'passed';
  const unproved = scopes.filter((scope) => {
    const own = of(scope);
    if (scope === KEY_SCOPE && own.length > 0 && own.every(isSkipped)) return !keyWorks(ctx);
    return own.length === 0 || !own.every(proved);
  });
  const args = { count: scopes.length, proved: scopes.length - unproved.length, scopes: unproved };
  return unproved.length === 0
    ? check({ grade: 'passed', finding: finding('checklist.scopes-proved', args) })
    : check({ grade: 'warning', finding: finding('checklist.scopes-unproved', args) });
}

const isSkipped = ({ grade }: Verdict): boolean => grade === 'skipped';

function keyWorks(ctx: StepContext): boolean {
  return (ctx.before('api-key') ?? []).some(
    ({ id, grade }) => id === 'key.validate' && grade === 'passed',
  );
}

function lastVerdict(ctx: StepContext, own: readonly Verdict[]): Verdict {
  const { run } = ctx;
  const check = startStepCheck(run, 'checklist.submit', 'Submit');
  const client = requireClient(run);
  const others = stepsOf(client).filter(
    (step) => CHECKLIST_STEPS[step].number < CHECKLIST_STEPS.submit.number,
  );
  const notDone = others.filter((step) => ctx.before(step) === undefined);
  const found = [...others.flatMap((step) => ctx.before(step) ?? []), ...own];
  const open = [...new Set(found.filter(({ grade }) => OPEN.includes(grade)).map(({ id }) => id))];
  const blocked = others.filter((step) => {
    const verdicts = ctx.before(step);
    return verdicts !== undefined && outcomeOf(verdicts) === 'open' && open.length === 0;
  });
  const left = [...open, ...blocked, ...notDone];
  // What is open elsewhere is in no result of this report, so that this one has to stand for it.
  const told = others.every((step) => ctx.isHere(step));
  return left.length > 0
    ? check({
        grade: told ? 'skipped' : 'inconclusive',
        finding: finding('checklist.not-ready', { open: left, count: left.length }),
      })
    : check({ grade: 'review', finding: finding('checklist.submit', { kind: client.kind }) });
}
