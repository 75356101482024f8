import { defineLintRule } from '../define-lint-rule.ts';
import { SCOPES } from '../../catalog/scopes.ts';
import { SCOPE_NAMES } from '../scope-names.ts';

/** A scope that writes what cannot be read back. */
export const scopeWriteWithoutRead = defineLintRule({
  id: 'scope-write-without-read',
  title: 'A write scope without the read scope',
  severity: 'hint',
  cause:
    'What is written cannot be looked at, found again or changed with care: by the catalog of scopes none of the registered ones opens the read. A published client gets further scopes only by another submission, and its users have to authorize again.',
  fix: 'Add the read scope if your application ever looks at what it wrote.',
  mustNotClaim: [
    'api_keys_write, for which there is nothing to read',
    'write scopes whose reads another registered scope opens',
  ],
  client: ({ scopes }) => {
    const names = scopes.map(({ value }) => value);
    return scopes.flatMap(({ value, node: at }) => {
      const read = value.replace(/_write$/, '_read');
      if (read === value || value === 'api_keys_write') return [];
      if (!SCOPE_NAMES.has(value) || !SCOPE_NAMES.has(read) || names.includes(read)) return [];
      const probes = SCOPES.find(({ scope }) => scope === read)?.probes ?? [];
      const opened = probes.some(({ opens }) =>
        opens.some((set) => set.every((scope) => names.includes(scope))),
      );
      return opened ? [] : [{ at, args: { scope: value, read } }];
    });
  },
});
