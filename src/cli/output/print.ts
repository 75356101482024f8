import type { Host, Io } from '../../host/host.ts';
import type { Exchange } from '../../model/http.ts';
import type { Report, Result } from '../../model/report.ts';
import type { Redactor } from '../../redact.ts';
import { jsonParts } from '../../report/json.ts';
import { lintParts } from '../../report/lint-list.ts';
import { isRulesList, renderRulesList } from '../../report/rules-list.ts';
import { renderSitesList } from '../../report/sites-list.ts';
import { createStyle, styleOptionsFor, type Style } from '../../report/style.ts';
import { terminalParts } from '../../report/terminal.ts';
import { visible } from '../../report/visible.ts';
import { GROUPS } from './groups.ts';
import type { GlobalOptions } from '../options/global-options.ts';

/** Width of a report that goes to a pipe or a file, in columns. */
const PIPE_COLUMNS = 100;

/** Prints a report on standard output: one JSON document with `--json`, else for people. */
export function printReport(
  host: Host,
  report: Report,
  globals: GlobalOptions,
  redactor: Redactor,
): void {
  const { io } = host;
  if (globals.json === true) {
    for (const part of jsonParts(report)) io.stdout(redactor.mask(part));
    return;
  }
  const { style, columns } = layoutOf(host, globals);
  for (const part of partsOf(report, columns, style)) io.stdout(redactor.mask(part));
}

/** How wide standard output is, and what it can show. */
export function layoutOf(
  { io, env, platform }: Host,
  globals: GlobalOptions,
): { readonly columns: number; readonly style: Style } {
  const situation = { isTerminal: io.stdoutIsTerminal, env, os: platform.os };
  return {
    style: createStyle(styleOptionsFor({ ...situation, noColor: !globals.color })),
    columns: io.stdoutIsTerminal ? io.columns : Math.max(io.columns, PIPE_COLUMNS),
  };
}

/** A list of hosts or rules has no grades to show, findings in files have places; everything else is a report. */
function partsOf(report: Report, columns: number, style: Style): Iterable<string> {
  if (report.command === 'sites') return [renderSitesList(report.results, columns, style)];
  if (report.command === 'lint') return lintParts(report, columns, style);
  if (isRulesList(report.results)) return [renderRulesList(report.results, columns, style)];
  const groups = GROUPS[report.command];
  const { results } = report;
  return withNext(
    report.command === 'init' ? results : [],
    terminalParts(report, { style, columns, ...(groups === undefined ? {} : { groups }) }),
  );
}

/** What was set up is for something: the command that goes on, on a line of its own, to be copied. */
function* withNext(results: readonly Result[], parts: Iterable<string>): Iterable<string> {
  yield* parts;
  const next = results.find(
    ({ grade, nextCommand }) => grade === 'passed' && nextCommand,
  )?.nextCommand;
  if (next !== undefined) yield `Next: ${visible(next)}\n`;
}

/** One exchange of `--verbose` on standard error. It is redacted already. */
export function printExchange(io: Io, exchange: Exchange, redactor: Redactor): void {
  const { method, url, status, error, durationMs, requestId, responseBody } = exchange;
  const end = error ?? String(status ?? '');
  const id = requestId === undefined ? '' : ` request ${requestId}`;
  const body =
    responseBody === undefined ? '' : `\n  ${responseBody.replace(/\s+/g, ' ').slice(0, 500)}`;
  io.stderr(
    `${visible(redactor.mask(`> ${method} ${url}\n< ${end} in ${String(durationMs)} ms${id}${body}`))}\n`,
  );
}
