import { defineRule, type Case } from '../define-rule.ts';
import { runNext } from '../next-command.ts';
import { misbuilt, type MisbuiltHost } from '../text/text-hosts.ts';
import { SYSTEM_MESSAGES } from '../words/system-messages.ts';
import { anyOf } from '../words/wordings.ts';

const FAILED = anyOf({
  node: [/\bENOTFOUND\b/, /\bEAI_(?:AGAIN|NONAME|NODATA|FAIL)\b/, /\bgetaddrinfow?\b/],
  python: [
    /\bgaierror\b/,
    /\bNameResolutionError\b/,
    /failed to resolve ['"]/,
    /\bcannot resolve host\b/,
  ],
  go: [
    /no such host/,
    /\blookup [a-z0-9.-]{1,253}[^\n]{0,60}: (?:server misbehaving|i\/o timeout|connection refused)/,
  ],
  java: [
    /\bUnknownHostException\b/,
    /\bUnresolvedAddressException\b/,
    /unable to resolve (?:host|address)/,
  ],
  dotnet: [/the remote name could not be resolved/, /\bresource temporarily unavailable \(/],
  rust: [/failed to lookup address/, /failed to resolve host/],
  curlAndWget: [
    /could not resolve (?:host|proxy)/,
    /couldn't resolve host/,
    /unable to resolve host/,
  ],
  dig: [/\bNXDOMAIN\b/, /server can't find/],
  apple: [
    /\bserver with the specified hostname could not be found\b/,
    /\bNSURLErrorDomain\b[^\n]{0,20}-1003\b/,
  ],
  windows: [/\bWSAHOST_NOT_FOUND\b/],
  unix: [
    /name or service not known/,
    /temporary failure in name resolution/,
    /nodename nor servname\b/,
    /\bno address associated\b/,
    // musl and BusyBox.
    /\bname does not resolve\b/,
    /\bbad address '[a-z0-9-]{1,63}\.[a-z0-9.-]{1,190}'/,
  ],
  chromium: [
    /\bERR_(?:NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|ICANN_NAME_COLLISION)\b/,
    /\bERR_DNS_[A-Z_]{3,40}\b/,
    /\bDNS_PROBE_\w{3,30}/,
  ],
  firefox: [/\bNS_ERROR_UNKNOWN_HOST\b/],
  anybody: [
    /name resolution (?:failed|failure|error)/,
    /\bdns (?:lookup|resolution) (?:failed|failure|error)\b/,
  ],
});
const NAMED =
  /(?:ENOTFOUND|EAI_AGAIN|could not resolve host:?|couldn't resolve host|lookup|server can't find|UnknownHostException:?|failed to resolve|unable to resolve host|remote name could not be resolved:?)\s{1,2}["'`]?([a-z0-9_](?:[a-z0-9._-]{0,252}))/i;

/** Words that follow where a message names no host. */
const NO_HOST: ReadonlySet<string> = new Set(['for', 'host', 'hostname', 'the', 'address', 'name']);

/** The host the failure names, or the only one of Datadog's in the text. */
function hostOf({ reading }: Case): string | undefined {
  for (const view of reading.views) {
    const host = NAMED.exec(view)?.[1]
      ?.toLowerCase()
      .replace(/[.:]+$/, '');
    if (host !== undefined && !NO_HOST.has(host)) return host;
  }
  return reading.hosts.length === 1 ? reading.hosts[0]?.host : undefined;
}

const FIX =
  'Compare the host with the table of sites; behind a proxy set HTTPS_PROXY, so that the proxy resolves the name.';

/** The host that was built from a site with its customer subdomain. */
function builtHost({ reading }: Case): MisbuiltHost | undefined {
  return reading.hosts.flatMap((named) => misbuilt(named) ?? [])[0];
}

/** The host is one of Datadog's. */
function isKnown(found: Case): boolean {
  const host = hostOf(found);
  const place = found.reading.hosts.find((one) => one.host === host)?.place;
  return place?.kind === 'exact' || place?.kind === 'shared';
}

/** A name was not found. */
export const dnsFailure = defineRule({
  id: 'dns-failure',
  title: 'The host name could not be resolved (DNS)',
  links: ['sites'],
  about: 'machine',
  yieldsTo: ['proxy-refused'],
  signatures: [
    { pattern: FAILED, sure: 'likely', withDatadog: 'certain' },
    { pattern: SYSTEM_MESSAGES.unresolved, sure: 'likely', withDatadog: 'certain' },
  ],
  causes: [
    {
      id: 'customer-subdomain',
      text: 'the API host was built from the site parameter with its customer subdomain',
      when: (found) => builtHost(found) !== undefined,
      check: (found) => {
        const built = builtHost(found);
        return built && { holds: true, because: `${built.host} should be ${built.correct}` };
      },
    },
    {
      id: 'url-as-host',
      text: 'a whole URL was put where a host name belongs, such as https://api.https://…',
      check: (found) => {
        const host = hostOf(found);
        return host === undefined
          ? undefined
          : {
              holds: /(?:^|\.)https?$|^(?:undefined|null|nan)$|undefined/.test(host),
              because: `the name is ${host}`,
            };
      },
    },
    {
      id: 'misspelt',
      text: 'the name is none of the hosts in the table of sites: mistyped, a site that does not exist, or a local name',
      check: (found) => {
        const host = hostOf(found);
        return host === undefined
          ? undefined
          : {
              holds: !isKnown(found) && builtHost(found) === undefined,
              because: `the name is ${host}`,
            };
      },
    },
    {
      id: 'offline',
      text: 'this computer is offline, or a VPN is down',
      live: { ask: 'host-resolves', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'resolver',
      text: 'the DNS of the company, container or CI job does not resolve outside names; only a proxy does',
      live: { ask: 'host-resolves', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'temporary',
      text: 'the resolver failed for a moment',
      byHand: 'try the same request again',
    },
  ],
  fix: (found) => {
    const built = builtHost(found);
    return built
      ? `Use ${built.correct}. Build hosts from the domain parameter, never from site.`
      : FIX;
  },
  fixInDocs: FIX,
  next: (found) =>
    isKnown(found) ? runNext('check-regions', found.reading, found.context) : 'ddoauth sites',
  mustNotClaim: [
    'a file that is not found (ENOENT)',
    'a host that answers and refuses, or does not answer in time',
  ],
});
