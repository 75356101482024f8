import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** Upper case where URL parsers write lower case. */
export const redirectUriHostCase = defineLintRule({
  id: 'redirect-uri-host-case',
  title: 'Upper case in the scheme or host of a redirect URI',
  severity: 'warning',
  cause: 'URL parsers write scheme and host in lower case; the comparison is byte for byte.',
  fix: 'Register it in lower case, and send it so.',
  mustNotClaim: ['upper case in the path or query, which means something'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      if (uri === undefined) return [];
      const upper = [uri.scheme, uri.host].find((part) => /[A-Z]/.test(part));
      return upper === undefined ? [] : [{ at, args: { value: shownText(value), part: upper } }];
    }),
});
