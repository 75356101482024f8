import { defineLintRule } from '../define-lint-rule.ts';
import { BLANKS, schemeOf } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A redirect URI without scheme or host. */
export const redirectUriNotAbsolute = defineLintRule({
  id: 'redirect-uri-not-absolute',
  title: 'A redirect URI is no absolute URI',
  severity: 'error',
  cause:
    'RFC 6749 §3.1.2 wants an absolute URI; Datadog answers "Invalid redirect URI" or "Mismatching redirect URI".',
  fix: 'Write it whole: https://host/path, not percent-encoded.',
  mustNotClaim: ['custom schemes, which have a rule of their own', 'upper case, ports and queries'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      if (value.trim() === '' || BLANKS.test(value)) return [];
      const args = { value: shownText(value) };
      if (/^https?%3a/i.test(value)) return [{ at, args: { ...args, why: 'encoded' } }];
      const scheme = schemeOf(value);
      if (scheme === undefined) return [{ at, args: { ...args, why: 'no-scheme' } }];
      if (scheme !== 'http' && scheme !== 'https') return [];
      if (!/^https?:\/\/[^/?#\\]/i.test(value)) return [{ at, args: { ...args, why: 'no-host' } }];
      return URL.canParse(value) ? [] : [{ at, args: { ...args, why: 'broken' } }];
    }),
});
