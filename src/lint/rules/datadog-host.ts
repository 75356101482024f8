import { defineLintRule } from '../define-lint-rule.ts';
import { datadogDomainOf } from '../../sites/datadog-hosts.ts';
import { urlsOf } from '../clients.ts';
import { shownText } from '../lint-file.ts';
import { readWebUri } from '../uri.ts';

/** A URL of the partner that is one of Datadog. */
export const datadogHost = defineLintRule({
  id: 'datadog-host',
  title: 'A redirect or onboarding URL on a host of Datadog',
  severity: 'error',
  cause:
    'Both are URLs of your own: the browser comes back to them, and the code goes to whoever owns the host.',
  fix: 'Register the URL of your application. Authorize and token endpoints are not registered anywhere.',
  mustNotClaim: [
    'hosts that have datadog in their name, such as datadog.acme.com',
    'a path such as /datadoghq.com/callback',
  ],
  client: (client) =>
    urlsOf(client).flatMap(({ value, node: at }) => {
      const host = readWebUri(value)?.name;
      const found = host === undefined ? undefined : datadogDomainOf(host);
      return found === undefined ? [] : [{ at, args: { value: shownText(value), host } }];
    }),
});
