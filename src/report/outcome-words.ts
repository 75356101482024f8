import { GRADES, type Outcome, type Report, type Summary } from '../model/report.ts';

/** What an outcome says, where the counts do not say more. */
const OUTCOMES: Readonly<Record<Outcome, string>> = {
  passed: 'every required check passed',
  failed: 'at least one check failed',
  inconclusive: 'nothing failed, but something stayed inconclusive',
  unauthorized: 'a new authorization is needed',
  unreachable: 'Datadog could not be reached, all of it or a whole site',
};

/** Why a run ended with its exit code, as one clause. */
export function explainOutcome({ outcome, summary }: Pick<Report, 'outcome' | 'summary'>): string {
  const ran = GRADES.reduce((sum, grade) => sum + summary[grade], summary.expected ?? 0);
  if (ran === 0) return 'no check ran';
  if (outcome === 'inconclusive' && summary.skipped === ran) return 'every check was skipped';
  if (outcome === 'failed' && summary.failed === 0) return 'a grade that --fail-on names came up';
  return OUTCOMES[outcome];
}

/** `12 passed, 1 failed, 2 as expected`; grades that did not come up are left out. */
export function countWords(summary: Summary): string {
  const counts = GRADES.filter((grade) => summary[grade] > 0).map(
    (grade) => `${String(summary[grade])} ${grade}`,
  );
  if (summary.expected !== undefined) counts.push(`${String(summary.expected)} as expected`);
  return counts.length === 0 ? 'no results' : counts.join(', ');
}

/** A duration for people: `340 ms`, `2.4 s`, `3 min 5 s`. */
export function durationWords(durationMs: number): string {
  if (durationMs < 1000) return `${String(Math.round(durationMs))} ms`;
  if (durationMs < 59_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}
