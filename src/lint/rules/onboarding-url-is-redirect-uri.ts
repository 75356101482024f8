import { defineLintRule } from '../define-lint-rule.ts';
import { shownText } from '../lint-file.ts';

/** One URL for both ends. */
export const onboardingUrlIsRedirectUri = defineLintRule({
  id: 'onboarding-url-is-redirect-uri',
  title: 'The onboarding URL is one of the redirect URIs',
  severity: 'hint',
  cause:
    'It is allowed, and works if the page tells the two apart: the first visit has "site" and "domain" but no code, the second has a code and a state. A page that takes the first for a broken callback shows an error to everybody.',
  fix: 'Give each a URL of its own, or look for "code" and "error" before anything else.',
  mustNotClaim: ['two pages on one host'],
  client: ({ onboardingUrl, redirectUris }) =>
    onboardingUrl !== undefined && redirectUris.some(({ value }) => value === onboardingUrl.value)
      ? [{ at: onboardingUrl.node, args: { value: shownText(onboardingUrl.value) } }]
      : [],
});
