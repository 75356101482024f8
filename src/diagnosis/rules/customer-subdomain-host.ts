import { confirmed, open } from '../causes.ts';
import { defineRule } from '../define-rule.ts';
import type { Reading } from '../read-input.ts';
import { misbuilt } from '../text-hosts.ts';

/** An API or token URL on the web host of one organisation. */
const API_PATH = /https?:\/\/([a-z0-9.-]{1,253})\/(?:api\/v[0-9]|oauth2\/v1\/(?:token|revoke))\b/gi;

/** Hosts that take no API calls, each with the host to use. */
function wrongHosts(reading: Reading): { host: string; correct: string; site: string }[] {
  const built = reading.hosts.flatMap((named) => misbuilt(named) ?? []);
  const called = new Set(
    reading.views.flatMap((view) =>
      [...view.matchAll(API_PATH)].map((hit) => (hit[1] ?? '').toLowerCase()),
    ),
  );
  const web = reading.hosts.flatMap(({ host, place }) =>
    place.kind === 'subdomain' && called.has(host)
      ? [{ host, correct: new URL(place.site.api.url).host, site: place.site.key }]
      : [],
  );
  return [...built, ...web];
}

/** The site parameter was used where the domain belongs. */
export const customerSubdomainHost = defineRule({
  id: 'customer-subdomain-host',
  title: 'An API call goes to a host with a customer subdomain in it',
  links: ['testingGuide', 'oauthEndpoints', 'sites'],
  about: 'machine',
  yieldsTo: ['host-not-in-certificate'],
  signatures: [
    {
      pattern:
        /(?<![a-z0-9.-])api\.[a-z0-9-]{1,63}\.(?:[a-z0-9]{2,4}\.)?(?:datadoghq\.(?:com|eu)|ddog-gov\.com)(?![a-z0-9-]|\.[a-z0-9])/i,
      when: (reading) => wrongHosts(reading).length > 0,
      sure: 'certain',
    },
    {
      pattern:
        /https?:\/\/[a-z0-9-]{1,63}\.(?:[a-z0-9]{2,4}\.)?(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\/(?:api\/v[0-9]|oauth2\/v1\/(?:token|revoke))\b/i,
      when: (reading) => wrongHosts(reading).length > 0,
      sure: 'likely',
    },
  ],
  explain: ({ reading }) => {
    const wrong = wrongHosts(reading);
    const first = wrong[0];
    const pairs = wrong.map(({ host, correct }) => `${host} should be ${correct}`).join('; ');
    return {
      causes: [
        confirmed(
          'site-as-host',
          "the host was made from the site parameter, which may carry a customer's subdomain",
          pairs,
        ),
        open('web-host', 'the address of the browser was copied into a setting for the API host'),
      ],
      fix: `Take the domain parameter for token and API hosts: https://api.<domain>. Here: ${pairs}.`,
      nextCommand: first ? `ddoauth check-regions --site ${first.site}` : 'ddoauth sites',
    };
  },
});
