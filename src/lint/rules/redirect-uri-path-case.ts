import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';
import { twins } from '../twins.ts';

/** Two redirect URIs that differ by the case of the path. */
export const redirectUriPathCase = defineLintRule({
  id: 'redirect-uri-path-case',
  title: 'Two redirect URIs differ by upper and lower case of the path only',
  severity: 'hint',
  cause: 'The comparison tells them apart, many servers do not. One of them is mostly a mistake.',
  fix: 'Keep the one that your application sends.',
  mustNotClaim: ['upper case in a single URI', 'the case of the host, which has a rule of its own'],
  client: ({ redirectUris }) =>
    twins(redirectUris, folded)
      .filter(({ text, other }) => !sameFile(other.value, text.value))
      .map(({ text, other }) => ({
        at: text.node,
        args: { value: shownText(text.value), other: shownText(other.value) },
      })),
});

function folded(text: string): string | undefined {
  return readWebUri(text) === undefined ? undefined : new URL(text).href.toLowerCase();
}

/** Whether a URL parser makes the same of both. */
function sameFile(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}
