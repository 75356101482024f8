import type { ExitCode } from '../../catalog/exit-codes.ts';
import { ToolError } from '../../errors.ts';
import { mergeReports, type Replaced, type Source } from '../../report/merge/merge-reports.ts';
import { infoOf } from '../../report/message.ts';
import { visible } from '../../report/visible.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { printReport } from '../output/print.ts';
import { writeReportFiles } from '../output/report-files.ts';
import { openSaved } from './open-saved.ts';
import { readReports } from './saved-reports.ts';
import { TOOL } from '../tool-version.ts';

/** Results that gave way and are named one by one. */
const MOST_NAMED = 10;

/** `report merge FILES`: one report of several. */
export async function mergeSaved(
  cli: Cli,
  names: readonly string[],
  globals: GlobalOptions,
): Promise<void> {
  const { github, host, files, rejudge, redactor } = await openSaved(cli, globals);
  const sources = await readReports(host, names, redactor);
  assertSameTarget(sources);
  const { failOn } = globals;
  const options = { tool: TOOL, infoOf, ...(failOn === undefined ? {} : { failOn }) };
  const { report: merged, replaced } = mergeReports(sources, options);
  for (const line of replacedLines(replaced)) host.io.stderr(`${redactor.mask(visible(line))}\n`);
  const report = rejudge(merged);
  printReport(host, report, globals, redactor);
  await writeReportFiles(files, report, redactor);
  cli.setExitCode(report.exitCode as ExitCode);
  await github?.tell(report, redactor);
}

/** What was found about the simulator proves nothing about Datadog: one report must not hold both. */
function assertSameTarget(sources: readonly Source[]): void {
  const [first] = sources;
  const other = sources.find(({ report }) => report.target !== first?.report.target);
  if (first === undefined || other === undefined) return;
  throw new ToolError(
    'usage.file',
    `report merge: ${first.name} is of ${targetWords(first)}, ${other.name} of ${targetWords(other)}; they cannot be one report.`,
  );
}

function targetWords({ report }: Source): string {
  return report.target === 'datadog' ? 'Datadog' : 'the simulator';
}

function replacedLines(replaced: readonly Replaced[]): string[] {
  const lines = replaced
    .slice(0, MOST_NAMED)
    .map(
      ({ id, site, from, by }) =>
        `${id}${site === undefined ? '' : ` on ${site}`} is in ${from} and ${by}: that of ${by} counts, which is later.`,
    );
  const more = replaced.length - lines.length;
  return more > 0 ? [...lines, `${String(more)} more results are in several files.`] : lines;
}
