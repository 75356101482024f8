import { defineLintRule } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** A wildcard in a redirect URI. */
export const redirectUriWildcard = defineLintRule({
  id: 'redirect-uri-wildcard',
  title: 'A redirect URI has a wildcard',
  severity: 'error',
  cause:
    'Redirect URIs are compared as strings (RFC 9700 §4.1.3): * stands for nothing but itself.',
  fix: 'Register each URI that is used, or one that serves all customers.',
  mustNotClaim: ['a * in the query, which is an ordinary letter there', '%2A'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const host = /^[a-z]+:\/\/[^/?#]*\*/i.test(value);
      const path = /\/\*|\*(?=\/|$)/.test(value.replace(/[?#].*$/s, ''));
      return host || path
        ? [{ at, args: { value: shownText(value), where: host ? 'host' : 'path' } }]
        : [];
    }),
});
