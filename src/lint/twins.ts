import type { LintText } from './clients.ts';

/** A text, and an earlier one that has the same key. */
export interface Twin {
  readonly text: LintText;
  readonly other: LintText;
}

/** The texts whose key an earlier one has; one without a key has no twin. */
export function twins(
  texts: readonly LintText[],
  keyOf: (value: string) => string | undefined,
): Twin[] {
  const first = new Map<string, LintText>();
  return texts.flatMap((text) => {
    const key = keyOf(text.value);
    if (key === undefined) return [];
    const other = first.get(key);
    if (other !== undefined) return [{ text, other }];
    first.set(key, text);
    return [];
  });
}
