import type { Matrix } from './matrix.ts';

/** Columns of a matrix that may stand in a grid of their own. */
export interface ColumnGroup {
  /** What the names of its columns begin with, else what rows are. */
  readonly corner: string;
  readonly columns: readonly string[];
  readonly titleOf: (column: string) => string;
}

/** Columns by what their names begin with: `intake.logs` stands as `logs` under the corner `intake`. */
export function columnGroups(matrix: Matrix): ColumnGroup[] {
  const byPrefix = new Map<string, string[]>();
  for (const column of matrix.columns) {
    const prefix = column.includes('.') ? column.slice(0, column.indexOf('.')) : '';
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), column]);
  }
  if (byPrefix.size < 2) {
    return [{ corner: matrix.corner, columns: matrix.columns, titleOf: (name) => name }];
  }
  return [...byPrefix].map(([prefix, names]) => ({
    corner: prefix === '' ? matrix.corner : prefix,
    columns: names,
    titleOf: (name) => (prefix === '' ? name : name.slice(prefix.length + 1)),
  }));
}
