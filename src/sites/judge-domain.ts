import type { SiteRow } from '../catalog/site-row.ts';
import { readHost } from './host-name.ts';
import { placeHost } from './place-host.ts';
import type { SiteTable } from './site-table.ts';
import { foreign, judgeUnknownHost, type UnknownDomain } from './unknown-host.ts';

export { judgeSiteParameter } from './judge-site-parameter.ts';
export { siteForTrustedDomain } from './trusted-site.ts';

/** What the callback's `domain` turned out to be. Secrets go to a `known` one only. */
export type DomainJudgement = { readonly kind: 'known'; readonly site: SiteRow } | UnknownDomain;

/**
 * Judges the `domain` parameter of a redirect from Datadog: whoever makes up one that passes gets
 * the client secret, the code and the verifier. Nothing is repaired except upper case.
 * @see oauth facts, section 10; RFC 9700 §2.1 for why the token endpoint must not be chosen by an answer
 */
export function judgeDomain(domain: string, table: SiteTable): DomainJudgement {
  const reading = readHost(domain);
  if ('problem' in reading) return foreign(domain, reading.problem);
  const { scheme, host, port, rest } = reading;
  if (scheme !== undefined) return foreign(domain, 'it has a scheme');
  if (rest !== '') return foreign(domain, 'it has a path, a query or a fragment');
  if (domain.endsWith('.')) return foreign(domain, 'it ends in a dot');
  const place = placeHost(port === undefined ? host : `${host}:${port}`, table);
  if (place.kind === 'exact' && ['domain', 'app', 'alias'].includes(place.form)) {
    return { kind: 'known', site: place.site };
  }
  if (port !== undefined) return foreign(domain, 'it has a port');
  if (place.kind === 'exact' && place.form === 'api') {
    return foreign(domain, 'it is an API host, not a site domain');
  }
  if (place.kind === 'exact' || place.kind === 'shared') {
    return foreign(domain, 'it is a service host, not a site domain');
  }
  return judgeUnknownHost(host, domain);
}

/**
 * Whether a flow that began in one environment may go on in the other: everything but from
 * commercial to gov and the reverse.
 */
export function sameEnvironment(
  a: Pick<SiteRow, 'environment'>,
  b: Pick<SiteRow, 'environment'>,
): boolean {
  return (
    a.environment === b.environment || a.environment === 'custom' || b.environment === 'custom'
  );
}
