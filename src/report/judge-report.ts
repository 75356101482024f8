import type { MergedRun, Outcome, Report, Result } from '../model/report.ts';
import {
  countGrades,
  EXIT_CODES,
  judgeRun,
  WORST_OUTCOMES,
  type JudgeOptions,
  type RunJudgement,
} from './outcome.ts';

/**
 * Judges a finished report anew, after its results were marked or merged. Of several merged runs each is
 * judged by itself: a site that was not reached is not hidden by others that were. A run keeps an outcome
 * that its results alone do not tell, such as that of its own `--fail-on`, for as long as they are the same.
 */
export function judgeReport(
  { runs, results }: Pick<Report, 'runs' | 'results'>,
  options: JudgeOptions,
): RunJudgement {
  if (runs === undefined) return judgeRun(results, options);
  const byRun = new Map<string | undefined, Result[]>();
  for (const result of results) {
    const own = byRun.get(result.run);
    if (own === undefined) byRun.set(result.run, [result]);
    else own.push(result);
  }
  const outcomes = runs.flatMap((run) => outcomesOf(run, byRun.get(run.runId) ?? [], options));
  const others = byRun.get(undefined);
  if (others !== undefined) outcomes.push(judgeRun(others, options).outcome);
  const outcome = WORST_OUTCOMES.find((each) => outcomes.includes(each)) ?? 'inconclusive';
  return { outcome, exitCode: EXIT_CODES[outcome], summary: countGrades(results) };
}

function outcomesOf(
  run: MergedRun,
  own: readonly Result[],
  options: JudgeOptions,
): readonly Outcome[] {
  if (own.length === 0) return run.replaced > 0 ? [] : [run.outcome];
  const { outcome } = judgeRun(own, options);
  const isAsItWas = run.replaced === 0 && own.every(({ expected }) => expected === undefined);
  return isAsItWas ? [outcome, run.outcome] : [outcome];
}
