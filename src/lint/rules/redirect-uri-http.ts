import { defineLintRule } from '../define-lint-rule.ts';
import { isLoopbackHost } from '../../sites/host-name.ts';
import { isPlainHttp, readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** http where codes go over the network. */
export const redirectUriHttp = defineLintRule({
  id: 'redirect-uri-http',
  title: 'A redirect URI with http on a host that is not this machine',
  severity: 'error',
  cause:
    'The code passes the network in the clear. RFC 9700 §2.6 allows http on loopback only, and all published clients use https.',
  fix: 'Register the https URI, and let the server redirect from http by itself.',
  mustNotClaim: [
    'http on localhost, 127.0.0.1 and [::1]; left in a published client it is a test host',
  ],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      if (uri === undefined || !isPlainHttp(uri) || isLoopbackHost(uri.name)) return [];
      return [{ at, args: { value: shownText(value) } }];
    }),
});
