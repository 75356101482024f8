import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** User info in a redirect URI. */
export const redirectUriUserinfo = defineLintRule({
  id: 'redirect-uri-userinfo',
  title: 'A redirect URI has user info before an @',
  severity: 'error',
  cause:
    'Browsers hide or drop it, RFC 9110 §4.2.4 warns of it, and a password in it is published with the manifest.',
  fix: 'Take out what stands between // and @.',
  mustNotClaim: ['an @ in the path or in the query'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      return uri?.userInfo === undefined
        ? []
        : [{ at, args: { value: shownText(value).replace(/\/\/[^/@]*@/, '//…@') } }];
    }),
});
