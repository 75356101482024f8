import type { REGION_FINDINGS } from '../../catalog/findings/region.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';
import { HANDSHAKE_WORDS, refusedWords } from './region-handshake.ts';

type HostCode =
  | 'region.names-found'
  | 'region.ipv6-only'
  | 'region.name-not-found'
  | 'region.name-blocked'
  | 'region.names-by-proxy'
  | 'region.not-on-simulator'
  | 'region.plain-http'
  | 'region.tls-ok'
  | 'region.tls-inspected'
  | 'region.certificate-ends-soon'
  | 'region.name-mismatch'
  | 'region.intercepted'
  | 'region.certificate-expired'
  | 'region.clock-off'
  | 'region.handshake-failed'
  | 'region.certificate-refused'
  | 'region.unreachable'
  | 'region.proxy-refused'
  | 'region.host-unsure'
  | 'region.foreign-answer'
  | 'region.unavailable'
  | 'region.broken'
  | 'region.intake-refuses'
  | 'region.intake-answers'
  | 'region.intake-open'
  | 'region.intake-odd';

type Args = Finding['args'];

/** ` through the proxy http://…`, where there is one and the reason does not name it. */
function throughProxy(args: Args): string {
  const proxy = arg(args, 'proxy');
  return proxy === '' || arg(args, 'reason').includes(proxy) ? '' : ` through the proxy ${proxy}`;
}

/** What a proxy answered, in its own words where it has some. */
function proxyAnswer(args: Args): string {
  const word = arg(args, 'proxyError');
  return `it answered ${arg(args, 'status')}${word === '' ? '' : ` (${word})`}`;
}

/** What to do about a proxy, by its answer. */
function proxyRemedy(args: Args): string {
  const status = Number(arg(args, 'status'));
  if (status === 407)
    return 'Put the right user and password into HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT. A proxy that wants NTLM or Kerberos needs a relay, such as cntlm or px.';
  if (status === 429) return 'The proxy takes no more requests now: try again later.';
  if (status >= 300 && status < 400)
    return 'It leads to a page of its own, such as a login: open one in a browser first.';
  if (status >= 500) return 'The proxy itself gets no connection: check its own way out.';
  if (status > 0) return 'Have the host allowed in the proxy, or name it in NO_PROXY.';
  return 'Check HTTPS_PROXY, and that the proxy runs.';
}

/** `2026-11-25`, of a time in ISO 8601. */
function day(args: Args, name: string): string {
  return arg(args, name).slice(0, 10);
}

/** `, issued by Example CA`, where the certificate was seen. */
function issued(args: Args): string {
  if (arg(args, 'code') === 'DEPTH_ZERO_SELF_SIGNED_CERT') return ', signed by itself';
  return arg(args, 'issuer') === '' ? '' : `, issued by ${arg(args, 'issuer')}`;
}

/** What is said of a host that no page promises. */
function unsure(args: Args): string {
  const status = arg(args, 'hostStatus');
  return ['unlisted', 'derived', 'inferred'].includes(status)
    ? ` Its name is ${status}, not documented.`
    : '';
}

/** `(403) with a page, "Access denied"`: what somebody in between answered. */
function foreignAnswer(args: Args): string {
  const [status, detail] = [arg(args, 'status'), arg(args, 'detail')];
  switch (arg(args, 'what')) {
    case 'redirect':
      return `${status} with a redirect${detail === '' ? '' : ` to ${detail}`}`;
    case 'challenge':
      return `${status} and wants a password of its own (${detail})`;
    default:
      return `${status} with a page${detail === '' ? '' : ` ("${detail}")`}`;
  }
}

const NETWORK = 'This says nothing about the client.';

