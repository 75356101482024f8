import { GRADES, PROOFS } from '../../model/report.ts';
import { columnGroups } from '../matrix-columns.ts';
import { strength, type Matrix } from '../matrix.ts';
import { signOf } from '../sign.ts';
import { codeSpan, markdownText } from './escape.ts';

const TABLE = { inTable: true };

/** Columns of a table that can be read on GitHub without scrolling. */
const MOST_COLUMNS = 12;

/** A matrix as tables: a sign and the number of the proof level in each cell. */
export function matrixTables(matrix: Matrix): string[] {
  return columnGroups(matrix).flatMap(({ corner, columns, titleOf }) => {
    const count = Math.ceil(columns.length / MOST_COLUMNS);
    const size = Math.ceil(columns.length / count);
    return Array.from({ length: count }, (_, index) => {
      const names = columns.slice(index * size, (index + 1) * size);
      return [
        rowOf([
          markdownText(corner, TABLE),
          ...names.map((name) => markdownText(titleOf(name), TABLE)),
        ]),
        rowOf(['---', ...names.map(() => ':-:')]),
        ...matrix.rows.map((row) =>
          rowOf([codeSpan(row, TABLE), ...names.map((name) => cellText(matrix, row, name))]),
        ),
        '',
        '',
      ].join('\n');
    });
  });
}

function cellText(matrix: Matrix, row: string, column: string): string {
  const result = matrix.resultAt(row, column);
  if (result === undefined) return '·';
  const level = strength(result);
  const mark = `${signOf(result.grade)}${level === 0 ? '' : String(level)}`;
  return result.expected === undefined ? mark : `(${mark})`;
}

/** What the signs in matrices mean. */
export function matrixLegend(): string {
  const grades = GRADES.map((grade) => `${signOf(grade)} ${grade}`).join(', ');
  const proofs = PROOFS.map((proof, index) => `${String(index + 1)} ${proof}`).join(', ');
  return `<sub>${grades}, · not checked, (in brackets) as expected. Proof: ${proofs}.</sub>\n\n`;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
