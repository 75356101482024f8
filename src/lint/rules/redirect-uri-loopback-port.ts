import { defineLintRule } from '../define-lint-rule.ts';
import { isLoopbackHost } from '../../sites/host-name.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A loopback redirect URI without a port. */
export const redirectUriLoopbackPort = defineLintRule({
  id: 'redirect-uri-loopback-port',
  title: 'A redirect URI on this machine without a port',
  severity: 'hint',
  cause:
    'It means port 80 (443 with https), on which programs may listen only with more rights, and port 0 none at all.',
  fix: 'Register a port above 1023, such as http://localhost:8085/callback.',
  mustNotClaim: ['ports that are spelt out'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      if (uri === undefined || !isLoopbackHost(uri.name)) return [];
      const given = uri.port !== undefined && uri.port !== '' && Number(uri.port) !== 0;
      const standard = uri.scheme.toLowerCase() === 'https' ? 443 : 80;
      return given ? [] : [{ at, args: { value: shownText(value), standard } }];
    }),
});
