import { SITES } from '../../catalog/sites.ts';
import { SERVICE_LABELS } from '../../sites/datadog-hosts.ts';
import { hostsOf } from '../http/address.ts';

/**
 * The zones that Datadog has certificates for, each with the names one level below it, the longest
 * first: `logs.datadoghq.eu`, `us3.datadoghq.com`, `datadoghq.com`.
 */
const ZONES: readonly string[] = [...new Set(SITES.flatMap(zonesOf))].sort(
  (a, b) => b.length - a.length,
);

function zonesOf(site: (typeof SITES)[number]): readonly string[] {
  const services = SERVICE_LABELS.map((labels) => `${labels}.${site.domain}`);
  const hosts = hostsOf(site).map((row) => row.host);
  const parents = [...services, ...hosts].filter((host) => host !== site.domain).map(parentOf);
  return [site.domain, ...parents];
}

/** What a host lies directly below; a name of two labels is a zone of its own. */
function parentOf(host: string): string {
  const labels = host.split('.');
  return labels.length < 3 ? host : labels.slice(1).join('.');
}

function zoneOf(host: string): string | undefined {
  return ZONES.find((zone) => host === zone || host.endsWith(`.${zone}`));
}

/**
 * Whether a host is Datadog's: one of the table, or anything below a domain of one. `host` in lower
 * case, without port and final dot.
 */
export function isDatadogHost(host: string): boolean {
  return zoneOf(host) !== undefined;
}

/**
 * The names in the certificate with which a Datadog host answers: its zone and one level below, so
 * that `acme.datadoghq.com` is covered and `api.acme.datadoghq.com` is not, as at Datadog.
 * @see datadog/oauth-facts.md section 2
 */
export function certificateNames(host: string): readonly string[] {
  const zone = zoneOf(host) ?? host;
  return [`*.${zone}`, zone];
}

/** Whether names of a certificate cover a host: as they are, or one label below `*.`. RFC 6125 section 6.4.3. */
export function covers(names: readonly string[], host: string): boolean {
  const above = host.split('.').slice(1).join('.');
  return names.includes(host) || names.includes(`*.${above}`);
}
