import type { Report, Result } from '../../model/report.ts';
import { groupResults, type GroupRule } from '../groups.ts';

/** A test case before it is written: a result and the names viewers know it by. */
export interface Case {
  readonly result: Result;
  readonly name: string;
  readonly classname: string;
}

/** Test cases under one heading: a step of the checklist, else a site. */
export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Name of the suite of results that are about no site. */
const NO_SITE = 'all sites';

/**
 * The report as suites. The name of a case is the id of its result, its class the command, the profile
 * and the site: both stay the same from run to run, and together they name one case only, which GitLab
 * and Jenkins need for their history.
 */
export function suitesOf(report: Report, rules: readonly GroupRule[] | undefined): Suite[] {
  const groups =
    rules === undefined ? sitesOf(report.results) : groupResults(report.results, rules);
  const seen = new Map<string, number>();
  return groups.map(({ title, results }) => ({
    name: title,
    cases: results.map((result) => {
      const { id, subject } = result;
      const classname = [report.command, subject.profile, subject.site ?? NO_SITE]
        .filter((part) => part !== undefined)
        .map(classPart)
        .join('.');
      const key = JSON.stringify([classname, id]);
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      return { result, classname, name: times === 1 ? id : `${id} #${String(times)}` };
    }),
  }));
}

/** Jenkins takes what is before the last dot for a package. */
function classPart(name: string): string {
  return name.replace(/[\s.]+/g, '-');
}

function sitesOf(results: readonly Result[]): { title: string; results: Result[] }[] {
  const bySite = new Map<string, Result[]>();
  for (const result of results) {
    const { profile, site = NO_SITE } = result.subject;
    const title = profile === undefined ? site : `${profile}: ${site}`;
    const group = bySite.get(title);
    if (group === undefined) bySite.set(title, [result]);
    else group.push(result);
  }
  return Array.from(bySite, ([title, members]) => ({ title, results: members }));
}
