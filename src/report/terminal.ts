import type { Report, Result } from '../model/report.ts';
import { detailBlocks } from './details.ts';
import { groupResults, type Group, type GroupRule } from './groups.ts';
import { renderHeader } from './header.ts';
import { scopeMatrix, siteMatrix, type Matrix } from './matrix.ts';
import { isOpen, namesSite } from './open-results.ts';
import { countGrades } from './outcome.ts';
import { countWords, durationWords, explainOutcome } from './outcome-words.ts';
import { renderMatrix } from './render-matrix.ts';
import { layOutResults, type ResultsTable } from './results-table.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';
import { indent, wrap } from './wrap.ts';

/** Narrowest layout, in columns; a narrower terminal wraps by itself. */
const NARROWEST = 40;

/** How a report is shown. */
export interface TerminalOptions {
  /** Width of the terminal. */
  readonly columns: number;
  readonly style: Style;
  /** Headings. Default: one for the first part of each check's name. */
  readonly groups?: readonly GroupRule[];
}

interface LaidOutGroup extends Group {
  readonly rows: readonly Result[];
  readonly matrices: readonly Matrix[];
}

/**
 * The report as text for a terminal or a log: header, results, what to do, summary. Ends with a
 * newline, no line ends with a space, and nothing that came from outside can move the cursor.
 */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  return [...terminalParts(report, options)].join('');
}

/** The same text section by section, for sinks that need not have it whole. */
export function* terminalParts(
  report: Report,
  options: TerminalOptions,
): Generator<string, void, undefined> {
  const { style } = options;
  const columns = Math.max(NARROWEST, Math.floor(options.columns) || 0);
  const groups = groupResults(report.results, options.groups).map(layOutGroup);
  const table = layOutResults(
    groups.flatMap(({ rows }) => rows),
    columns,
    style,
  );
  yield textOf(renderHeader(report, columns, style));
  if (table.head.length > 0) yield `\n${textOf(table.head)}`;
  for (const group of groups) yield `\n${textOf(renderGroup(group, table, columns, style))}`;
  for (const lines of detailBlocks(worthExplaining(groups), columns, style)) {
    yield `\n${textOf(lines)}`;
  }
  const expected = expectedLines(report.results, columns, style);
  if (expected.length > 0) yield `\n${textOf(expected)}`;
  yield `\n${textOf(renderSummary(report, columns, style))}`;
}

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function layOutGroup(group: Group): LaidOutGroup {
  const matrices = [scopeMatrix(group.results), siteMatrix(group.results)].filter(
    (matrix) => matrix !== undefined,
  );
  const placed = new Set(matrices.flatMap(({ results }) => results));
  return { ...group, rows: group.results.filter((result) => !placed.has(result)), matrices };
}

function renderGroup(
  { title, results, rows, matrices }: LaidOutGroup,
  table: ResultsTable,
  columns: number,
  style: Style,
): string[] {
  const heading = wrap(`${visible(title)}: ${countWords(countGrades(results))}`, columns);
  return [
    ...heading.map((line) => style.bold(line)),
    ...rows.flatMap(table.renderResult),
    ...matrices.flatMap((matrix, index) => [
      ...(index > 0 || rows.length > 0 ? [''] : []),
      ...renderMatrix(matrix, columns, style),
    ]),
  ];
}

/** Everything that is not fine; a skipped result only where no row of a table says why. */
function worthExplaining(groups: readonly LaidOutGroup[]): Result[] {
  return groups.flatMap(({ results, rows }) => {
    const shown = new Set(rows);
    return results.filter(
      (result) =>
        isOpen(result) ||
        (result.grade === 'skipped' && result.expected === undefined && !shown.has(result)),
    );
  });
}

/** What ended as expected, and why it was expected. */
function expectedLines(results: readonly Result[], columns: number, style: Style): string[] {
  const lines = results.flatMap((result) => {
    const { id, subject, expected, grade } = result;
    if (expected === undefined) return [];
    const site = namesSite(result) ? '' : ` (${subject.site ?? ''})`;
    const until = expected.until === undefined ? '' : `, until ${expected.until}`;
    const text = visible(`${id}${site}: ${grade}, ${expected.reason}${until}`);
    return indent(wrap(text, columns - 2), 2);
  });
  return lines.length === 0 ? [] : [style.bold('As expected'), ...lines];
}

function renderSummary(report: Report, columns: number, style: Style): string[] {
  const { summary, durationMs, exitCode, outcome } = report;
  const counts = `${countWords(summary)} in ${durationWords(durationMs)}.`;
  const reason = `Exit code ${String(exitCode)}: ${explainOutcome(report)}.`;
  const grade = outcome === 'unauthorized' || outcome === 'failed' ? 'failed' : 'inconclusive';
  return [
    ...wrap(counts, columns).map((line) => style.bold(line)),
    ...wrap(reason, columns).map((line) =>
      style.paint(outcome === 'passed' ? 'passed' : grade, line),
    ),
  ];
}
