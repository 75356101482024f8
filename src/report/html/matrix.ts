import { columnGroups, type ColumnGroup } from '../matrix-columns.ts';
import type { Matrix } from '../matrix.ts';
import { durationWords } from '../outcome-words.ts';
import { signOf } from '../sign.ts';
import { cut, shorten } from './cut.ts';
import { levelOf } from './grade.ts';
import { safe, type Markup } from './markup.ts';
import type { Outline } from './outline.ts';

/** Columns that stand side by side in a page of 80 characters' width. */
const MOST_COLUMNS = 11;
/** Longest name of a column that is written across, in characters. */
const LONGEST_ACROSS = 7;

/** A table of at most `MOST_COLUMNS` columns. */
interface Grid extends ColumnGroup {
  readonly caption: string;
}

/**
 * A matrix as coloured grids. Wide ones are split where the names of columns begin otherwise, then
 * evenly; the parts stand beside each other where the page is wide enough, each with its rows named.
 * Each cell is a link to the result that decided it.
 */
export function renderMatrix(matrix: Matrix, outline: Outline): Markup {
  return safe`<div class="grids">${gridsOf(matrix).map((grid) => renderGrid(matrix, grid, outline))}</div>`;
}

function gridsOf(matrix: Matrix): Grid[] {
  return groupsOf(matrix).flatMap((group) => {
    const count = Math.ceil(group.columns.length / MOST_COLUMNS);
    const size = Math.ceil(group.columns.length / count);
    return Array.from({ length: count }, (_, part) => ({
      ...group,
      columns: group.columns.slice(part * size, (part + 1) * size),
      caption:
        captionOf(matrix, group) +
        (count === 1 ? '' : `, part ${String(part + 1)} of ${String(count)}`),
    }));
  });
}

/** As in the terminal; where all names begin alike, that goes into the caption too. */
function groupsOf(matrix: Matrix): ColumnGroup[] {
  const groups = columnGroups(matrix);
  const [first = ''] = matrix.columns;
  const prefix = first.slice(0, first.indexOf('.') + 1);
  if (groups.length > 1 || !matrix.columns.every((column) => column.startsWith(prefix)))
    return groups;
  const titleOf = (column: string): string => column.slice(prefix.length);
  return [
    {
      corner: prefix === '' ? matrix.corner : prefix.slice(0, -1),
      columns: matrix.columns,
      titleOf,
    },
  ];
}

function captionOf(matrix: Matrix, group: ColumnGroup): string {
  if (group.corner !== matrix.corner) return `${group.corner} by site`;
  return matrix.corner === 'scope' ? 'scopes by site' : 'checks by site';
}

function renderGrid(matrix: Matrix, grid: Grid, outline: Outline): Markup {
  const rows = matrix.rows.filter((row) =>
    grid.columns.some((column) => matrix.cellAt(row, column) !== undefined),
  );
  const timed = rows.some((row) =>
    grid.columns.some((column) => matrix.cellAt(row, column)?.durationMs !== undefined),
  );
  const across = grid.columns.every((column) => grid.titleOf(column).length <= LONGEST_ACROSS);
  return safe`<div class="grid"><table class="matrix${across ? '' : ' upright'}${timed ? ' timed' : ''}">
<caption>${shorten(grid.caption, 80)}</caption>
<thead><tr><th scope="col">${matrix.corner}</th>${grid.columns.map(
    (column) =>
      safe`<th scope="col"><span>${breakable(shorten(grid.titleOf(column), 30))}</span></th>`,
  )}</tr></thead>
<tbody>
${rows.map(
  (row) => safe`<tr><th scope="row">${breakable(shorten(row, 80))}</th>${grid.columns.map(
    (column) => renderCell(matrix, row, column, outline),
  )}</tr>
`,
)}</tbody></table></div>`;
}

function renderCell(matrix: Matrix, row: string, column: string, outline: Outline): Markup {
  const cell = matrix.cellAt(row, column);
  const result = matrix.resultAt(row, column);
  if (cell === undefined || result === undefined) {
    return safe`<td><span aria-hidden="true">·</span><span class="unseen">not checked</span></td>`;
  }
  const { grade, proof, durationMs } = cell;
  const time = durationMs === undefined ? undefined : durationWords(durationMs);
  const words = proof === undefined ? grade : `${grade}, ${proof}`;
  const level = proof === undefined ? undefined : levelOf(proof);
  return safe`<td class="${grade}${level === undefined ? '' : ` level-${String(level)}`}"><a href="#${outline.anchorOf(result)}">${signOf(grade)}${level}${time === undefined ? '' : safe`<small>${time}</small>`}<span class="unseen"> ${cut(`${row}, ${column}: ${words}`, 250)}</span></a></td>`;
}

/** Long names may go on in a new line after an underscore, dot or dash. */
function breakable(name: string): Markup[] {
  return name
    .split(/(?<=[._-])/)
    .map((part, index) => safe`${index > 0 ? safe`<wbr>` : ''}${part}`);
}
