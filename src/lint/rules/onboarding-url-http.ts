import { defineLintRule } from '../define-lint-rule.ts';
import { isLoopbackHost } from '../../sites/host-name.ts';
import { isPlainHttp, readWebUri } from '../uri.ts';
import { shownText } from '../lint-file.ts';

/** http for the first step. */
export const onboardingUrlHttp = defineLintRule({
  id: 'onboarding-url-http',
  title: 'The onboarding URL is http on a host that is not this machine',
  severity: 'error',
  cause: 'Whoever is on the network can send the user to an authorization of his own.',
  fix: 'Register the https URL.',
  mustNotClaim: [
    'http on localhost, 127.0.0.1 and [::1]; left in a published client it is a test host',
  ],
  client: ({ onboardingUrl }) => {
    const uri = readWebUri(onboardingUrl?.value ?? '');
    if (onboardingUrl === undefined || uri === undefined) return [];
    if (!isPlainHttp(uri) || isLoopbackHost(uri.name)) return [];
    return [{ at: onboardingUrl.node, args: { value: shownText(onboardingUrl.value) } }];
  },
});
