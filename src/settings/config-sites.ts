import type { IntakeName, SiteHost, SiteRow } from '../catalog/site-row.ts';
import { ToolError } from '../errors.ts';
import { datadogDomainOf } from '../sites/datadog-hosts.ts';
import type { Config, ConfigSite } from './config-schema.ts';

function hostFrom(url: string, place: string, shown: string): SiteHost {
  if (!URL.canParse(url)) throw new ToolError('usage.config', `${shown}: ${place}: is no URL`);
  const { origin, pathname } = new URL(url);
  return { url: pathname === '/' ? origin : origin + pathname, status: 'config', source: shown };
}

function rowFrom(key: string, site: ConfigSite, shown: string): SiteRow {
  const place = `sites.${key}`;
  const domain = site.domain.toLowerCase();
  const intake: Partial<Record<IntakeName, SiteHost>> = {};
  for (const name of ['logs', 'events', 'otlp', 'spans'] as const) {
    const url = site.intake?.[name];
    if (url !== undefined) intake[name] = hostFrom(url, `${place}.intake.${name}`, shown);
  }
  return {
    key,
    name: key,
    domain,
    environment: datadogDomainOf(domain)?.environment ?? 'custom',
    aliases: [],
    app: hostFrom(site.app, `${place}.app`, shown),
    api: hostFrom(site.api, `${place}.api`, shown),
    intake,
  };
}

/**
 * The rows of the sites a config adds, for `createSiteTable`.
 * @param shown The config's path, as messages show it.
 * @throws ToolError `usage.config` for a host that is no URL after all, such as `https://300.1.1.1`.
 */
export function configSites(config: Config, shown: string): readonly SiteRow[] {
  return Object.entries(config.sites ?? {}).map(([key, site]) => rowFrom(key, site, shown));
}
