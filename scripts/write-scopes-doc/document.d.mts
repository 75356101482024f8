import type { ScopeRow } from '../../src/catalog/scope-row.ts';
import type { Explanation } from '../catalog-verify/compare.mjs';

/** The page for the rows of the catalog and the explained disagreements, formatted. */
export function scopesDocument(
  rows: readonly ScopeRow[],
  explained: readonly Explanation[],
): Promise<string>;
