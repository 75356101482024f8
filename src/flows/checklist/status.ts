import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import { finding } from '../../catalog/findings.ts';
import type { StepName } from '../../model/checklist.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';
import type { KeptState } from './keep-state.ts';
import { marked, markedNow } from './marks.ts';
import { staleReasons, type PlanFacts, type PlanOptions } from './plan.ts';
import { startStepCheck } from './step-context.ts';

/** `--status`: how each step stands, without doing any. What is stale or missing is no result. */
export function statusVerdicts(
  run: Run,
  steps: readonly StepName[],
  state: KeptState,
  options: Pick<PlanOptions, 'maxAgeMs'>,
  facts: PlanFacts,
): Verdict[] {
  const now = new Date(facts.nowMs).toISOString();
  return steps.flatMap((step) => {
    const record = state.records.get(step);
    const check = startStepCheck(run, `checklist.status.${step}`, CHECKLIST_STEPS[step].title);
    if (record === undefined) {
      const missing = finding('checklist.step-missing', { step });
      return [markedNow(check({ grade: 'inconclusive', finding: missing }), step, now)];
    }
    const stale = staleReasons(record, options, facts);
    const kept = marked(record, { kept: true, stale });
    if (stale.length === 0) return kept;
    const old = finding('checklist.step-stale', { step, at: record.at, reasons: stale });
    return [markedNow(check({ grade: 'inconclusive', finding: old }), step, now), ...kept];
  });
}
