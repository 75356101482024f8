import { ToolError } from '../../errors.ts';
import type { Report } from '../../model/report.ts';
import { diffReports } from '../../report/diff/diff.ts';
import { renderDiffMarkdown } from '../../report/diff/markdown.ts';
import { renderDiff } from '../../report/diff/terminal.ts';
import type { Source } from '../../report/merge/merge-reports.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { maskReport } from '../output/mask-report.ts';
import { layoutOf } from '../output/print.ts';
import { writeDocuments } from '../output/report-files.ts';
import { openSaved } from './open-saved.ts';
import { readReports } from './saved-reports.ts';
import { TOOL } from '../tool-version.ts';

/** `report diff BEFORE AFTER`: what changed. */
export async function compareReports(
  cli: Cli,
  before: string,
  after: string,
  globals: GlobalOptions,
): Promise<void> {
  const { host, files, rejudge, redactor } = await openSaved(cli, globals);
  const other = files.find(({ format }) => format.flag !== 'markdown');
  if (other !== undefined) {
    throw new ToolError(
      'usage.flag',
      `report diff makes no document for --${other.format.flag}; it has --markdown and --json.`,
    );
  }
  const [first, second] = await readReports(host, [before, after], redactor);
  if (first === undefined || second === undefined) return;
  const mask = (text: string): string => redactor.mask(text);
  const shown = ({ report }: Source): Report => maskReport(rejudge(report), mask);
  const diff = diffReports(shown(first), shown(second), TOOL);
  host.io.stdout(
    mask(
      globals.json === true
        ? `${JSON.stringify(diff, undefined, 2)}\n`
        : renderDiff(diff, layoutOf(host, globals)),
    ),
  );
  await writeDocuments(files, () => Promise.resolve(mask(renderDiffMarkdown(diff))));
  cli.setExitCode(diff.exitCode);
}
