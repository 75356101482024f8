import { finding } from '../../catalog/findings.ts';
import { compareSites } from '../../checks/scope-across-sites.ts';
import type { Verdict } from '../../model/report.ts';
import { proveScopes, withRoundTrips } from '../check-scopes.ts';
import { KEY_SCOPE } from './key-step.ts';
import { blocked, startStepCheck, type StepContext } from './step-context.ts';

/** Step 5: every scope of every grant. */
export async function scopesStep(ctx: StepContext): Promise<Verdict[]> {
  const { run, options } = ctx;
  const grants = await ctx.grants();
  const keys = ctx.before('api-key') ?? [];
  const perSite = await withRoundTrips(run, options.allowWrites, (roundTrips) =>
    Promise.all(
      grants.map(async (granted) => {
        const { site, grant } = granted;
        if (grant === undefined) {
          return [startStepCheck(run, 'scope.blocked', 'Scopes', site)(blocked(granted))];
        }
        const verdicts = await proveScopes(run, site, grant, { scopes: undefined, roundTrips });
        return verdicts.map((verdict) => provedByKey(verdict, keys) ?? verdict);
      }),
    ),
  );
  run.ui.progress(undefined);
  return compareSites(perSite.flat());
}

/**
 * `api_keys_write` has no probe; the key that was created with it is its proof, also one that an earlier
 * run created, as long as its site knows it.
 */
function provedByKey(verdict: Verdict, keyVerdicts: readonly Verdict[]): Verdict | undefined {
  if (verdict.subject.scope !== KEY_SCOPE || verdict.grade !== 'skipped') return undefined;
  const { site } = verdict.subject;
  const passed = (id: string): Verdict | undefined =>
    keyVerdicts.find(
      (each) => each.id === id && each.subject.site === site && each.grade === 'passed',
    );
  const code = passed('key.create')?.finding.code;
  const reused = code === 'key.reused' && passed('key.validate') !== undefined;
  if (code !== 'key.created' && !reused) return undefined;
  return {
    ...verdict,
    grade: 'passed',
    proof: 'authorized',
    finding: finding('checklist.scope-by-key', { scope: KEY_SCOPE, site, reused }),
  };
}
