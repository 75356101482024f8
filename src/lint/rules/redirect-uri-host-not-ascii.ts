import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A host that can be written in two ways. */
export const redirectUriHostNotAscii = defineLintRule({
  id: 'redirect-uri-host-not-ascii',
  title: 'The host of a redirect URI has letters outside ASCII',
  severity: 'warning',
  cause:
    'Browsers and parsers send such a host in punycode (xn--…), which does not equal the registered one.',
  fix: 'Register the punycode form, and send that.',
  mustNotClaim: [
    'letters outside ASCII in the path, which are a matter of encoding',
    'a host that is registered in punycode already',
  ],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      if (uri === undefined) return [];
      const ascii = new URL(value).hostname;
      const args = { value: shownText(value), ascii };
      return /[^\x21-\x7e]/.test(uri.host) ? [{ at, args }] : [];
    }),
});
