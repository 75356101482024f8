import { defineLintRule } from '../define-lint-rule.ts';
import { bareScope, guessScope, isMadeUpForSending, joinedScopes } from '../scope-names.ts';
import { memberOf } from '../json-tree.ts';
import { shownText } from '../lint-file.ts';

/** A scope that no catalogue has. */
export const scopeUnknown = defineLintRule({
  id: 'scope-unknown',
  title: 'A scope that ddoauth does not know',
  severity: 'warning',
  cause:
    'One unknown scope fails the whole authorization with invalid_scope. Datadog adds scopes, so it may be newer than this program.',
  fix: 'Compare it with the list in the Developer Platform; ddoauth authorize --bisect-scopes asks a site. A config may add a probe for it.',
  mustNotClaim: [
    'known names in another spelling, which have a rule of their own',
    'scopes for which the config has probes',
  ],
  client: ({ scopes }, { files }) => {
    const probes = files.flatMap(({ root }) => memberOf(root, 'probes')?.value.members ?? []);
    const own = new Set(probes.map(({ key }) => key));
    return scopes.flatMap(({ value, node: at }, index) => {
      if (joinedScopes(value).length !== 1) return [];
      if (bareScope(value) !== undefined || own.has(value)) return [];
      return [
        {
          at,
          args: {
            value: shownText(value),
            ...(isMadeUpForSending(value)
              ? { why: 'sending' }
              : /^(?:\*|all|any|\.\*|.*[_:.]\*)$/i.test(value)
                ? { why: 'wildcard' }
                : { guess: index < MOST_GUESSES ? guessScope(value) : undefined }),
          },
        },
      ];
    });
  },
});

/** A list with more names is no list of scopes, and guessing takes long. */
const MOST_GUESSES = 500;
