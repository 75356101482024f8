import { GRADES, PROOFS, type Grade } from '../model/report.ts';
import { columnGroups, type ColumnGroup } from './matrix-columns.ts';
import { strength, type Matrix, type MatrixCell } from './matrix.ts';
import { durationWords } from './outcome-words.ts';
import type { Style } from './style.ts';
import { columnWidths, renderRow, type Cell } from './table.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** Columns the names of rows can be wrapped down to. */
const ROW_NAME_MIN = 16;

/** A part of a matrix that stands in a grid of its own, and what is in a cell. */
interface Part extends ColumnGroup {
  readonly timed: boolean;
}

/** A grid, and up to which column of its part it got. */
interface Grid {
  readonly lines: readonly string[];
  readonly end: number;
}

/**
 * A matrix as lines. A cell holds the symbol of the grade, the number of the proof level and, where
 * there is room, how long it took; a legend explains those in use. What does not fit into one grid is
 * split where the names of columns begin otherwise (`intake.`), then wherever the width ends; the names
 * of rows stand before each grid.
 */
export function renderMatrix(matrix: Matrix, columns: number, style: Style): string[] {
  const grids = wholeGrid(matrix, columns, style) ?? splitGrids(matrix, columns, style);
  const lines = grids.flatMap((grid, index) => [...(index > 0 ? [''] : []), ...grid]);
  return [...lines, '', ...wrap(legend(matrix, style), columns).map((line) => style.dim(line))];
}

/** Everything side by side, if that fits. */
function wholeGrid(matrix: Matrix, columns: number, style: Style): string[][] | undefined {
  const part = { corner: matrix.corner, columns: matrix.columns, titleOf: (name: string) => name };
  const grid = bestGrid(matrix, part, 0, columns, style);
  return grid.end === matrix.columns.length ? [[...grid.lines]] : undefined;
}

function splitGrids(matrix: Matrix, columns: number, style: Style): string[][] {
  const grids: string[][] = [];
  for (const part of columnGroups(matrix)) {
    for (let start = 0; start < part.columns.length;) {
      const grid = bestGrid(matrix, part, start, columns, style);
      grids.push([...grid.lines]);
      start = grid.end;
    }
  }
  return grids;
}

/** With durations if no column is lost by them. */
function bestGrid(
  matrix: Matrix,
  part: ColumnGroup,
  start: number,
  columns: number,
  style: Style,
): Grid {
  const plain = widestGrid(matrix, { ...part, timed: false }, start, columns, style);
  const timed = widestGrid(matrix, { ...part, timed: true }, start, columns, style);
  return timed.end >= plain.end ? timed : plain;
}

function widestGrid(
  matrix: Matrix,
  part: Part,
  start: number,
  columns: number,
  style: Style,
): Grid {
  for (let end = part.columns.length; ; end -= 1) {
    const names = part.columns.slice(start, end);
    const rows = matrix.rows.map((row) => [
      { text: visible(row) },
      ...names.map((name) => cellOf(matrix.cellAt(row, name), part.timed, style)),
    ]);
    const last = end === start + 1;
    const specs = [
      { title: visible(part.corner), min: ROW_NAME_MIN },
      ...names.map((name) => ({
        title: visible(part.titleOf(name)),
        ...(last ? { min: 4 } : {}),
      })),
    ];
    const widths = columnWidths(specs, rows, columns);
    if (widths === undefined && !last) continue;
    const head = specs.map(({ title }) => ({ text: title, paint: style.bold }));
    const fitted = widths ?? [ROW_NAME_MIN, columns - ROW_NAME_MIN - 2];
    return { lines: [head, ...rows].flatMap((cells) => renderRow(cells, fitted)), end };
  }
}

function cellOf(cell: MatrixCell | undefined, timed: boolean, style: Style): Cell {
  if (cell === undefined) return { text: style.options.unicode ? '·' : '.', paint: style.dim };
  const mark = style.symbol(cell.grade) + (cell.proof === undefined ? '' : String(strength(cell)));
  const { durationMs } = cell;
  return {
    text: timed && durationMs !== undefined ? `${mark} ${durationWords(durationMs)}` : mark,
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
