import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** One of the two names of this machine. */
export const redirectUriLoopbackName = defineLintRule({
  id: 'redirect-uri-loopback-name',
  title: 'Only one of localhost and 127.0.0.1 is registered',
  severity: 'hint',
  cause:
    'Each is fine, but not in place of the other: a request with the other one is answered with "Mismatching redirect URI". RFC 8252 §8.3 prefers the address, since localhost may be answered with ::1 or by a hosts file.',
  fix: 'Use this very name in your application, or register both.',
  mustNotClaim: [
    'both registered with the same port and path',
    'published clients, in which neither belongs',
  ],
  client: ({ redirectUris, kind }) => {
    if (kind === 'published') return [];
    const registered = new Set(redirectUris.map(({ value }) => value));
    return redirectUris.flatMap(({ value, node: at }) => {
      const name = readWebUri(value)?.name;
      if (name !== 'localhost' && name !== '127.0.0.1') return [];
      const other = name === 'localhost' ? '127.0.0.1' : 'localhost';
      const twin = value.replace(/^(https?:\/\/)[^:/?#]+/i, `$1${other}`);
      return registered.has(twin) ? [] : [{ at, args: { value: shownText(value), name, other } }];
    });
  },
});
