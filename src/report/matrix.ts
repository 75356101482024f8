import type { Grade, Proof, Result } from '../model/report.ts';
import { PROOFS, WORST_FIRST } from '../model/report.ts';

/** What several results of one row and column come to: the worst grade and the weakest proof. */
export interface MatrixCell {
  readonly grade: Grade;
  readonly proof?: Proof;
  /** The longest of its results, in milliseconds; none where nothing was done. */
  readonly durationMs?: number;
}

/** Results of several sites laid out as a grid. */
export interface Matrix {
  /** What rows are: `scope` or `site`. */
  readonly corner: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** The cell of a row and column; `undefined` where nothing was checked. */
  readonly cellAt: (row: string, column: string) => MatrixCell | undefined;
  /** The result of a cell that decides: of the worst grade and the weakest proof. */
  readonly resultAt: (row: string, column: string) => Result | undefined;
  readonly results: readonly Result[];
}

interface Place {
  readonly row: string;
  readonly column: string;
}

/** Scopes by sites, of the results that have both; `undefined` unless there is more than one site. */
export function scopeMatrix(results: readonly Result[]): Matrix | undefined {
  return matrixOf('scope', results, ({ subject }) =>
    subject.scope === undefined || subject.site === undefined
      ? undefined
      : { row: subject.scope, column: subject.site },
  );
}

/**
 * Sites by checks, of the results whose id names its site (`region.eu1.token`); `undefined` unless
 * there is more than one site.
 */
export function siteMatrix(results: readonly Result[]): Matrix | undefined {
  return matrixOf('site', results, ({ id, subject }) => {
    const { site } = subject;
    if (site === undefined || subject.scope !== undefined) return undefined;
    const column = columnOfSite(id, site);
    return column === undefined ? undefined : { row: site, column };
  });
}

/**
 * Sites by checks, of the results that have a site but neither a scope nor the site in their id
 * (`key.validate`); `undefined` unless there is more than one site.
 */
export function checkMatrix(results: readonly Result[]): Matrix | undefined {
  return matrixOf('site', results, ({ id, subject: { site, scope } }) =>
    site === undefined || scope !== undefined || columnOfSite(id, site) !== undefined
      ? undefined
      : { row: site, column: id },
  );
}

/** `token` of `region.eu1.token`; `undefined` when the id does not name the site. */
function columnOfSite(id: string, site: string): string | undefined {
  const named = id.slice(id.indexOf('.') + 1);
  return named.startsWith(`${site}.`) ? named.slice(site.length + 1) : undefined;
}

function matrixOf(
  corner: 'scope' | 'site',
  results: readonly Result[],
  placeOf: (result: Result) => Place | undefined,
): Matrix | undefined {
  const cells = new Map<string, Map<string, MatrixCell>>();
  const deciding = new Map<string, Map<string, Result>>();
  const columns = new Set<string>();
  const placed: Result[] = [];
  for (const result of results) {
    const place = placeOf(result);
    if (place === undefined) continue;
    placed.push(result);
    columns.add(place.column);
    const row = cells.get(place.row) ?? new Map<string, MatrixCell>();
    const before = row.get(place.column);
    const worse = worseOf(result, before);
    if (before === undefined || !isSame(worse, before)) {
      const decided = deciding.get(place.row) ?? new Map<string, Result>();
      deciding.set(place.row, decided.set(place.column, result));
    }
    const timed = corner === 'site' && result.grade !== 'skipped' && result.durationMs > 0;
    cells.set(
      place.row,
      row.set(place.column, {
        ...worse,
        ...(timed ? { durationMs: Math.max(result.durationMs, before?.durationMs ?? 0) } : {}),
      }),
    );
  }
  const sites = corner === 'site' ? cells.size : columns.size;
  if (sites < 2) return undefined;
  return {
    corner,
    rows: [...cells.keys()],
    columns: [...columns],
    cellAt: (row, column) => cells.get(row)?.get(column),
    resultAt: (row, column) => deciding.get(row)?.get(column),
    results: placed,
  };
}

/** Of two results the one with the worse grade; of equal grades the one that proves less. */
function worseOf(result: Result, other: MatrixCell | undefined): MatrixCell {
  const cell: MatrixCell = {
    grade: result.grade,
    ...(result.proof === undefined ? {} : { proof: result.proof }),
  };
  if (other === undefined) return cell;
  const difference = WORST_FIRST.indexOf(cell.grade) - WORST_FIRST.indexOf(other.grade);
  if (difference !== 0) return difference < 0 ? cell : other;
  return strength(cell) <= strength(other) ? cell : other;
}

function isSame(a: MatrixCell, b: MatrixCell): boolean {
  return a.grade === b.grade && a.proof === b.proof;
}

/** 1 to 5 as in the order of `PROOFS`, 0 for none. */
export function strength({ proof }: Pick<MatrixCell, 'proof'>): number {
  return proof === undefined ? 0 : PROOFS.indexOf(proof) + 1;
}
