import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';
import { twins } from '../twins.ts';

/** Two redirect URIs that differ by a slash. */
export const redirectUriTrailingSlash = defineLintRule({
  id: 'redirect-uri-trailing-slash',
  title: 'Two redirect URIs differ by a trailing slash only',
  severity: 'hint',
  cause:
    'Both are accepted, each for itself. Mostly one of them was added to get rid of "Mismatching redirect URI" and is not needed.',
  fix: 'Find out which one your application sends, and keep that one.',
  mustNotClaim: ['one URI with or without a slash', 'slashes that are not at the end of the path'],
  client: ({ redirectUris }) =>
    twins(redirectUris, bare)
      .filter(({ text, other }) => text.value !== other.value)
      .map(({ text, other }) => ({
        at: text.node,
        args: { value: shownText(text.value), other: shownText(other.value) },
      })),
});

/** The URI without a slash at the end of its path. */
function bare(value: string): string | undefined {
  if (readWebUri(value) === undefined) return undefined;
  const without = value.replace(/\/(?=$|\?)/, '');
  // The slash right after the host makes no difference to a parser; another rule has it.
  return readWebUri(without)?.path === '' ? undefined : without;
}
