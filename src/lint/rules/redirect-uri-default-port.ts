import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** The default port, spelt out. */
export const redirectUriDefaultPort = defineLintRule({
  id: 'redirect-uri-default-port',
  title: 'A redirect URI spells out the default port, or an empty one',
  severity: 'warning',
  cause:
    'URL parsers drop :443 after https and :80 after http; a redirect_uri that went through one no longer equals the registered one.',
  fix: 'Register it without the port, and send it without.',
  mustNotClaim: ['other ports', ':443 after http and :80 after https'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      const standard = uri?.scheme.toLowerCase() === 'https' ? '443' : '80';
      if (uri?.port === undefined || (uri.port !== '' && Number(uri.port) !== Number(standard)))
        return [];
      return [{ at, args: { value: shownText(value), port: uri.port } }];
    }),
});
