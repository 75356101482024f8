import type { Result } from '../model/report.ts';
import type { Style } from './style.ts';
import { columnWidths, renderRow, type Cell, type Column } from './table.ts';
import { visible } from './visible.ts';
import { indent, padEnd, wrap } from './wrap.ts';

/** From this many columns on there is room for titles beside ids. */
const ROOM_FOR_TITLES = 140;

interface Field extends Column {
  readonly cellOf: (result: Result, style: Style) => Cell;
}

const FIELDS: readonly Field[] = [
  {
    title: 'grade',
    cellOf: ({ grade, expected }, style) => ({
      text: expected === undefined ? style.grade(grade) : `${style.grade(grade)} (expected)`,
      paint: (line) => style.paint(expected === undefined ? grade : 'skipped', line),
    }),
  },
  { title: 'check', min: 16, cellOf: ({ id }) => ({ text: visible(id) }) },
  { title: 'title', min: 20, cellOf: ({ title }) => ({ text: visible(title) }) },
  { title: 'site', cellOf: ({ subject }) => ({ text: visible(subject.site ?? '') }) },
  { title: 'proof', cellOf: ({ proof }) => ({ text: proof ?? '' }) },
  { title: 'finding', min: 20, cellOf: ({ message }) => ({ text: visible(firstLine(message)) }) },
];

/** Renders rows of results, all with the same column widths. */
export interface ResultsTable {
  /** The line that names the columns; nothing where results are stacked. */
  readonly head: readonly string[];
  readonly renderResult: (result: Result) => string[];
}

/**
 * Lays out results as a table. Columns that are empty in every row are left out, and so is a site
 * that all of them share: the header names it. Where the terminal is too narrow for columns, each
 * result takes a few lines of its own.
 */
export function layOutResults(
  results: readonly Result[],
  columns: number,
  style: Style,
): ResultsTable {
  const sites = new Set(results.map(({ subject }) => subject.site));
  const fields = FIELDS.filter(
    ({ title, cellOf }) =>
      (title !== 'title' || columns >= ROOM_FOR_TITLES) &&
      (title !== 'site' || sites.size > 1) &&
      results.some((result) => cellOf(result, style).text !== ''),
  );
  const rowOf = (result: Result) => fields.map(({ cellOf }) => cellOf(result, style));
  const widths = columnWidths(fields, results.map(rowOf), columns);
  if (widths === undefined) {
    return { head: [], renderResult: (result) => renderStacked(result, columns, style) };
  }
  const head = fields.map(({ title }) => ({ text: title, paint: style.dim }));
  return {
    head: renderRow(head, widths),
    renderResult: (result) => renderRow(rowOf(result), widths),
  };
}

function renderStacked(result: Result, columns: number, style: Style): string[] {
  const { grade, id, subject, proof, message } = result;
  const mark = style.grade(grade);
  const hanging = padEnd('', mark.length + 1);
  const [first = '', ...more] = wrap(visible(id), columns - hanging.length);
  const facts = [subject.site, proof].filter((fact) => fact !== undefined).join(', ');
  return [
    `${style.paint(grade, mark)} ${first}`,
    ...indent(more, hanging.length),
    ...(facts === '' ? [] : indent(wrap(visible(facts), columns - 4), 4)),
    ...indent(wrap(visible(firstLine(message)), columns - 4), 4),
  ];
}

/** A table shows what was found; the lines behind it stand among the details. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
