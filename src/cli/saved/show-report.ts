import { EXIT, type ExitCode } from '../../catalog/exit-codes.ts';
import { ToolError } from '../../errors.ts';
import type { Cli } from '../cli.ts';
import { rejudgeWith } from '../options/expectations.ts';
import { isGithub } from '../github/is-github.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { printReport } from '../output/print.ts';
import { reportFilesOf, writeReportFiles } from '../output/report-files.ts';
import { readReports, redactorOf } from './saved-reports.ts';

/** `report FILE`: a saved report once more. */
export async function showReport(
  cli: Cli,
  file: string,
  globals: GlobalOptions,
  ownExitCode: boolean,
): Promise<void> {
  const github = isGithub(cli.host.env, globals.github)
    ? (await import('../github/open-github.ts')).openGithub(cli.host, globals.json === true)
    : undefined;
  const host = github?.host ?? cli.host;
  refuseTraffic(globals);
  const files = await reportFilesOf(host, globals);
  const rejudge = await rejudgeWith(host, globals);
  const redactor = redactorOf(host);
  const [source] = await readReports(host, [file], redactor);
  if (source === undefined) return;
  const report = rejudge(source.report);
  printReport(host, report, globals, redactor);
  await writeReportFiles(files, report, redactor);
  // The run that made it has told GitHub already.
  if (globals.github === true) await github?.tell(report, redactor);
  cli.setExitCode(ownExitCode ? (report.exitCode as ExitCode) : EXIT.passed);
}

/** @throws ToolError `usage.flag` where traffic or tokens of a run are asked for: there is no run */
export function refuseTraffic({ har, refreshTokenOut, emitToDatadog }: GlobalOptions): void {
  if (har === undefined && refreshTokenOut === undefined && emitToDatadog !== true) return;
  throw new ToolError(
    'usage.flag',
    'report sends nothing: leave out --har, --refresh-token-out and --emit-to-datadog.',
  );
}
