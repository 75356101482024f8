import type { SiteRow } from '../catalog/site-row.ts';
import { hostOf } from './datadog-hosts.ts';
import { readHost } from './host-name.ts';
import { nearest } from './nearest.ts';
import { placeHost, type HostForm, type HostPlace } from './place-host.ts';
import type { SiteTable } from './site-table.ts';

/** A text that names a site, and how it does. */
export interface KnownSite {
  readonly kind: 'site';
  readonly site: SiteRow;
  readonly form: 'key' | HostForm | 'subdomain';
  /** The customer subdomain, `acme`, if `form` is `subdomain`. It does not prove where the org lives. */
  readonly subdomain?: string;
}

/** A text that names no site. */
export interface UnknownSite {
  readonly kind: 'unknown';
  /** Why not, as the second half of a sentence: `it has user info before an @`. */
  readonly reason: string;
  /** Key of the site that was probably meant. */
  readonly nearest?: string;
}

/** The site that a misspelt key, domain or host probably means. */
function suggestion(text: string, table: SiteTable): { nearest?: string } {
  const keyOf = new Map<string, string>();
  for (const site of table.all) {
    const hosts = [site.domain, hostOf(site.app.url), hostOf(site.api.url)];
    for (const name of [site.key, ...hosts, ...site.aliases]) {
      if (!keyOf.has(name)) keyOf.set(name, site.key);
    }
  }
  const word = text.toLowerCase().replace(/^https?:\/\//, '');
  const name = nearest(word.replace(/[/?#].*$/s, ''), keyOf.keys());
  const key = name === undefined ? undefined : keyOf.get(name);
  return key === undefined ? {} : { nearest: key };
}

function unknown(reason: string, nearestKey?: string): UnknownSite {
  return { kind: 'unknown', reason, ...(nearestKey === undefined ? {} : { nearest: nearestKey }) };
}

function reasonBelow(place: Extract<HostPlace, { kind: 'below' }>): string {
  const { nearest: site, labels } = place;
  if (labels.startsWith('api.') || labels.endsWith('.api') || labels === 'api') {
    return (
      'a customer subdomain belongs to the web app only; ' +
      `the API host of ${site.name} is ${hostOf(site.api.url)}`
    );
  }
  if (labels.includes('.')) return `no host of ${site.name} has that name`;
  return 'the table has no such site; if Datadog has opened one, add it under "sites" in the config';
}

/** Host of a URL, as a user pastes it; a port is right only where the config wrote the same. */
function parseHost(text: string, table: SiteTable): KnownSite | UnknownSite {
  const reading = readHost(text);
  if ('problem' in reading) return unknown(reading.problem, suggestion(text, table).nearest);
  const { host, port } = reading;
  if (port !== undefined) {
    const exact = placeHost(`${host}:${port}`, table);
    if (exact.kind === 'exact') return { kind: 'site', site: exact.site, form: exact.form };
    const bare = placeHost(host, table);
    return unknown('it has a port', 'site' in bare ? bare.site.key : undefined);
  }
  const place = placeHost(host, table);
  switch (place.kind) {
    case 'exact':
      return { kind: 'site', site: place.site, form: place.form };
    case 'subdomain':
      return { kind: 'site', site: place.site, form: 'subdomain', subdomain: place.subdomain };
    case 'shared':
      return unknown('that host serves all sites alike');
    case 'below':
      return unknown(reasonBelow(place), suggestion(host, table).nearest ?? place.nearest.key);
    case 'outside':
      return unknown(
        'it is neither a site key nor a Datadog host',
        suggestion(host, table).nearest,
      );
  }
}

/**
 * Reads the name of a site in any form in which users and Datadog write it: key, other name, domain,
 * web, API or intake host, or a URL of one of them, with or without a customer subdomain. White
 * space around it and upper case do not matter. A path, a query and a final dot are dropped; user
 * info, a port, and anything that only looks like Datadog are refused.
 */
export function parseSite(text: string, table: SiteTable): KnownSite | UnknownSite {
  const word = text.trim();
  // Before lower-casing: some letters outside ASCII have an ASCII lower case.
  if (/^[\x21-\x7e]+$/.test(word)) {
    const name = word.toLowerCase();
    const byKey = table.find(name) ?? table.all.find((site) => site.key.toLowerCase() === name);
    if (byKey !== undefined) return { kind: 'site', site: byKey, form: 'key' };
    const byAlias = table.all.find((site) => site.aliases.includes(name));
    if (byAlias !== undefined) return { kind: 'site', site: byAlias, form: 'alias' };
  }
  return parseHost(word, table);
}
