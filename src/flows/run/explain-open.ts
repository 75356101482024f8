import { leaderOf } from '../../catalog/open-findings.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from './run.ts';

/** Whether a verdict is a failure whose own finding leaves the cause open. */
export function isOpen({ grade, finding }: Verdict): boolean {
  const isFailure = grade === 'failed' || grade === 'inconclusive';
  return isFailure && leaderOf(finding.code) !== undefined;
}

/** `explained`, for which the rules of `diagnose` are loaded only where a verdict needs them. */
export async function explainOpen(
  run: Run,
  verdicts: readonly Verdict[],
): Promise<readonly Verdict[]> {
  if (!verdicts.some(isOpen)) return verdicts;
  const { explained } = await import('./explain.ts');
  return explained(run, verdicts);
}
