import type { Result } from '../model/report.ts';

/** Gives each result of one report its key: id, subject, and which of several equal ones it is. */
export function keysOf(
  results: readonly Pick<Result, 'id' | 'subject'>[],
  subjectOf: (result: Pick<Result, 'id' | 'subject'>) => Result['subject'] = (result) =>
    result.subject,
): string[] {
  const seen = new Map<string, number>();
  return results.map((result) => {
    const subject = Object.entries(subjectOf(result)).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([result.id, subject]);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? key : `${key} ${String(times)}`;
  });
}
