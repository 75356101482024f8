import { defineLintRule } from '../define-lint-rule.ts';
import { bareScope, SCOPE_NAMES } from '../scope-names.ts';
import { shownText } from '../lint-file.ts';

/** A known scope, misspelt in a way that is plain. */
export const scopeSpelling = defineLintRule({
  id: 'scope-spelling',
  title: 'A scope is written in another case, with other separators, or with something around it',
  severity: 'warning',
  cause:
    'Scope names are compared letter by letter (RFC 6749 §3.3). One that is unknown fails the whole authorization.',
  fix: 'Write it as Datadog does.',
  fixes: 'writes the known name',
  mustNotClaim: ['names that are unknown in any spelling', 'several scopes in one text'],
  client: ({ scopes }) =>
    scopes.flatMap(({ value, node: at }) => {
      const right = bareScope(value);
      if (SCOPE_NAMES.has(value) || right === undefined) return [];
      const { offset, length } = at;
      const edits = [{ offset, length, text: JSON.stringify(right) }];
      return [
        {
          at,
          args: { value: shownText(value), scope: right },
          fix: { says: `wrote ${right} for ${JSON.stringify(shownText(value))}`, edits },
        },
      ];
    }),
});
