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
    : { kind: 'dns', code, message: `${WHY_NONE[code] ?? 'no address was found'} for ${host}` };
}

/** What the name servers did that gave no address; that they know of none is the usual one. */
const WHY_NONE: Readonly<Record<string, string>> = {
  ESERVFAIL: 'the name servers failed to find an address',
  EREFUSED: 'the name servers refuse to look',
  ETIMEOUT: 'no name server answered in time',
  TIMEOUT: 'no name server answered in time',
  ECONNREFUSED: 'no name server is there to ask',
};

/** Addresses of this machine, which name servers give for names that they block. RFC 1122 §3.2.1.3. */
const OWN_MACHINE = /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?|::ffff:(?:0\.0\.0\.0|127\..*))$/;

/**
 * A name of Datadog's that leads back to this machine: a filter of names, or a line in the hosts file.
 * A host of the config may well be here. A private address is no sign: AWS PrivateLink gives those.
 */
export function judgeBlockedName({ place, addresses }: NamedHost): Judgement | undefined {
  const all = [...(addresses.ipv4 ?? []), ...(addresses.ipv6 ?? [])];
  if (place.status === 'config' || all.length === 0) return undefined;
  if (!all.every((address) => OWN_MACHINE.test(address))) return undefined;
  const args = { site: place.site, host: place.host, addresses: all };
  return { grade: 'inconclusive', finding: finding('region.name-blocked', args) };
}

/** Judges the names of a site's hosts: the first without an address decides, then one with IPv6 only. */
export function judgeNames(hosts: readonly NamedHost[], nowMs: number): Judgement {
  for (const named of hosts) {
    const { place, addresses } = named;
    const blocked = judgeBlockedName(named);
    if (blocked !== undefined) return blocked;
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
