import { SCOPES } from '../catalog/scopes.ts';

/** Every scope that is known. */
export const SCOPE_NAMES: ReadonlySet<string> = new Set(SCOPES.map(({ scope }) => scope));

/** The known scope that a text is but for case, blanks at its ends, and hyphens or dots for `_`. */
export function bareScope(text: string): string | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replaceAll(/[-.\s]/g, '_');
  // A blank in the middle separates two scopes more often than it replaces a letter.
  return /\s/.test(text.trim()) || !SCOPE_NAMES.has(name) ? undefined : name;
}
