import { ToolError } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import type { Report } from '../../model/report.ts';
import { applyExpectations } from '../../report/expect/apply.ts';
import { parseExpectations } from '../../report/expect/parse-expectations.ts';
import { judgeReport } from '../../report/judge-report.ts';
import { infoOf, wordsOf } from '../../report/message.ts';
import type { GlobalOptions } from './global-options.ts';
import { readJsonDocument } from './json-document.ts';

/** Holds a report against what is expected of it. */
export type Expect = (report: Report) => Report;

/**
 * Reads the file of `--expect`, before anything else is done.
 * @returns what holds a report against it; without the flag it leaves a report alone
 * @throws ToolError `usage.file` with file and place
 */
export async function expectationsOf(
  host: Pick<Host, 'cwd' | 'io'>,
  { expect: name, failOn = [] }: Pick<GlobalOptions, 'expect' | 'failOn'>,
): Promise<Expect> {
  if (name === undefined) return (report) => report;
  const shown = `--expect ${name}`;
  if (name === '-' || name === '') {
    throw new ToolError('usage.flag', `${shown}: give the name of a file.`);
  }
  const parsed = parseExpectations(await readJsonDocument(host, name, shown));
  if ('problem' in parsed) {
    throw new ToolError('usage.file', `${shown}: ${parsed.problem}`, {
      hint: 'schema/expect.schema.json in the package describes the file',
    });
  }
  const { entries } = parsed;
  return (report) => applyExpectations(report, entries, { failOn, infoOf, wordsOf });
}

/** A saved report as it is, or judged anew by `--expect` and `--fail-on` of this run. */
export async function rejudgeWith(
  host: Pick<Host, 'cwd' | 'io'>,
  globals: Pick<GlobalOptions, 'expect' | 'failOn'>,
): Promise<(report: Report) => Report> {
  const { expect: file, failOn } = globals;
  if (file !== undefined) return expectationsOf(host, globals);
  if (failOn === undefined) return (report) => report;
  return (report) => ({ ...report, ...judgeReport(report, { failOn, infoOf }) });
}
