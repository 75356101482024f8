import { finding } from '../catalog/findings.ts';
import type { Verdict } from '../model/report.ts';
import { isProved } from './scope-cross-check.ts';

/**
 * What several sites of one run tell together: a route that one site does not have, while the same
 * scope was proved on another, belongs to a product that is not on this site.
 */
export function compareSites(verdicts: readonly Verdict[]): Verdict[] {
  const works = new Map<string, string[]>();
  for (const verdict of verdicts) {
    const { scope, site } = verdict.subject;
    if (scope === undefined || site === undefined || !isProved(verdict)) continue;
    works.set(scope, [...(works.get(scope) ?? []), site]);
  }
  return verdicts.map((verdict) => {
    const { finding: found, subject } = verdict;
    const elsewhere = works.get(subject.scope ?? '');
    if (found.code !== 'scope.route-missing' || elsewhere === undefined) return verdict;
    return { ...verdict, finding: finding('scope.not-on-site', { ...found.args, elsewhere }) };
  });
}
