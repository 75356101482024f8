import { defineRule, type Case } from '../define-rule.ts';
import { mentions } from '../facts/input-values.ts';
import { nextRun } from '../next-command.ts';
import { anyOf } from '../words/wordings.ts';

const UNREACHABLE = anyOf({
  node: [/\bE(?:NETUNREACH|HOSTUNREACH|NETDOWN|HOSTDOWN|ADDRNOTAVAIL|AFNOSUPPORT)\b/],
  apple: [/\bNSURLErrorDomain\b[^\n]{0,20}-1009\b/],
  python: [/\bErrno (?:101|113|51|65)\]/, /\baddress family (?:for hostname )?not supported\b/],
  java: [/\bNoRouteToHostException\b/],
  windows: [/\bWSAE(?:NET|HOST)UNREACH\b/, /\bunreachable (?:network|host)\b/],
  unix: [
    /\bnetwork is (?:unreachable|down)\b/,
    /\bno route to host\b/,
    /\bhost is unreachable\b/,
    /\bcan(?:not|'t) assign requested address\b/,
  ],
  chromium: [
    /\bERR_(?:ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED)\b/,
    /\bERR_NETWORK_(?:CHANGED|ACCESS_DENIED|IO_SUSPENDED)\b/,
  ],
  firefox: [/\bNS_ERROR_OFFLINE\b/],
});
/** An address of IPv6; a time of day has no such groups. */
const IPV6 = /(?<![\w:.])\[?(?:[0-9a-f]{3,4}:[0-9a-f:]{3,40}|::(?:1\b|ffff:))/i;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/;
/** This machine has no way for such addresses; a way that ends on the road says less. */
const NO_WAY =
  /NETUNREACH|network is unreachable|ADDRNOTAVAIL|AFNOSUPPORT|assign requested|address family|Errno (?:101|51)\]/i;
/** IPv4 was tried as well, and failed. */
const IPV4_FAILED =
  /\b(?:E[A-Z]{4,20}|unreachable|timed out|no route to host|failed)\b[^\n]{0,60}(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/i;

function isOwnListener({ reading }: Case): boolean {
  return mentions(reading, /\b(?:listen|bind)\b[^\n]{0,40}(?:EADDRNOTAVAIL|assign requested)/i);
}

/** No way leads to the address. */
export const networkUnreachable = defineRule({
  id: 'network-unreachable',
  title: 'No way leads from this computer to the address: network or host unreachable',
  links: ['network', 'sites'],
  about: 'machine',
  yieldsTo: ['proxy-refused'],
  signatures: [{ pattern: UNREACHABLE, sure: 'likely' }],
  causes: [
    {
      id: 'own-address',
      text: 'the program listens on an address that this machine does not have',
      when: isOwnListener,
      check: () => ({ holds: true, because: 'it failed while binding, not while connecting' }),
    },
    {
      id: 'ipv6',
      text: 'the name leads to an IPv6 address first, and this network or container has no IPv6',
      when: (found) => !isOwnListener(found),
      check: ({ reading, recognition: { evidence } }) => {
        if (IPV4.test(evidence)) {
          return { holds: false, because: 'the address that was tried is one of IPv4' };
        }
        if (!IPV6.test(evidence)) return undefined;
        // A network that is down has no way for IPv4 either.
        const because = 'the address that was tried is one of IPv6';
        return NO_WAY.test(evidence) && !mentions(reading, IPV4_FAILED)
          ? { holds: true, because }
          : { because };
      },
      byHand: 'compare curl -4 with curl -6 for the same URL',
    },
    {
      id: 'offline',
      text: 'this computer, container or CI job has no network, or a VPN is down',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'firewall',
      text: 'a router or firewall rejects the way to this host',
      live: { ask: 'host-reachable', holdsWhen: 'no', proves: 'fails' },
    },
    {
      id: 'proxy-only',
      text: 'only a proxy leads outside, and the program does not use it',
      byHand: 'look at HTTPS_PROXY, and whether the program honours it',
    },
  ],
  fix: 'See whether other hosts can be reached from the same place. Without IPv6 let the program prefer IPv4 (Node: --dns-result-order=ipv4first, Java: -Djava.net.preferIPv4Stack=true, curl: -4) or switch IPv6 on.',
  next: nextRun('check-regions'),
  mustNotClaim: [
    'a name that could not be resolved',
    'a host that was reached and refused, or was silent',
    'something unreachable in ordinary words, such as code or a person',
  ],
});
