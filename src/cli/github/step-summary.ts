import { open, stat } from 'node:fs/promises';
import { ToolError, messageOf } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import type { Report } from '../../model/report.ts';
import { REPORT_FORMATS } from '../options/report-formats.ts';
import { GROUPS } from '../output/groups.ts';

/** Bytes that the summary of one step may have; GitHub refuses all of a longer one. */
const MOST_BYTES = 1024 * 1024;
/** Commands that list or hand out what is there: a page about them would say nothing. */
const WITHOUT_SUMMARY: ReadonlySet<string> = new Set([
  'sites',
  'grants list',
  'grants token',
  'keys list',
]);

/**
 * Appends the report as Markdown to the page of the step, `GITHUB_STEP_SUMMARY`, where the runner gives
 * one. When it has no room left, one line says so instead.
 * @param report its texts are masked already
 * @throws ToolError `output.failed`
 */
export async function appendStepSummary(
  env: Host['env'],
  report: Report,
  mask: (text: string) => string,
): Promise<void> {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '' || WITHOUT_SUMMARY.has(report.command)) return;
  const format = REPORT_FORMATS.find(({ flag }) => flag === 'markdown');
  if (format === undefined) return;
  try {
    const render = await format.load();
    const groups = GROUPS[report.command];
    const page = mask([...render(report, groups === undefined ? {} : { groups })].join(''));
    const taken = await stat(path).then(
      ({ size }) => size,
      () => 0,
    );
    const text = [`\n${page}\n`, leftOut(report)].find(
      (each) => taken + Buffer.byteLength(each) <= MOST_BYTES,
    );
    if (text === undefined) return;
    const file = await open(path, 'a');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new ToolError('output.failed', `GITHUB_STEP_SUMMARY: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function leftOut({ tool, command, outcome, exitCode }: Report): string {
  return `\n${tool.name} ${command}: ${outcome}, exit code ${String(exitCode)}. There is no room left on this page for more.\n`;
}
