import { defineLintRule } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** Several scopes in one text. */
export const scopeJoined = defineLintRule({
  id: 'scope-joined',
  title: 'Several scopes in one text',
  severity: 'error',
  cause:
    'The list has one text for each scope. Joined ones are one unknown scope, and that fails the whole authorization.',
  fix: 'Write each as a text of its own.',
  mustNotClaim: ['blanks at an end of one name'],
  client: ({ scopes }) =>
    scopes.flatMap(({ value, node: at }) => {
      const names = value.split(/[\s,;+|]+/).filter((name) => name !== '');
      return names.length > 1
        ? [{ at, args: { value: shownText(value), names: names.map(shownText) } }]
        : [];
    }),
});
