import { indent, wrap } from './wrap.ts';
import { widthOf } from './width.ts';

/** A column of a table. Without `min` it is never narrower than its widest cell. */
export interface Column {
  readonly title: string;
  /** Columns it can be wrapped down to. */
  readonly min?: number;
}

/** Plain text of a cell, and how each of its lines is painted. */
export interface Cell {
  readonly text: string;
  readonly paint?: (line: string) => string;
}

/** Spaces between two columns. */
const GAP = 2;

/**
 * Widths at which the rows fit into `available` columns: columns that cannot wrap get what they
 * need, the others their `min`, and what is left goes to them from left to right. `undefined` when
 * even that is too wide.
 */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  available: number,
): number[] | undefined {
  const natural = columns.map(({ title }, index) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[index]?.text ?? '')), widthOf(title)),
  );
  const widths = columns.map(({ min }, index) => {
    const wanted = natural[index] ?? 0;
    return min === undefined ? wanted : Math.min(min, wanted);
  });
  const used = widths.reduce((sum, width) => sum + width, GAP * (columns.length - 1));
  if (used > available) return undefined;
  let left = available - used;
  return widths.map((width, index) => {
    const extra = Math.min(left, (natural[index] ?? 0) - width);
    left -= extra;
    return width + extra;
  });
}

/** One row as lines: cells wrapped to their widths, side by side, no spaces at the ends. */
export function renderRow(cells: readonly Cell[], widths: readonly number[]): string[] {
  const wrapped = cells.map((cell, index) =>
    index === 0 ? wrapHanging(cell.text, widths[0] ?? 1) : wrap(cell.text, widths[index] ?? 1),
  );
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => renderLine(cells, wrapped, widths, row));
}

/**
 * Later lines of a first cell stand one column in: what comes from outside must not begin a line as
 * if it were one of ours.
 */
function wrapHanging(text: string, width: number): string[] {
  const lines = wrap(text, width);
  if (lines.length === 1) return lines;
  const [first = '', ...more] = wrap(text, width - 1);
  return [first, ...indent(more, 1)];
}

function renderLine(
  cells: readonly Cell[],
  wrapped: readonly (readonly string[])[],
  widths: readonly number[],
  row: number,
): string {
  let line = '';
  /** Spaces owed before the next text; owed, not written, so that none ends a line. */
  let owed = 0;
  for (const [index, cell] of cells.entries()) {
    const text = wrapped[index]?.[row] ?? '';
    const width = widths[index] ?? 1;
    if (text !== '') {
      line += ' '.repeat(owed) + (cell.paint?.(text) ?? text);
      owed = 0;
    }
    owed += Math.max(0, width - widthOf(text)) + GAP;
  }
  return line;
}
