import { finding } from '../../catalog/findings.ts';
import type { NameLookUp, TlsInspection } from '../../host/host.ts';
import type { Exchange, NetworkFailure } from '../../model/http.ts';
import type { Judgement } from '../verdict.ts';
import { mayNotExist, type HostPlace } from './host-place.ts';
import { judgeCertificate, judgeProblem } from './judge-certificate.ts';

/** What is known of a host that gave no answer. */
export interface Unreached {
  readonly place: HostPlace;
  readonly failure: NetworkFailure;
  /** What it showed in a handshake that was looked at. */
  readonly shown?: TlsInspection | undefined;
  readonly addresses?: NameLookUp | undefined;
  readonly nowMs: number;
  readonly exchanges?: readonly Exchange[];
}

/**
 * Says why a host gave no answer. That says nothing about the client; a certificate that can never
 * fit is a failure all the same, and a host that may not exist is none.
 */
export function judgeUnreached(unreached: Unreached): Judgement {
  const judgement = judge(unreached);
  const { place, exchanges = [] } = unreached;
  const { code } = judgement.finding;
  if (mayNotExist(place) && SOFT.has(code)) {
    const args = { ...judgement.finding.args, status: place.status, because: code };
    return { grade: 'review', finding: finding('region.host-unsure', args), exchanges };
  }
  return { ...judgement, exchanges };
}

/** What a host that does not exist may look like. */
const SOFT: ReadonlySet<string> = new Set([
  'region.name-not-found',
  'region.unreachable',
  'region.proxy-refused',
  'region.name-mismatch',
]);

function judge({ place, failure, shown, addresses, nowMs }: Unreached): Judgement {
  const { site, host, proxy } = place;
  const { kind, code, message } = failure;
  if (shown?.problem !== undefined) return judgeCertificate(place, shown, nowMs);
  const args = {
    site,
    host,
    kind,
    code,
    reason: message,
    proxy,
    status: failure.status,
    proxyError: failure.proxyError,
    families: familiesOf(addresses),
  };
  const network = (name: NetworkCode): Judgement => ({
    grade: 'inconclusive',
    finding: finding(name, args),
  });
  switch (kind) {
    case 'tls-name':
    case 'tls':
      return judgeProblem(code, undefined, { site, host, reason: message }, nowMs);
    case 'dns':
      return network('region.name-not-found');
    case 'proxy':
      return network(isNameTrouble(failure) ? 'region.name-not-found' : 'region.proxy-refused');
    default:
      return network('region.unreachable');
  }
}

/** What a proxy calls a name without address: `dns_error` and `dns_timeout` (RFC 9209), Squid's `ERR_DNS_FAIL`. */
function isNameTrouble({ proxyError = '' }: NetworkFailure): boolean {
  return /(?:^|_)dns_/i.test(proxyError);
}

type NetworkCode = 'region.name-not-found' | 'region.proxy-refused' | 'region.unreachable';

/** `IPv4`, `IPv6`, both or, where nobody looked, nothing. */
export function familiesOf(addresses: NameLookUp | undefined): readonly string[] {
  return [
    ...((addresses?.ipv4?.length ?? 0) > 0 ? ['IPv4'] : []),
    ...((addresses?.ipv6?.length ?? 0) > 0 ? ['IPv6'] : []),
  ];
}
