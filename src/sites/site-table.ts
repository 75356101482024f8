import type { SiteRow } from '../catalog/site-row.ts';
import { SITES } from '../catalog/sites.ts';
import { ToolError } from '../errors.ts';
import { datadogDomainOf, hostOf, intakeHosts } from './datadog-hosts.ts';

/** The sites of a run: Datadog's own, then those a config adds. */
export interface SiteTable {
  /** In the order in which reports list them. */
  readonly all: readonly SiteRow[];
  /** The row with exactly this key. */
  readonly find: (key: string) => SiteRow | undefined;
}

/** Words of `--site` that can be no key. */
const RESERVED_KEYS: readonly string[] = ['all'];

/** `us1-fed` and `us1_fed` make the same environment variable, so they are one key. */
function comparable(key: string): string {
  return key.toLowerCase().replaceAll('_', '-');
}

function namesOf(site: SiteRow): readonly string[] {
  return [site.key, ...site.aliases].map(comparable);
}

function hostsOf(site: SiteRow): readonly string[] {
  return [site.domain, hostOf(site.app.url), hostOf(site.api.url), ...intakeHosts(site)];
}

/**
 * A config must not be able to divert what goes to Datadog, so a row whose domain lies below one of
 * Datadog's keeps all its hosts below the same one, and what a known site already owns stays its own.
 */
function refuseDiversion(site: SiteRow, known: readonly SiteRow[]): void {
  const owner = known.find((row) =>
    [...hostsOf(row), ...row.aliases.filter((alias) => alias.includes('.'))].includes(site.domain),
  );
  if (owner !== undefined) {
    throw new ToolError(
      'usage.config',
      `sites.${site.key}.domain: ${site.domain} belongs to the site ${owner.key}`,
    );
  }
  const datadog = datadogDomainOf(site.domain);
  if (datadog === undefined) return;
  const foreign = hostsOf(site).find((host) => datadogDomainOf(host)?.domain !== datadog.domain);
  if (foreign !== undefined || /^(?:api|app|www)\./.test(site.domain)) {
    throw new ToolError(
      'usage.config',
      `sites.${site.key}.domain: ${site.domain} belongs to Datadog` +
        (foreign === undefined
          ? ' and is no site domain; leave out the first label'
          : `, but ${foreign} does not lie below ${datadog.domain}`),
    );
  }
}

/**
 * The site table of a run.
 *
 * A new Datadog region may be added ahead of a release of this program; everything else that
 * belongs to Datadog is refused.
 * @param extra Rows from the config's `sites`, in its order.
 * @throws ToolError `usage.config` for a key that exists already (also as another name of a site) or
 * a domain that belongs to a site of the table.
 */
export function createSiteTable(extra: readonly SiteRow[] = []): SiteTable {
  const all = [...SITES];
  for (const site of extra) {
    const names = namesOf(site);
    const owner = all.find((row) => namesOf(row).some((name) => names.includes(name)));
    if (owner !== undefined || names.some((name) => RESERVED_KEYS.includes(name))) {
      throw new ToolError(
        'usage.config',
        `sites.${site.key}: the name is taken` +
          (owner === undefined ? ' (--site all means every site)' : ` by the site ${owner.key}`),
      );
    }
    refuseDiversion(site, all);
    all.push(site);
  }
  const byKey = new Map(all.map((site) => [site.key, site]));
  return { all, find: (key) => byKey.get(key) };
}
