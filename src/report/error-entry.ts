import type { Link } from '../model/report.ts';

/** A rule's entry in docs/errors.md of the package, with the command that shows it in the terminal. */
export function errorEntry(rule: string): Link {
  const title = `All about it: ddoauth diagnose --list ${rule}, or in the package`;
  return { title, url: `docs/errors.md#${rule}` };
}
