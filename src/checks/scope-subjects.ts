import { SCOPES } from '../catalog/scopes.ts';
import type { ScopeSubject } from './scope-read.ts';

/**
 * The subjects of scope names: catalog rows in catalog order, then the names that the catalog
 * doesn't know, in alphabetical order; each name once.
 */
export function scopeSubjects(names: Iterable<string>): ScopeSubject[] {
  const wanted = new Set(names);
  const known = SCOPES.filter(({ scope }) => wanted.delete(scope));
  return [...known, ...[...wanted].sort().map((scope) => ({ scope }))];
}
