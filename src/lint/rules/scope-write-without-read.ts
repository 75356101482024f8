import { defineLintRule } from '../define-lint-rule.ts';
import { SCOPES } from '../../catalog/scopes.ts';
import { SCOPE_NAMES } from '../scope-names.ts';

/** A scope that writes what cannot be read back. */
export const scopeWriteWithoutRead = defineLintRule({
  id: 'scope-write-without-read',
  title: 'A write scope without the read scope',
  severity: 'hint',
  cause:
    'What is written cannot be looked at, found again or changed with care: none of the registered scopes opens the read by the API specification of Datadog. A published client gets further scopes only by another submission, and its users have to authorize again.',
  fix: 'Add the read scope if your application ever looks at what it wrote.',
  mustNotClaim: [
    'api_keys_write, for which there is nothing to read',
    'write scopes whose reads another registered scope opens: incident_settings_write beside incident_read',
  ],
  client: ({ scopes }) => {
    const names = new Set(scopes.map(({ value }) => value));
    return scopes.flatMap(({ value, node: at }) => {
      const read = value.replace(/_write$/, '_read');
      if (read === value || value === 'api_keys_write') return [];
      if (!SCOPE_NAMES.has(value) || !SCOPE_NAMES.has(read) || names.has(read)) return [];
      // Which scopes open the reads is known from the API specification, not from their names.
      const reads = readsOf(value, read).filter((set) => set.length > 0);
      const opened = reads.some((set) => set.every((scope) => names.has(scope)));
      const needed = reads.some((set) => set.includes(read));
      return opened || !needed ? [] : [{ at, args: { scope: value, read } }];
    });
  },
});

/** The sets of scopes that open a read of what a write scope writes. */
function readsOf(write: string, read: string): readonly (readonly string[])[] {
  const own = SCOPES.find(({ scope }) => scope === write)?.roundTrip?.subject.read;
  if (own !== undefined) return own.opens;
  const probes = SCOPES.find(({ scope }) => scope === read)?.probes ?? [];
  return probes.flatMap(({ opens }) => opens);
}
