import { EXIT, type ExitCode } from '../../catalog/exit-codes.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { printReport } from '../output/print.ts';
import { writeReportFiles } from '../output/report-files.ts';
import { openSaved } from './open-saved.ts';
import { readReports } from './saved-reports.ts';

/** `report FILE`: a saved report once more. */
export async function showReport(
  cli: Cli,
  file: string,
  globals: GlobalOptions,
  ownExitCode: boolean,
): Promise<void> {
  const { github, host, files, rejudge, redactor } = await openSaved(cli, globals);
  const [source] = await readReports(host, [file], redactor);
  if (source === undefined) return;
  const report = rejudge(source.report);
  printReport(host, report, globals, redactor);
  await writeReportFiles(files, report, redactor);
  // The run that made it has told GitHub already.
  if (globals.github === true) await github?.tell(report, redactor);
  cli.setExitCode(ownExitCode ? (report.exitCode as ExitCode) : EXIT.passed);
}
