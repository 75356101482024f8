import { datadogDomainOf, type DatadogEnvironment } from './datadog-hosts.ts';
import { hasPunycode, isIpAddress } from './host-name.ts';

/** A domain that is none of the table's. */
export type UnknownDomain =
  /** Below one of Datadog's domains, but not in the table: ask first, or `--trust-site`. */
  | {
      readonly kind: 'below-datadog';
      readonly domain: string;
      readonly environment: DatadogEnvironment;
    }
  | ForeignDomain;

/** A refused domain, as it was written; `reason` is the second half of a sentence. */
export interface ForeignDomain {
  readonly kind: 'foreign';
  readonly domain: string;
  readonly reason: string;
}

/** Refuses a domain. */
export function foreign(domain: string, reason: string): ForeignDomain {
  return { kind: 'foreign', domain, reason };
}

/** A host that is no exact name of a site: trusted after asking if it lies below Datadog, else never. */
export function judgeUnknownHost(host: string, asWritten: string): UnknownDomain {
  if (isIpAddress(host)) return foreign(asWritten, 'it is an IP address');
  if (hasPunycode(host)) return foreign(asWritten, 'it has a label in punycode');
  const datadog = datadogDomainOf(host);
  if (datadog === undefined) return foreign(asWritten, 'it does not belong to Datadog');
  if (host.startsWith('api.')) return foreign(asWritten, 'it is an API host, not a site domain');
  return { kind: 'below-datadog', domain: host, environment: datadog.environment };
}
