import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';
import { twins } from '../twins.ts';

/** Two spellings of one redirect URI. */
export const redirectUriNearDuplicate = defineLintRule({
  id: 'redirect-uri-near-duplicate',
  title: 'Two redirect URIs are the same after normalisation',
  severity: 'warning',
  cause:
    'They lead to the same page and differ in case of the host, a default port, dots or escapes. Which of them a request has depends on what it went through.',
  fix: 'Keep the one that your application sends, byte for byte.',
  mustNotClaim: [
    'a trailing slash or the case of the path, which have rules of their own',
    'localhost and 127.0.0.1',
  ],
  client: ({ redirectUris }) =>
    twins(redirectUris, normal)
      .filter(({ text, other }) => text.value !== other.value)
      .map(({ text, other }) => ({
        at: text.node,
        args: { value: shownText(text.value), other: shownText(other.value) },
      })),
});

/** As a URL parser writes it, needless escapes undone. */
function normal(text: string): string | undefined {
  if (readWebUri(text) === undefined) return undefined;
  return new URL(text).href.replaceAll(/%[0-9a-f]{2}/gi, (escape) => {
    const letter = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(letter) ? letter : escape.toUpperCase();
  });
}
