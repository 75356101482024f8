import { defineRule, type Case, type OfflineCheck } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

/** The pages with which proxies and filters of a company refuse a host. */
const BLOCK_PAGE =
  /\baccess control configuration prevents your request\b|\bERR_ACCESS_DENIED\b[^\n]{0,40}(?:squid|\d)|\bpolicy_denied\b|\bdenied because of its content categori[sz]ation\b|\bblocked in accordance with (?:company|your organi[sz]ation'?s?|corporate) policy\b|\b(?:fortiguard|zscaler|netskope|forcepoint|websense|umbrella)\b[^\n]{0,80}\b(?:blocked|denied|not allowed)\b/i;

/** A proxy in the words of Node, undici, curl, Python, Java, Go, .NET, Ruby and browsers. */
const SPELLINGS: readonly RegExp[] = [
  /\bproxy authentication (?:is )?required\b|\b407\b[^\n]{0,40}\bproxy\b|\bproxy\b[^\n]{0,80}\b407\b/i,
  /\btunnel(?:l?ing)?\b[^\n]{0,60}\b(?:failed|response [345]\d\d|could not be established|statuscode=[345]\d\d)/i,
  // Apple's network stack.
  /\bproxy received status: HTTP\//i,
  // https-proxy-agent.
  /\bproxy connection ended before receiving CONNECT response\b/i,
  /\bfrom proxy after CONNECT\b|\bproxy CONNECT aborted\b|\bproxy response \(\d{3}\)|\bproxyconnect tcp\b/i,
  /\bERR_(?:TUNNEL_CONNECTION_FAILED|PROXY_[A-Z_]{3,40}|NO_SUPPORTED_PROXIES|MANDATORY_PROXY_CONFIGURATION_FAILED|SOCKS_CONNECTION_[A-Z_]{3,30})\b/,
  /\bNS_ERROR_(?:PROXY_[A-Z_]{3,40}|UNKNOWN_PROXY_HOST)\b|proxy server is refusing connections/,
  /\b(?:Client)?(?:Http)?Proxy(?:Connection|Tunnel)?Error\b|\bProxySchemeUnknown\b|unsupported proxy (?:scheme|syntax)/,
  /\b(?:cannot|could not|unable to|failed to) (?:connect to|resolve|reach|tunnel through) (?:the )?proxy\b/i,
  /\bPROXY_(?:REFUSED|UNREACHABLE)\b|\bthe proxy tunnel request to proxy\b|\bproxy returns "?HTTP/i,
  // The foot of Squid's pages, whatever failed.
  /\bgenerated\b[^\n]{0,160}\(squid(?:\/|\))/i,
  BLOCK_PAGE,
];

/** The status the proxy itself gave. */
const ANSWER =
  /\b(?:CONNECT|tunnel|proxy)[^\n]{0,120}?(?<![\d.:=])(4[0-2]\d|50\d)(?![\d.])|\b(407)\b|\bHTTP code (4[0-2]\d|50\d) from proxy/i;
const NO_PROXY_THERE = anyOf({
  python: [/ProxyError[^\n]{0,200}(?:refused|Name or service|getaddrinfo|timed out)/],
  go: [/proxyconnect tcp[^\n]{0,120}\b(?:refused|no such host|timeout)/],
  curl: [/(?:resolve|connect to|reach) (?:the )?proxy\b/],
  browsers: [
    /\bERR_PROXY_CONNECTION_FAILED\b/,
    /NS_ERROR_UNKNOWN_PROXY_HOST/,
    /proxy server is refusing/,
  ],
  ddoauth: [/\bPROXY_UNREACHABLE\b/],
});
const BAD_SETTING = /ProxySchemeUnknown|unsupported proxy|ERR_NO_SUPPORTED_PROXIES/i;

/** Its own words for its reason. RFC 9209 §2.3 */
const NO_ADDRESS = /\bdns_(?:error|timeout)\b/;
const REASON = /\b(?:dns|connection|destination|http_request|tls|proxy)_[a-z_]{3,40}\b/;

function saysWhy({ reading }: Case): boolean {
  return mentions(reading, REASON);
}

function answerOfProxy({ reading }: Case): string | undefined {
  for (const view of reading.views) {
    const hit = ANSWER.exec(view);
    const status = hit?.slice(1).find(Boolean);
    if (status !== undefined) return status;
  }
  return undefined;
}

/** Holds what the proxy answered against a status. */
function answered(test: (status: string) => boolean): (found: Case) => OfflineCheck | undefined {
  return (found) => {
    const status = answerOfProxy(found);
    return status === undefined
      ? undefined
      : { holds: test(status), because: `the proxy answered ${status}` };
  };
}

/** The way out goes through a proxy, and it does not let the request through. */
export const proxyRefused = defineRule({
  id: 'proxy-refused',
  title: 'A proxy between this computer and Datadog refused or failed',
  links: ['network', 'sites'],
  about: 'machine',
  signatures: [
    ...SPELLINGS.map((pattern) => ({ pattern, sure: 'likely' as const })),
    { status: [407], sure: 'likely' },
  ],
  causes: [
    {
      id: 'credentials',
      text: 'the proxy wants a user name and password (407), and they are missing or wrong',
      check: answered((status) => status === '407'),
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'host-not-allowed',
      text: 'the proxy does not let this host through: it is not on its list',
      check: (found) =>
        mentions(found.reading, BLOCK_PAGE)
          ? { holds: true, because: 'the page of the proxy says so' }
          : answered((status) => status !== '407' && status.startsWith('4'))(found),
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'no-address',
      text: 'the proxy finds no address for the host: its name servers do not know it',
      check: (found) => {
        if (mentions(found.reading, NO_ADDRESS)) {
          return { holds: true, because: 'the proxy says so (dns_error, RFC 9209)' };
        }
        return saysWhy(found)
          ? { holds: false, because: 'the proxy names another reason' }
          : undefined;
      },
      byHand: 'ask the name servers that the proxy uses',
    },
    {
      id: 'no-way-out',
      text: 'the proxy itself gets no connection to the host: a firewall behind it, or no IPv6 there',
      check: (found) => {
        const status = answerOfProxy(found);
        if (status === undefined || mentions(found.reading, NO_ADDRESS)) return undefined;
        const because = `the proxy answered ${status}${saysWhy(found) ? ', and why' : ''}`;
        // 500 and 501 tell of trouble within the proxy.
        return /^50[01]$/.test(status) ? { because } : { holds: status.startsWith('5'), because };
      },
      byHand: 'ask whoever runs the proxy',
    },
    {
      id: 'not-running',
      text: 'there is no proxy at the address that is set: it does not run, or host or port are wrong',
      check: (found) => {
        if (mentions(found.reading, NO_PROXY_THERE)) {
          return { holds: true, because: 'the message says that the proxy itself was not reached' };
        }
        const status = answerOfProxy(found);
        return status === undefined
          ? undefined
          : { holds: false, because: `the proxy answered ${status}` };
      },
      byHand: 'call the proxy itself: curl -v http://HOST:PORT',
    },
    {
      id: 'setting',
      text: 'the proxy variable is not a URL the program understands, such as one without http://',
      check: (found) => {
        if (mentions(found.reading, BAD_SETTING)) {
          return { holds: true, because: 'the message says so' };
        }
        const status = answerOfProxy(found);
        return status === undefined
          ? undefined
          : { holds: false, because: `a proxy was found, and answered ${status}` };
      },
      byHand: 'look at HTTPS_PROXY, HTTP_PROXY and ALL_PROXY, in upper and lower case',
    },
    {
      id: 'loopback',
      text: 'a request to loopback goes through the proxy, because NO_PROXY lacks localhost and 127.0.0.1',
      when: ({ reading }) => mentions(reading, /\b(?:localhost|127\.0\.0\.1)\b/i),
      byHand: 'look at NO_PROXY, and at the proxy settings of the browser',
    },
    {
      id: 'not-needed',
      text: 'the variable is a left-over, and this network needs no proxy',
      byHand: 'try once with the variable removed: env -u HTTPS_PROXY …',
    },
  ],
  fix: 'Set HTTPS_PROXY to http://HOST:PORT of the proxy, with user and password before the host if it wants them; NO_PROXY to localhost,127.0.0.1; and have the hosts of the site put on its list: web, API, and intake hosts each have their own name.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a 403 of Datadog itself that came through a proxy',
    'a certificate of a proxy that is not trusted',
    'the configuration of a reverse proxy in front of an own service',
  ],
});
