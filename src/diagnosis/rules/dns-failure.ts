import { checked, confirmed, open } from '../causes.ts';
import { defineRule, type Case } from '../define-rule.ts';
import { runNext } from '../next-command.ts';
import { misbuilt } from '../text-hosts.ts';

const FAILED =
  /\bENOTFOUND\b|\bEAI_(?:AGAIN|NONAME|NODATA|FAIL)\b|\bgetaddrinfo\b|\bNXDOMAIN\b|could not resolve (?:host|proxy)|couldn't resolve host|no such host|name or service not known|temporary failure in name resolution|nodename nor servname provided|\bUnknownHostException\b|\bERR_NAME_NOT_RESOLVED\b|\bDNS_PROBE_\w{3,30}|server can't find|\bgaierror\b|failed to (?:lookup address|resolve host|resolve ['"])|name resolution (?:failed|failure|error)|getaddrinfow|no address associated with hostname|unable to resolve (?:host|address)|the remote name could not be resolved|\bWSAHOST_NOT_FOUND\b/i;
const NAMED =
  /(?:ENOTFOUND|EAI_AGAIN|could not resolve host:?|couldn't resolve host|lookup|server can't find|UnknownHostException:?|failed to resolve|unable to resolve host|remote name could not be resolved:?)\s{1,2}["'`]?([a-z0-9_](?:[a-z0-9._-]{0,252}))/i;

/** The host the failure names. */
function hostOf({ reading }: Case): string | undefined {
  for (const view of reading.views) {
    const host = NAMED.exec(view)?.[1]
      ?.toLowerCase()
      .replace(/[.:]+$/, '');
    if (host !== undefined && host !== 'for' && host !== 'host') return host;
  }
  return undefined;
}

/** A name was not found. */
export const dnsFailure = defineRule({
  id: 'dns-failure',
  title: 'The host name could not be resolved (DNS)',
  links: ['sites'],
  about: 'machine',
  signatures: [{ pattern: FAILED, sure: 'likely', withDatadog: 'certain' }],
  explain: (found) => {
    const { reading, context } = found;
    const host = hostOf(found);
    const wrong = reading.hosts.flatMap((named) => misbuilt(named) ?? []);
    const named = reading.hosts.find((one) => one.host === host);
    const because = `the name is ${host ?? ''}`;
    const known = named?.place.kind === 'exact' || named?.place.kind === 'shared';
    return {
      causes: [
        ...wrong
          .slice(0, 1)
          .map(({ host: built, correct }) =>
            confirmed(
              'customer-subdomain',
              'the API host was built from the site parameter with its customer subdomain',
              `${built} should be ${correct}`,
            ),
          ),
        checked(
          'url-as-host',
          'a whole URL was put where a host name belongs, such as https://api.https://…',
          host === undefined
            ? undefined
            : /(?:^|\.)https?$|^(?:undefined|null|nan)$|undefined/.test(host),
          because,
        ),
        checked(
          'misspelt',
          'the name is none of the hosts in the table of sites: mistyped, a site that does not exist, or a local name',
          host === undefined ? undefined : !known && wrong.length === 0,
          because,
        ),
        open('offline', 'this computer is offline, or a VPN is down'),
        open(
          'resolver',
          'the DNS of the company, container or CI job does not resolve outside names; only a proxy does',
        ),
        open('temporary', 'the resolver failed for a moment'),
      ],
      fix: wrong[0]
        ? `Use ${wrong[0].correct}. Build hosts from the domain parameter, never from site.`
        : 'Compare the host with the table of sites; behind a proxy set HTTPS_PROXY, so that the proxy resolves the name.',
      nextCommand: known ? runNext('check-regions', reading, context) : 'ddoauth sites',
    };
  },
});
