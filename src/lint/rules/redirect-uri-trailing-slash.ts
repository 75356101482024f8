import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

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
    redirectUris.flatMap(({ value, node: at }, index) => {
      if (readWebUri(value) === undefined) return [];
      const bare = (text: string): string => text.replace(/\/(?=$|\?)/, '');
      // The slash right after the host makes no difference to a parser; the other rule has it.
      const other = redirectUris
        .slice(0, index)
        .find(
          (each) =>
            each.value !== value &&
            bare(each.value) === bare(value) &&
            readWebUri(bare(value))?.path !== '',
        );
      return other === undefined
        ? []
        : [{ at, args: { value: shownText(value), other: shownText(other.value) } }];
    }),
});
