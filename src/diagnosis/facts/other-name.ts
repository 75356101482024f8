import type { Reading } from '../read-input.ts';

/**
 * Whether a parameter goes by a name that it does not have, in a URL or form of an input.
 * @param wrong with the name as its first group
 */
export function hasOtherName(
  { views }: Reading,
  wrong: RegExp,
): { readonly holds: true; readonly because: string } | undefined {
  const name = views.map((view) => wrong.exec(view)?.[1]).find(Boolean);
  return name === undefined
    ? undefined
    : { holds: true, because: `the request of the input has ${name}` };
}
