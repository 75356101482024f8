import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config, ConfigProfile } from '../../settings/config-schema.ts';
import { configSites } from '../../settings/config-sites.ts';
import { CONFIG_FILE_NAME, findConfig } from '../../settings/find-config.ts';
import { findJsonProblem } from '../../settings/json-syntax.ts';
import { parseConfig, readConfig } from '../../settings/read-config.ts';
import { readTextFile } from '../../settings/read-text-file.ts';
import { leniently, ToolError } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import type { OtherProfile } from '../../settings/stage.ts';
import { parseSiteList } from '../../sites/parse-site-list.ts';
import { createSiteTable, type SiteTable } from '../../sites/site-table.ts';
import { shownPath } from '../lint/lint-files.ts';
import { readManifest } from '../../settings/read-manifest.ts';

/** The config that `init` works on, which may not be there yet. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
  /** As it is now, a byte order mark included; `undefined` when there is none. */
  readonly text: string | undefined;
  readonly content: Config;
  readonly siteTable: SiteTable;
}

/**
 * Finds and reads the config: the file that `--config` or `DDOAUTH_CONFIG` names, be it there or not,
 * else the nearest one upwards, else a new one in the current folder.
 * @throws ToolError `usage.config` for one that is there and cannot be read
 */
export function openConfigFile(host: Host, flag: string | undefined): ConfigFile {
  const { cwd, env } = host;
  const found = findConfig({ flag, env, cwd });
  const path = found?.path ?? join(cwd, CONFIG_FILE_NAME);
  const shown = shownPath(path, cwd);
  const isNamed = found !== undefined && found.source !== 'default';
  if (found === undefined || (isNamed && !existsSync(path))) {
    return { path, shown, text: undefined, content: {}, siteTable: createSiteTable() };
  }
  const content = readConfig(path, found.shown);
  const text = readTextFile({ path, shown: found.shown, code: 'usage.config', keepMark: true });
  const siteTable = createSiteTable(configSites(content, found.shown));
  return { path, shown, text, content, siteTable };
}

/** A profile of the config as it stands. */
export function profileOf(file: ConfigFile, name: string): ConfigProfile | undefined {
  const profiles = new Map(Object.entries(file.content.profiles ?? {}));
  return profiles.get(name);
}

/** The clients of the other profiles; ids that stand in manifests are read there. */
export function otherProfiles(file: ConfigFile, except: string): OtherProfile[] {
  return Object.entries(file.content.profiles ?? {}).flatMap(([name, profile]) => {
    if (name === except) return [];
    const clientId = clientIdOf(file, profile);
    const { kind = 'published', stage } = profile;
    const sites = siteKeys(file, profile.sites);
    return clientId === undefined ? [] : [{ name, kind, clientId, stage, sites }];
  });
}

/** The client id of a profile, which may stand in its manifest; `undefined` when it is in neither. */
export function clientIdOf(
  file: ConfigFile,
  { clientId, manifest }: ConfigProfile,
): string | undefined {
  if (clientId !== undefined || manifest === undefined) return clientId;
  return idInManifest(resolve(dirname(file.path), manifest), file.shown);
}

function idInManifest(path: string, shown: string): string | undefined {
  // Whoever uses that profile hears of one that cannot be read.
  return leniently(() => readManifest({ path, shown }).clientId);
}

/** The keys of sites, however the config names them; `undefined` when one of them is none. */
export function siteKeys(
  file: ConfigFile,
  sites: readonly string[] | undefined,
): readonly string[] | undefined {
  if (sites === undefined || sites.length === 0) return undefined;
  // A rule of lint says which is none.
  return leniently(() => parseSiteList(sites, file.siteTable).map(({ key }) => key));
}

/** The config that a text makes. @throws ToolError `usage.config` */
export function configIn(text: string, shown: string): Config {
  const plain = text.replace(/^\ufeff/, '');
  const found = findJsonProblem(plain);
  if (found !== undefined) throw new ToolError('usage.config', `${shown}: ${found.problem}`);
  return parseConfig(JSON.parse(plain), shown);
}
