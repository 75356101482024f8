import type { SiteRow } from '../catalog/site-row.ts';
import { leniently, ToolError } from '../errors.ts';
import { parseSiteList } from '../sites/parse-site-list.ts';
import type { SiteTable } from '../sites/site-table.ts';
import type { ConfigProfile } from './config-schema.ts';
import { pick, type Candidate, type Choice, type Source } from './precedence.ts';

/** Where the sites of a run may be named. */
export interface SiteSources {
  readonly flags: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly profile: { readonly name: string; readonly content: ConfigProfile } | undefined;
  /** The config's path, as messages show it. */
  readonly configShown: string | undefined;
}

function fromVariable(
  env: SiteSources['env'],
  name: string,
  table: SiteTable,
): SiteRow[] | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? undefined : [...parseSiteList([value], table, name)];
}

function fromProfile(sources: SiteSources, table: SiteTable): SiteRow[] | undefined {
  const { profile, configShown = '' } = sources;
  const values = profile?.content.sites;
  if (profile === undefined || values === undefined || values.length === 0) return undefined;
  const place = `${configShown}: profiles.${profile.name}.sites`;
  const rows = values.flatMap((value, index) => {
    try {
      return parseSiteList([value], table, `${place}[${String(index)}]`);
    } catch (error) {
      if (error instanceof ToolError) throw new ToolError('usage.config', error.message);
      throw error;
    }
  });
  return table.all.filter((site) => rows.includes(site));
}

/**
 * The sites a run is about: `--site`, else `DD_SITE`, else `DATADOG_SITE`, else the profile's.
 * @returns `undefined` when none was said.
 * @throws ToolError `usage.site`; `usage.config` for a site in the config
 */
export function resolveSites(
  sources: SiteSources,
  table: SiteTable,
): Choice<readonly SiteRow[]> | undefined {
  const { flags = [], env, profile } = sources;
  const readers: readonly { source: Source; where: string; read: () => SiteRow[] | undefined }[] = [
    {
      source: 'flag',
      where: '--site',
      read: () => (flags.length === 0 ? undefined : [...parseSiteList(flags, table)]),
    },
    {
      source: 'environment',
      where: 'DD_SITE',
      read: () => fromVariable(env, 'DD_SITE', table),
    },
    {
      source: 'environment',
      where: 'DATADOG_SITE',
      read: () => fromVariable(env, 'DATADOG_SITE', table),
    },
    {
      source: 'config',
      where: `profiles.${profile?.name ?? ''}.sites`,
      read: () => fromProfile(sources, table),
    },
  ];
  const candidates: Candidate<readonly SiteRow[]>[] = [];
  for (const { source, where, read } of readers) {
    const settled = candidates.some(({ value }) => value !== undefined);
    // A weaker place that is broken does no harm: something stronger has won already.
    candidates.push({ source, where, value: settled ? leniently(read) : read() });
  }
  return pick('site', candidates, (sites) => sites.map(({ key }) => key).join(', '));
}
