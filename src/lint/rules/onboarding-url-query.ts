import { defineLintRule } from '../define-lint-rule.ts';
import { readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** Parameters that Datadog adds itself. */
export const onboardingUrlQuery = defineLintRule({
  id: 'onboarding-url-query',
  title: 'The onboarding URL already has "site" or "domain" in its query',
  severity: 'warning',
  cause:
    'Datadog adds both. They are there twice then, and which one your application reads is chance.',
  fix: 'Take them out; ddoauth authorize --from tile shows what arrives.',
  mustNotClaim: ['other parameters, such as source=datadog'],
  client: ({ onboardingUrl }) => {
    const query = readWebUri(onboardingUrl?.value ?? '')?.query;
    if (onboardingUrl === undefined || query === undefined) return [];
    const names = [...new URLSearchParams(query).keys()].filter((name) =>
      ['site', 'domain', 'dd_site', 'dd_domain'].includes(name.toLowerCase()),
    );
    return names.length === 0
      ? []
      : [{ at: onboardingUrl.node, args: { value: shownText(onboardingUrl.value), names } }];
  },
});