/** The sentences of `check-regions` about hosts: names, ways, certificates, intakes. */
export const REGION_HOST_WORDS: Record<HostCode & keyof typeof REGION_FINDINGS, Wording> = {
  'region.names-found': (args) => ({
    message: `${arg(args, 'hosts')}: addresses found${arg(args, 'ipv4Only') === '' ? '' : `, IPv4 only for ${arg(args, 'ipv4Only')}`}.`,
  }),
  'region.ipv6-only': (args) => ({
    message: `${arg(args, 'hosts')}: IPv6 addresses only.`,
    remedy: 'Machines without IPv6 cannot reach it.',
  }),
  'region.name-not-found': (args) => ({
    message:
      arg(args, 'status') === ''
        ? `The name ${arg(args, 'host')} is not found: ${arg(args, 'code')}, ${arg(args, 'reason')}.`
        : `The name ${arg(args, 'host')} is not found by the proxy ${arg(args, 'proxy')}: ${proxyAnswer(args)}.`,
    remedy: `Check the name servers of this machine${arg(args, 'proxy') === '' ? '' : ' and of the proxy'}. ${NETWORK}`,
    nextCommand: `ddoauth diagnose "getaddrinfo ENOTFOUND ${arg(args, 'host')}"`,
  }),
  'region.name-blocked': (args) => ({
    message: `The name ${arg(args, 'host')} leads to this machine itself (${arg(args, 'addresses')}): a name server or the hosts file blocks it.`,
    remedy: `Have the name allowed in the filter of names, or take its line out of the hosts file. ${NETWORK}`,
  }),
  'region.names-by-proxy': (args) => ({
    message: `Not checked here: the proxy ${arg(args, 'proxy')} looks names up.`,
  }),
  'region.not-on-simulator': () => ({
    message: 'The simulator has names and certificates only through its proxy (simulate --proxy).',
  }),
  'region.plain-http': (args) => ({
    message: `${arg(args, 'site')} is plain HTTP on this machine: there is nothing to check.`,
  }),
  'region.tls-ok': (args) => ({
    message: `${arg(args, 'host')}: ${arg(args, 'protocol')}, certificate good until ${day(args, 'until')}${issued(args)}.`,
  }),
  'region.tls-inspected': (args) => ({
    message: `Only a CA that was added on this machine vouches for ${arg(args, 'host')}: its certificate is issued by ${arg(args, 'issuer')}.`,
    remedy: 'A proxy reads this traffic, tokens and keys included. If that is known, all is well.',
  }),
  'region.certificate-ends-soon': (args) => ({
    message: `The certificate of ${arg(args, 'host')} ends on ${day(args, 'until')}${issued(args)}.`,
    remedy: 'Datadog renews its certificates in time; a proxy or gateway of your own may not.',
  }),
  'region.name-mismatch': (args) => ({
    message: `The certificate of ${arg(args, 'host')} is for other names${arg(args, 'names') === '' ? '' : ` (${arg(args, 'names')})`}${issued(args)}.`,
    remedy:
      "A customer subdomain belongs to the web app only, never into API and intake hosts; if this is the site's own host, something else answers in its place.",
    nextCommand: `ddoauth sites --site ${arg(args, 'site')}`,
  }),
  'region.intercepted': (args) => ({
    message: `Nobody known vouches for the certificate of ${arg(args, 'host')} (${arg(args, 'code')})${issued(args)}: something between here and Datadog reads along${arg(args, 'code') === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' ? ', or a gateway does not send its intermediate certificate' : ''}.`,
    remedy: `If that is your company's proxy, give its CA with --ca FILE or NODE_EXTRA_CA_CERTS; if not, trust nothing on this network. ${NETWORK}`,
  }),
  'region.certificate-expired': (args) => ({
    message: `The certificate ${arg(args, 'above') === '' ? 'of' : `"${arg(args, 'above')}" in the chain of`} ${arg(args, 'host')} ${arg(args, 'code') === 'CERT_NOT_YET_VALID' ? `counts from ${arg(args, 'from') || 'a later time'} only` : `ended ${arg(args, 'until') || 'before now'}`}${issued(args)}.`,
    remedy:
      arg(args, 'serverTime') === ''
        ? `If this machine's clock (${arg(args, 'now')}) is wrong, set it; otherwise the server's owner has to renew the certificate.`
        : `This machine's clock agrees with other servers (${arg(args, 'serverTime')}): the server's owner has to renew the certificate.`,
  }),
  'region.clock-off': (args) => ({
    message: `This machine's clock is off by ${arg(args, 'offMinutes')} min, so the certificate of ${arg(args, 'host')} seems to be out of its time (servers say ${arg(args, 'serverTime')}).`,
    remedy: `Set the clock; with it wrong Datadog drops metrics and logs, too. ${NETWORK}`,
    nextCommand: 'ddoauth diagnose --environment',
  }),
  'region.handshake-failed': (args) => {
    const [what, remedy] = HANDSHAKE_WORDS[arg(args, 'trouble')] ?? HANDSHAKE_WORDS['refused'];
    const said = [arg(args, 'code'), arg(args, 'reason')].filter(Boolean).join(', ');
    return {
      message: `TLS with ${arg(args, 'host')} fails: ${what} (${said}).`,
      remedy: `${remedy} ${NETWORK}`,
    };
  },
  'region.certificate-refused': (args) => ({
    message: `TLS with ${arg(args, 'host')} fails: ${[arg(args, 'code'), refusedWords(arg(args, 'code')), arg(args, 'reason')].filter(Boolean).join(', ')}${issued(args)}.`,
    remedy: `Something other than Datadog may answer there. ${NETWORK}`,
  }),
  'region.unreachable': (args) => ({
    message: `${arg(args, 'host')} cannot be reached from here${throughProxy(args)} (${arg(args, 'kind')}): ${arg(args, 'code')}, ${arg(args, 'reason')}.${arg(args, 'families') === 'IPv6' ? ' It has IPv6 addresses only.' : ''}`,
    remedy: `Check firewall and proxy${arg(args, 'families') === 'IPv6' ? ', and IPv6 on this machine' : ''}. ${NETWORK}`,
  }),
  'region.proxy-refused': (args) => ({
    message: `${arg(args, 'proxy') === '' ? 'The proxy' : `The proxy ${arg(args, 'proxy')}`} does not lead to ${arg(args, 'host')}: ${arg(args, 'status') === '' ? arg(args, 'reason') : proxyAnswer(args)}.`,
    remedy: `${proxyRemedy(args)} ${NETWORK}`,
  }),
  'region.host-unsure': (args) => ({
    message: `${arg(args, 'host')} is not reached (${arg(args, 'code')}), and may not exist: its name is ${arg(args, 'status')}, not documented.`,
    remedy: 'Do not send data there before Datadog names the host for this site.',
    nextCommand: `ddoauth sites --site ${arg(args, 'site')}`,
  }),
  'region.foreign-answer': (args) => ({
    message: `${arg(args, 'host')} answered ${foreignAnswer(args)}, as Datadog never does there.`,
    remedy: `A web filter, a gateway or the login page of a network answered in its place: log in there, or have the host let through. ${NETWORK}`,
  }),
  'region.unavailable': (args) => ({
    message: `${arg(args, 'host')} answered ${arg(args, 'status')}: it takes no more requests now.`,
    remedy: 'Try again later.',
  }),
  'region.broken': (args) => ({
    message: `${arg(args, 'host')} is broken: it answered ${arg(args, 'status')}.`,
    remedy: `See https://status.datadoghq.com for this site, and try again later. ${NETWORK}`,
  }),
  'region.intake-refuses': (args) => ({
    message: `${arg(args, 'host')} answers and refuses a request without key (${arg(args, 'status')}).${unsure(args)}`,
  }),
  'region.intake-answers': (args) => ({
    message: `${arg(args, 'host')} answers (${arg(args, 'status')}).${unsure(args)}`,
  }),
  'region.intake-open': (args) => ({
    message: `${arg(args, 'host')} gives its document to everybody (${arg(args, 'status')}).${unsure(args)}`,
  }),
  'region.intake-odd': (args) => ({
    message: `${arg(args, 'host')} answers ${arg(args, 'status')} to ${arg(args, 'request')} without key, where ${arg(args, 'expected')} is documented.${unsure(args)}`,
    remedy: 'A gateway may have answered in its place; create-key sends data and proves it.',
    nextCommand: `ddoauth create-key --site ${arg(args, 'site')}`,
  }),
};
