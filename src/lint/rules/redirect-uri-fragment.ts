import { defineLintRule } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** A fragment in a redirect URI. */
export const redirectUriFragment = defineLintRule({
  id: 'redirect-uri-fragment',
  title: 'A redirect URI has a fragment',
  severity: 'error',
  cause:
    'RFC 6749 §3.1.2 forbids it: browsers keep what follows # to themselves, so that the server never sees it.',
  fix: 'Register it without #…; a router in the browser can have its own page after the callback.',
  mustNotClaim: ['%23', 'a fragment in the onboarding URL, which is opened by a browser only'],
  client: ({ redirectUris }) =>
    redirectUris
      .filter(({ value }) => value.includes('#'))
      .map(({ value, node: at }) => ({ at, args: { value: shownText(value) } })),
});
