import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A path that programs rewrite. */
export const redirectUriPathRewritten = defineLintRule({
  id: 'redirect-uri-path-rewritten',
  title: 'A redirect URI has a path that URL parsers rewrite',
  severity: 'warning',
  cause:
    'Dot segments are resolved, backslashes become slashes, and many servers make one slash of two. The comparison is byte for byte.',
  fix: 'Register the path as it is after rewriting.',
  mustNotClaim: [
    'a trailing slash',
    'dots within a segment: /v1.2/callback, /.well-known/callback',
  ],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      if (uri === undefined) return [];
      const found =
        /(?:^|\/)(?:\.|%2e){1,2}(?=\/|$)/i.exec(uri.path)?.[0] ??
        /\\/.exec(uri.path)?.[0] ??
        /\/\//.exec(uri.path)?.[0];
      return found === undefined ? [] : [{ at, args: { value: shownText(value), found } }];
    }),
});
