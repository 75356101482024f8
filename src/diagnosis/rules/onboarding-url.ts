import { nextRun } from '../next-command.ts';
import { ONBOARDING_MISTAKES } from '../requests/landing-mistakes.ts';
import { defineRequestRule } from '../requests/request-rule.ts';

/** An onboarding URL that is wrong in itself. */
export const onboardingUrl = defineRequestRule({
  id: 'onboarding-url',
  title: 'The onboarding URL was not called as Datadog calls it',
  links: ['oauthEndpoints', 'oauthInDatadog', 'sites'],
  mistakes: ONBOARDING_MISTAKES,
  next: nextRun('authorize --from tile'),
  mustNotClaim: [
    'an onboarding URL with site alone, as it was before domain came',
    'a site with a customer subdomain, which is right',
    'a page of another product that has a parameter called site',
  ],
});
