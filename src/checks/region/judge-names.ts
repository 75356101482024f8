import { finding } from '../../catalog/findings.ts';
import type { NameLookUp } from '../../host/host.ts';
import type { NetworkFailure } from '../../model/http.ts';
import type { Judgement } from '../verdict.ts';
import type { HostPlace } from './host-place.ts';
import { familiesOf, judgeUnreached } from './judge-unreached.ts';

/** A host and the addresses of its name. */
export interface NamedHost {
  readonly place: HostPlace;
  readonly addresses: NameLookUp;
}

/** A name without any address, as a request would have failed for it. */
export function failureOfLookUp(host: string, { code }: NameLookUp): NetworkFailure | undefined {
  return code === undefined
    ? undefined
    : { kind: 'dns', code, message: `no address was found for ${host}` };
}

/** Judges the names of a site's hosts: the first without an address decides, then one with IPv6 only. */
export function judgeNames(hosts: readonly NamedHost[], nowMs: number): Judgement {
  for (const { place, addresses } of hosts) {
    const failure = failureOfLookUp(place.host, addresses);
    if (failure !== undefined) return judgeUnreached({ place, failure, nowMs });
  }
  const site = hosts[0]?.place.site ?? '';
  const ipv6Only = hosts.filter(({ addresses }) => familiesOf(addresses).join() === 'IPv6');
  if (ipv6Only.length > 0) {
    return {
      grade: 'warning',
      finding: finding('region.ipv6-only', { site, hosts: namesOf(ipv6Only) }),
    };
  }
  // An AAAA question that nobody answered is no proof of IPv4 only.
  const ipv4Only = hosts.filter(({ addresses }) => addresses.ipv6?.length === 0);
  return {
    grade: 'passed',
    finding: finding('region.names-found', {
      site,
      hosts: namesOf(hosts),
      ipv4Only: namesOf(ipv4Only),
    }),
  };
}

function namesOf(hosts: readonly NamedHost[]): readonly string[] {
  return hosts.map(({ place }) => place.host);
}
