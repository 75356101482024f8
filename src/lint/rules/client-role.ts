import { defineLintRule } from '../define-lint-rule.ts';
import { memberOf } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** A role that is not that of an integration. */
export const clientRole = defineLintRule({
  id: 'client-role',
  title: 'client_role is not "integration"',
  severity: 'warning',
  cause: 'Every published client has the role "integration".',
  fix: 'Write "client_role": "integration".',
  mustNotClaim: ['a manifest without client_role, which counts as a missing member'],
  client: ({ source, node }) => {
    const at = memberOf(node, 'client_role')?.value;
    if (source !== 'manifest' || typeof at?.value !== 'string') return [];
    const empty = at.value.trim() === '';
    return empty || at.value === 'integration'
      ? []
      : [{ at, args: { value: shownText(at.value) } }];
  },
});
