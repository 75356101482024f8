import type { FindingArg } from '../model/report.ts';
import type { JournalEntry } from '../model/journal.ts';

/** Arguments of a finding that names things which are left, and where to look for them. */
export function leftArgs(
  left: readonly { readonly entry: JournalEntry; readonly status: number }[],
): Record<string, FindingArg> {
  return {
    names: left.map(({ entry }) => leftName(entry)),
    where: [...new Set(left.map(({ entry }) => `${entry.product} (${entry.route})`))],
    status: [...new Set(left.map(({ status }) => status))].join(' and '),
  };
}

/** `monitor 123 "ddoauth-3f9a1c2b7d-monitors-write"` */
function leftName({ step, id, marks, name, secretAnswer }: JournalEntry): string {
  // Of what answers with a secret, the id may be one: the token of a shared dashboard.
  const known = id === undefined || secretAnswer === true ? '' : ` ${String(id)}`;
  return `${step}${known} "${marks[0] ?? name}"`;
}
