import { defineRule } from '../define-rule.ts';
import type { Reading } from '../read-input.ts';
import { misbuilt } from '../text/text-hosts.ts';

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

/** Each wrong host with the right one, in words. */
function pairsOf(reading: Reading): string {
  return wrongHosts(reading)
    .map(({ host, correct }) => `${host} should be ${correct}`)
    .join('; ');
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
  causes: [
    {
      id: 'site-as-host',
      text: "the host was made from the site parameter, which may carry a customer's subdomain",
      check: ({ reading }) => ({ holds: true, because: pairsOf(reading) }),
    },
    {
      id: 'web-host',
      text: 'the address of the browser was copied into a setting for the API host',
      byHand: 'look at where the program takes the API host from',
    },
  ],
  fix: ({ reading }) =>
    `Take the domain parameter for token and API hosts: https://api.<domain>. Here: ${pairsOf(reading)}.`,
  fixInDocs: 'Take the domain parameter for token and API hosts: https://api.<domain>.',
  next: ({ reading }) => {
    const first = wrongHosts(reading)[0];
    return first ? `ddoauth check-regions --site ${first.site}` : 'ddoauth sites';
  },
  mustNotClaim: [
    'a customer subdomain in the URL of the authorize page, where it is right',
    'a customer subdomain in the URL of a page of the web app',
    'an API host of a site, or of another product',
  ],
});
