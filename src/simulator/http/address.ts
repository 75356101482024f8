import { DESTINATIONS } from '../../catalog/destinations.ts';
import type { IntakeName, SiteRow } from '../../catalog/site-row.ts';
import { SITES } from '../../catalog/sites.ts';

/** What a Datadog host is for. */
export type HostRole = 'app' | 'api' | IntakeName;

/** A host name of Datadog that the simulator answers for. */
export interface KnownHost {
  readonly host: string;
  readonly site: SiteRow;
  readonly role: HostRole;
  /** The label in front of the site's domain when it is a customer's own subdomain. */
  readonly customer?: string;
}

/** Labels below a site domain that Datadog keeps for itself, so no customer subdomain. */
const RESERVED_LABELS = [
  'docs',
  'ip-ranges',
  'install',
  'keys',
  'apt',
  'yum',
  'mcp',
  'config',
  'p',
];

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Every host that belongs to a site: web app with its aliases, API, intakes.
 * @see datadog/sites.json
 */
export function hostsOf(site: SiteRow): readonly KnownHost[] {
  const hosts = new Map<string, HostRole>();
  hosts.set(new URL(site.app.url).hostname, 'app');
  hosts.set(new URL(site.api.url).hostname, 'api');
  for (const [role, { url }] of Object.entries(site.intake)) {
    const { hostname } = new URL(url);
    // Some hosts take several kinds of data; the first names them.
    if (isIntakeName(role) && !hosts.has(hostname)) hosts.set(hostname, role);
  }
  for (const name of [site.domain, ...site.aliases]) {
    if (name.includes('.') && !hosts.has(name)) hosts.set(name, 'app');
  }
  return [...hosts].map(([host, role]) => ({ host, site, role }));
}

function isIntakeName(name: string): name is IntakeName {
  return Object.hasOwn(DESTINATIONS, name);
}

let table: ReadonlyMap<string, KnownHost> | undefined;

/** Every host of every site by name, made once: each request of a run looks its host up. */
function tableOfHosts(): ReadonlyMap<string, KnownHost> {
  // A name of two sites is the first one's, which therefore is entered last.
  table ??= new Map(
    SITES.flatMap(hostsOf)
      .reverse()
      .map((row) => [row.host, row]),
  );
  return table;
}

/** Looks a host name up, customer subdomains included; `undefined` for every host that is no site's. */
export function findHost(name: string): KnownHost | undefined {
  const host = name.toLowerCase().replace(/\.$/, '');
  const known = tableOfHosts().get(host);
  if (known) return known;
  const longestFirst = [...SITES].sort((a, b) => b.domain.length - a.domain.length);
  const site = longestFirst.find((row) => host.endsWith(`.${row.domain}`));
  if (!site) return undefined;
  const customer = host.slice(0, -site.domain.length - 1);
  if (!LABEL.test(customer) || RESERVED_LABELS.includes(customer)) return undefined;
  return { host, site, role: 'app', customer };
}

/**
 * Where the simulator at `origin` serves a real Datadog URL; `undefined` when the host is no
 * site's, so that callers send such a URL nowhere.
 * @example toSimulatorUrl('http://127.0.0.1:4000', 'https://api.datadoghq.eu/x?y')
 *   // 'http://127.0.0.1:4000/api.datadoghq.eu/x?y'
 */
export function toSimulatorUrl(origin: string, realUrl: string): string | undefined {
  if (!URL.canParse(realUrl)) return undefined;
  const url = new URL(realUrl);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '') {
    return undefined;
  }
  const known = findHost(url.hostname);
  if (!known) return undefined;
  return `${new URL(origin).origin}/${known.host}${url.pathname}${url.search}${url.hash}`;
}

/**
 * The real Datadog URL behind a URL of the simulator at `origin`; `undefined` for the simulator's own
 * pages and for other servers.
 */
export function fromSimulatorUrl(origin: string, simulatorUrl: string): string | undefined {
  if (!URL.canParse(simulatorUrl)) return undefined;
  const url = new URL(simulatorUrl);
  if (url.origin !== new URL(origin).origin) return undefined;
  const [, host = '', path = ''] = /^\/([^/]*)(.*)$/.exec(url.pathname) ?? [];
  const known = findHost(host);
  if (!known) return undefined;
  return `https://${known.host}${path === '' ? '/' : path}${url.search}${url.hash}`;
}

/** Finds a site's row by its key. */
export function siteByKey(key: string): SiteRow | undefined {
  return SITES.find((site) => site.key === key);
}
