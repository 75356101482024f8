import { finding } from '../../../catalog/findings.ts';
import type { Verdict } from '../../../model/report.ts';
import { explained } from '../../run/explain.ts';
import { readFailedReports } from '../../run/failed-reports.ts';
import type { Run } from '../../run/run.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Results of it that are shown, worst first. */
const MOST_SHOWN = 5;

/**
 * The client's last report with failures, if it is kept: when that was, and what the rules say of what
 * failed in it.
 */
export async function lastFailedReport(run: Run): Promise<Verdict[]> {
  const check = startEnvironmentCheck(run.host.clock, 'last-report', 'Last failed report');
  const kept = await readFailedReports(run);
  const [last] = kept;
  if (last === undefined) {
    return [check({ grade: 'passed', finding: finding('environment.no-failed-report') })];
  }
  const { report } = last;
  const failed = report.results.filter(({ grade }) => grade === 'failed');
  const args = {
    command: report.command,
    startedAt: report.startedAt,
    clientId: report.client?.clientId,
    failed: failed.length,
    inconclusive: report.results.length - failed.length,
    others: kept.slice(1).map(({ report: other }) => `${other.command} of ${other.startedAt}`),
  };
  const worst = [...failed, ...report.results.filter(({ grade }) => grade !== 'failed')];
  return [
    check({ grade: 'review', finding: finding('environment.last-report', args) }),
    ...explained(run, worst, report.command)
      .slice(0, MOST_SHOWN)
      .map((verdict) => asPast(verdict)),
  ];
}

/** What failed then is no failure of this run. */
function asPast(verdict: Verdict): Verdict {
  return { ...verdict, id: `diagnose.last.${verdict.id}`, check: 'diagnose.last', grade: 'review' };
}
