import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** Percent-encoding that does not survive a parser. */
export const redirectUriEncoding = defineLintRule({
  id: 'redirect-uri-encoding',
  title: 'Odd percent-encoding in a redirect URI',
  severity: 'warning',
  cause:
    'Programs decode and encode a URI anew on its way. What can be written in two ways then differs from what is registered.',
  fix: 'Register a URI of letters, digits, - . _ ~ and / only, or make sure that yours is sent byte for byte.',
  mustNotClaim: ['%20, %2F and other escapes that are needed, in upper case'],
  client: ({ redirectUris }) =>
    redirectUris.flatMap(({ value, node: at }) => {
      const uri = readWebUri(value);
      if (uri === undefined) return [];
      const text = `${uri.path}?${uri.query ?? ''}`;
      const hit = ODDITIES.flatMap(([why, pattern]) => {
        const found = pattern.exec(text)?.[0];
        return found === undefined ? [] : [{ why, found }];
      })[0];
      return hit === undefined ? [] : [{ at, args: { value: shownText(value), ...hit } }];
    }),
});

/** Most harmful first. */
const ODDITIES: readonly (readonly [string, RegExp])[] = [
  ['no-escape', /%(?![0-9a-f]{2}).{0,2}/i],
  ['twice', /%25[0-9a-f]{2}/i],
  ['raw', /[^\x21-\x7e]|["<>^`|\\]/u],
  ['needless', /%(?:2d|2e|5f|7e|3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a])/i],
  ['lower-case', /%(?:[a-f][0-9a-f]|[0-9][a-f])/],
];
