import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** Two redirect URIs that differ by the case of the path. */
export const redirectUriPathCase = defineLintRule({
  id: 'redirect-uri-path-case',
  title: 'Two redirect URIs differ by upper and lower case of the path only',
  severity: 'hint',
  cause: 'The comparison tells them apart, many servers do not. One of them is mostly a mistake.',
  fix: 'Keep the one that your application sends.',
  mustNotClaim: ['upper case in a single URI', 'the case of the host, which has a rule of its own'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }, index) => {
      const key = folded(value);
      const other = redirectUris
        .slice(0, index)
        .find(
          (each) =>
            key !== undefined &&
            each.value !== value &&
            folded(each.value) === key &&
            !sameFile(each.value, value),
        );
      return other === undefined
        ? []
        : [{ at, args: { value: shownText(value), other: shownText(other.value) } }];
    }),
});

function folded(text: string): string | undefined {
  return readWebUri(text) === undefined ? undefined : new URL(text).href.toLowerCase();
}

/** Whether a URL parser makes the same of both. */
function sameFile(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}
