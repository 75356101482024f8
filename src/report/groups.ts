import type { Result } from '../model/report.ts';

/** A part of a report with a heading of its own, such as a step of the checklist. */
export interface GroupRule {
  readonly title: string;
  readonly match: (result: Result) => boolean;
  /** The title with what its results tell, such as when they were found. Default `title`. */
  readonly titleOf?: (results: readonly Result[]) => string;
}

/** Results under one heading. */
export interface Group {
  readonly title: string;
  readonly results: readonly Result[];
}

/**
 * Sorts results under headings: the first rule that matches, in the order of the rules; what none
 * matches follows under the first part of its check (`region` of `region.token`). Empty groups are
 * left out. Of several profiles each has groups of its own.
 */
export function groupResults(
  results: readonly Result[],
  rules: readonly GroupRule[] = [],
): Group[] {
  const profiles = new Set(results.map(({ subject }) => subject.profile));
  if (profiles.size <= 1) return groupsOf(results, rules);
  return [...profiles].flatMap((profile) => {
    const own = results.filter(({ subject }) => subject.profile === profile);
    return groupsOf(own, rules).map(({ title, results: members }) => ({
      title: profile === undefined ? title : `${profile}: ${title}`,
      results: members,
    }));
  });
}

function groupsOf(results: readonly Result[], rules: readonly GroupRule[]): Group[] {
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
    ...rules.map(({ title, titleOf }, index) => {
      const members = ruled[index] ?? [];
      return { title: titleOf?.(members) ?? title, results: members };
    }),
    ...Array.from(byCheck, ([title, members]) => ({ title, results: members })),
  ].filter(({ results: members }) => members.length > 0);
}
