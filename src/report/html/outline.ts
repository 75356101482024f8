import type { Report, Result } from '../../model/report.ts';
import { groupResults, type Group, type GroupRule } from '../groups.ts';
import { checkMatrix, scopeMatrix, siteMatrix, type Matrix } from '../matrix.ts';

/** Results under one heading, with what they look like as a grid. */
export interface OutlineGroup extends Group {
  /** Id of its heading. */
  readonly anchor: string;
  readonly matrices: readonly Matrix[];
}

/** A report as a page shows it. */
export interface Outline {
  readonly report: Report;
  readonly groups: readonly OutlineGroup[];
  /** Id of a result's element; ids of results are not unique over sites. */
  readonly anchorOf: (result: Result) => string;
}

/** Lays a report out in groups and gives each result the place it is linked by. */
export function outlineOf(report: Report, rules: readonly GroupRule[] | undefined): Outline {
  const anchors = new Map(
    report.results.map((result, index) => [result, `result-${String(index + 1)}`]),
  );
  const groups = groupResults(report.results, rules).map((group, index) => ({
    ...group,
    anchor: `group-${String(index + 1)}`,
    matrices: matricesOf(group.results),
  }));
  return { report, groups, anchorOf: (result) => anchors.get(result) ?? '' };
}

/** Every grid the results make; one check on several sites is a list. */
function matricesOf(results: readonly Result[]): Matrix[] {
  const checks = checkMatrix(results);
  return [
    scopeMatrix(results),
    siteMatrix(results),
    checks !== undefined && checks.columns.length > 1 ? checks : undefined,
  ].filter((matrix) => matrix !== undefined);
}
