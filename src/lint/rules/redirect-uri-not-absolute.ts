import { defineLintRule } from '../define-lint-rule.ts';
import { BLANKS, hasSchemeTwice, joinedUris, placeholderIn, readWebUri, schemeOf } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** A redirect URI without scheme or host. */
export const redirectUriNotAbsolute = defineLintRule({
  id: 'redirect-uri-not-absolute',
  title: 'A redirect URI is not one absolute URI',
  severity: 'error',
  cause:
    'RFC 6749 §3.1.2 wants an absolute URI; Datadog answers "Invalid redirect URI" or "Mismatching redirect URI".',
  fix: 'Write it whole: https://host/path, not percent-encoded.',
  mustNotClaim: [
    'custom schemes and placeholders, which have rules of their own',
    'upper case, ports and queries',
    'a URI in the query or in the path of another one',
  ],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const args = { value: shownText(value) };
      if (joinedUris(value).length > 1) return [{ at, args: { ...args, why: 'several' } }];
      if (value.trim() === '' || BLANKS.test(value)) return [];
      if (hasSchemeTwice(value)) return [{ at, args: { ...args, why: 'twice' } }];
      if (placeholderIn(value) !== undefined) return [];
      if (/^https?%3a/i.test(value)) return [{ at, args: { ...args, why: 'encoded' } }];
      const scheme = schemeOf(value);
      if (scheme === undefined) {
        const why = /https?:\/\//i.test(value) ? 'around' : 'no-scheme';
        return [{ at, args: { ...args, why } }];
      }
      if (scheme !== 'http' && scheme !== 'https') return [];
      if (!/^https?:\/\/[^/?#\\]/i.test(value)) return [{ at, args: { ...args, why: 'no-host' } }];
      if (!URL.canParse(value)) return [{ at, args: { ...args, why: 'broken' } }];
      return isHostName(readWebUri(value)?.host) ? [] : [{ at, args: { ...args, why: 'host' } }];
    }),
});

/** Whether a host can be one, as far as its letters go; URL parsers let commas and empty labels pass. */
function isHostName(host: string | undefined): boolean {
  // A wildcard has a rule of its own.
  if (host === undefined || host.startsWith('[') || host.includes('*')) return true;
  return /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*\.?$/u.test(host);
}
