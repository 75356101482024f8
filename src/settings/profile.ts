import type { ReadProbe } from '../catalog/scope-row.ts';
import type { SiteRow } from '../catalog/site-row.ts';
import { ToolError } from '../errors.ts';
import { parseScopes } from './parse-scopes.ts';
import { createSiteTable, type SiteTable } from '../sites/site-table.ts';
import { chooseProfile } from './choose-profile.ts';
import { chooseRedirectUri } from './choose-redirect-uri.ts';
import { configProbes } from './config-probes.ts';
import type { Config } from './config-schema.ts';
import { configSites } from './config-sites.ts';
import { findConfig } from './find-config.ts';
import { pick, type Provenance } from './precedence.ts';
import { readConfig } from './read-config.ts';
import { resolveClient, type ClientSettings } from './resolve-client.ts';
import { resolveSites } from './resolve-sites.ts';

export type { ClientSettings };

/** The flags that settings come from, as typed. */
export interface SettingsFlags {
  readonly profile?: string | undefined;
  readonly config?: string | undefined;
  readonly fromManifest?: string | undefined;
  readonly clientId?: string | undefined;
  readonly redirectUri?: string | undefined;
  /** Values of `--scope`; each may be a list with commas or spaces. */
  readonly scope?: readonly string[] | undefined;
  /** Values of `--site`. */
  readonly site?: readonly string[] | undefined;
}

/** What settings are made from. */
export interface SettingsInput {
  readonly flags: SettingsFlags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /**
   * Take no client instead of failing when the config has several profiles and none is named: for
   * commands that can do without. Default `false`.
   */
  readonly clientOptional?: boolean;
}

/** The settings of a run. Holds no secrets. */
export interface ResolvedSettings {
  /** `null` without a profile: `--from-manifest`, `--client-id`, or nothing at all. */
  readonly profileName: string | null;
  readonly client: ClientSettings | null;
  /** The redirect URI to use; `undefined` when none is registered and none was given. */
  readonly redirectUri: string | undefined;
  /** Scopes to ask for; `undefined` sends no `scope` parameter. */
  readonly requestedScopes: readonly string[] | undefined;
  /** In the order of the table; `undefined` when none was said. */
  readonly sites: readonly SiteRow[] | undefined;
  readonly siteTable: SiteTable;
  /** The config's probes, by scope. */
  readonly extraProbes: Readonly<Record<string, readonly ReadProbe[]>>;
  /** Absolute path of the config that was read. */
  readonly configFile?: string;
  /** Which source won, setting by setting. */
  readonly provenance: Provenance;
  /** What the manifest had that was passed over or is odd, a line each. */
  readonly notices: readonly string[];
}

/** The settings of a run that reads no config. */
export function noSettings(): ResolvedSettings {
  return {
    profileName: null,
    client: null,
    redirectUri: undefined,
    requestedScopes: undefined,
    sites: undefined,
    siteTable: createSiteTable(),
    extraProbes: {},
    provenance: [],
    notices: [],
  };
}

/** A flag's value; an empty one (`--client-id "$UNSET"`) is a mistake worth a word. */
function nonEmpty(value: string | undefined, flag: string): string | undefined {
  if (value?.trim() === '') throw new ToolError('usage.flag', `${flag}: the value is empty`);
  return value?.trim();
}

/**
 * Settles client, sites and the rest from flags, environment, config and manifest, in this order of
 * strength.
 * @throws ToolError `usage.config`, `usage.manifest`, `usage.profile`, `usage.site`,
 * `usage.redirect-uri`, `usage.flag`
 */
export function resolveProfile(input: SettingsInput): ResolvedSettings {
  const { flags, env, cwd } = input;
  const profileFlag = nonEmpty(flags.profile, '--profile');
  const fromManifest = nonEmpty(flags.fromManifest, '--from-manifest');
  if (profileFlag !== undefined && fromManifest !== undefined) {
    throw new ToolError('usage.flag', '--profile and --from-manifest both name a client; give one');
  }
  const found = findConfig({ flag: nonEmpty(flags.config, '--config'), env, cwd });
  const content: Config = found === undefined ? {} : readConfig(found.path, found.shown);
  const shown = found?.shown ?? '';
  const siteTable = createSiteTable(configSites(content, shown));
  const chosen =
    fromManifest === undefined
      ? chooseProfile(
          profileFlag,
          found === undefined ? undefined : { content, shown },
          input.clientOptional === true,
        )
      : undefined;
  const profile = chosen === undefined ? undefined : { name: chosen.name, content: chosen.profile };
  const resolved = resolveClient({
    clientIdFlag: nonEmpty(flags.clientId, '--client-id'),
    clientIdVariable: env['DDOAUTH_CLIENT_ID']?.trim() || undefined,
    fromManifest,
    cwd,
    profile,
    configPath: found?.path,
  });
  const sites = resolveSites({ flags: flags.site, env, profile, configShown: shown }, siteTable);
  const redirectUri = chooseRedirectUri(
    resolved.client?.redirectUris ?? [],
    nonEmpty(flags.redirectUri, '--redirect-uri'),
  );
  const askedScopes = flags.scope === undefined ? undefined : parseScopes(flags.scope);
  // The scopes of a partner's client are registered; a public client has to ask for its own.
  const ownScopes =
    resolved.client?.kind === 'public' && resolved.client.scopes.length > 0
      ? resolved.client.scopes
      : undefined;
  const requestedScopes = askedScopes ?? ownScopes;
  const entries = [
    found &&
      pick('config', [{ source: found.source, where: found.where, value: found.path }])?.entry,
    chosen && pick('profile', [chosen.candidate])?.entry,
    ...resolved.entries,
    pick('redirect URI', [
      { source: 'flag', where: '--redirect-uri', value: flags.redirectUri && redirectUri },
      { source: 'default', where: 'the registered ones', value: redirectUri },
    ])?.entry,
    pick('requested scopes', [
      { source: 'flag', where: '--scope', value: askedScopes },
      { source: 'default', where: 'the scopes of the public client', value: ownScopes },
    ])?.entry,
    sites?.entry,
  ];
  return {
    profileName: chosen?.name ?? null,
    client: resolved.client,
    redirectUri,
    requestedScopes,
    sites: sites?.picked.value,
    siteTable,
    extraProbes: configProbes(content),
    ...(found === undefined ? {} : { configFile: found.path }),
    provenance: entries.filter((entry) => entry !== undefined),
    notices: resolved.notices,
  };
}
