import { EXIT } from '../../catalog/exit-codes.ts';
import type { Report } from '../../model/report.ts';
import { changesBetween, CHANGE_KINDS, type Change, type ChangeKind } from './compare.ts';

/** What is said of a report that was compared. */
export type ComparedRun = Pick<
  Report,
  | 'tool'
  | 'command'
  | 'runId'
  | 'target'
  | 'startedAt'
  | 'profile'
  | 'client'
  | 'outcome'
  | 'exitCode'
> & { readonly results: number };

/** What changed between two reports. @see schema/report-diff.schema.json */
export interface ReportDiff {
  readonly diffVersion: 1;
  readonly tool: Report['tool'];
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  readonly outcome: 'worse' | 'unproved' | 'not-worse';
  /** 1 worse, 5 unproved, 0 neither. */
  readonly exitCode: 0 | 1 | 5;
  readonly changes: readonly Change[];
  /** How many changes there are of each kind; kinds that did not come up are left out. */
  readonly summary: Readonly<Partial<Record<ChangeKind, number>>>;
  /** Results of both reports that are what they were. */
  readonly unchanged: number;
}

/** Compares the report of an earlier run with that of a later one. */
export function diffReports(before: Report, after: Report, tool: Report['tool']): ReportDiff {
  const changes = changesBetween(before, after);
  const outcome = changes.some(({ effect }) => effect === 'worse')
    ? 'worse'
    : changes.some(({ effect }) => effect === 'unproved')
      ? 'unproved'
      : 'not-worse';
  const summary = CHANGE_KINDS.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [[kind, count] as const];
  });
  return {
    diffVersion: 1,
    tool,
    before: comparedRun(before),
    after: comparedRun(after),
    outcome,
    exitCode:
      outcome === 'worse' ? EXIT.failed : outcome === 'unproved' ? EXIT.inconclusive : EXIT.passed,
    changes,
    summary: Object.fromEntries(summary),
    unchanged: after.results.length - changes.filter((change) => change.after !== undefined).length,
  };
}

function comparedRun(report: Report): ComparedRun {
  const { tool, command, runId, target, startedAt, profile, client, outcome, exitCode, results } =
    report;
  return {
    tool,
    command,
    runId,
    target,
    startedAt,
    profile,
    client,
    outcome,
    exitCode,
    results: results.length,
  };
}
