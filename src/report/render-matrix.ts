import { GRADES, PROOFS, type Grade } from '../model/report.ts';
import { strength, type Matrix, type MatrixCell } from './matrix.ts';
import type { Style } from './style.ts';
import { columnWidths, renderRow, type Cell } from './table.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** Columns the names of rows can be wrapped down to. */
const ROW_NAME_MIN = 16;

/**
 * A matrix as lines. A cell holds the symbol of the grade and the number of the proof level; a
 * legend explains those in use. Columns that do not fit follow in a second grid below.
 */
export function renderMatrix(matrix: Matrix, columns: number, style: Style): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < matrix.columns.length) {
    const grid = widestGrid(matrix, start, columns, style);
    if (start > 0) lines.push('');
    lines.push(...grid.lines);
    start = grid.end;
  }
  return [...lines, '', ...wrap(legend(matrix, style), columns).map((line) => style.dim(line))];
}

function widestGrid(
  matrix: Matrix,
  start: number,
  columns: number,
  style: Style,
): { lines: string[]; end: number } {
  for (let end = matrix.columns.length; ; end -= 1) {
    const names = matrix.columns.slice(start, end);
    const rows = matrix.rows.map((row) => [
      { text: visible(row) },
      ...names.map((name) => cellOf(matrix.cellAt(row, name), style)),
    ]);
    const last = end === start + 1;
    const specs = [
      { title: matrix.corner, min: ROW_NAME_MIN },
      ...names.map((name) => ({ title: visible(name), ...(last ? { min: 4 } : {}) })),
    ];
    const widths = columnWidths(specs, rows, columns);
    if (widths === undefined && !last) continue;
    const head = specs.map(({ title }) => ({ text: title, paint: style.bold }));
    const fitted = widths ?? [ROW_NAME_MIN, columns - ROW_NAME_MIN - 2];
    return { lines: [head, ...rows].flatMap((cells) => renderRow(cells, fitted)), end };
  }
}

function cellOf(cell: MatrixCell | undefined, style: Style): Cell {
  if (cell === undefined) return { text: style.options.unicode ? '·' : '.', paint: style.dim };
  return {
    text: style.symbol(cell.grade) + (cell.proof === undefined ? '' : String(strength(cell))),
    paint: (line) => style.paint(cell.grade, line),
  };
}

function legend(matrix: Matrix, style: Style): string {
  const cells = matrix.rows.flatMap((row) =>
    matrix.columns.map((column) => matrix.cellAt(row, column)),
  );
  const grades = new Set<Grade | undefined>(cells.map((cell) => cell?.grade));
  const proofs = new Set(cells.map((cell) => cell?.proof));
  return [
    ...GRADES.filter((grade) => grades.has(grade)).map((grade) => style.grade(grade)),
    ...PROOFS.filter((proof) => proofs.has(proof)).map(
      (proof) => `${String(PROOFS.indexOf(proof) + 1)} ${proof}`,
    ),
    ...(cells.includes(undefined) ? [`${style.options.unicode ? '·' : '.'} not checked`] : []),
  ].join(', ');
}
