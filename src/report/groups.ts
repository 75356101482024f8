import type { Result } from '../model/report.ts';

/** A part of a report with a heading of its own, such as a step of the checklist. */
export interface GroupRule {
  readonly title: string;
  readonly match: (result: Result) => boolean;
}

/** Results under one heading. */
export interface Group {
  readonly title: string;
  readonly results: readonly Result[];
}

/**
 * Sorts results under headings: the first rule that matches, in the order of the rules; what none
 * matches follows under the first part of its check (`region` of `region.token`). Empty groups are
 * left out.
 */
export function groupResults(
  results: readonly Result[],
  rules: readonly GroupRule[] = [],
): Group[] {
  const ruled: Result[][] = rules.map(() => []);
  const byCheck = new Map<string, Result[]>();
  for (const result of results) {
    const rule = rules.findIndex(({ match }) => match(result));
    const prefix = result.check.split('.')[0] ?? result.check;
    const group = ruled[rule] ?? byCheck.get(prefix);
    if (group === undefined) byCheck.set(prefix, [result]);
    else group.push(result);
  }
  return [
    ...rules.map(({ title }, index) => ({ title, results: ruled[index] ?? [] })),
    ...Array.from(byCheck, ([title, members]) => ({ title, results: members })),
  ].filter(({ results: members }) => members.length > 0);
}
