import type { StaleReason, StepName, StepRecord } from '../../model/checklist.ts';
import type { StepMark, Verdict } from '../../model/report.ts';
import { answered, isAnswered } from './answers.ts';

/** The verdicts of a record as a report shows them: answers counted, and each with step and date. */
export function marked(
  record: StepRecord,
  options: { readonly kept: boolean; readonly stale?: readonly StaleReason[] },
): readonly Verdict[] {
  const { step, at, runId, answer } = record;
  const { stale = [] } = options;
  const mark: StepMark = {
    name: step,
    at,
    ...(options.kept ? { keptFrom: runId } : {}),
    ...(stale.length === 0 ? {} : { stale }),
  };
  const after = answered(record.verdicts, answer);
  return record.verdicts.map((verdict, index) => {
    if (answer === undefined || !isAnswered(verdict, answer)) return { ...verdict, step: mark };
    const { says, note, at: answeredAt } = answer;
    const said = { says, ...(note === undefined ? {} : { note }), at: answeredAt };
    return { ...(after[index] ?? verdict), step: { ...mark, answer: said } };
  });
}

/** A verdict about a step as a whole, of this run. */
export function markedNow(verdict: Verdict, step: StepName, at: string): Verdict {
  return { ...verdict, step: { name: step, at } };
}
