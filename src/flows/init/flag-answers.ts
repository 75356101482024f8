import { dirname, relative, resolve, sep } from 'node:path';
import type { ConfigProfile } from '../../settings/config-schema.ts';
import { parseScopes } from '../../settings/parse-scopes.ts';
import { readManifest, type Manifest } from '../../settings/read-manifest.ts';
import { parseSiteList } from '../../sites/parse-site-list.ts';
import type { Host } from '../../host/host.ts';
import { profileOf, type ConfigFile } from './config-file.ts';
import type { InitOptions, Kind } from './init-options.ts';

/** Everything that is known of a profile before anything is asked. */
export interface Known {
  /** `undefined`: nobody has said. */
  readonly kind: Kind | undefined;
  /** As the profile stands in the config. */
  readonly current: ConfigProfile;
  /** What flags say, to be put into the profile. */
  readonly given: ConfigProfile;
  /** What the manifest has; those members need not stand in the profile. */
  readonly fromManifest: ConfigProfile;
}

/**
 * Reads flags, the profile as it stands, and its manifest.
 * @throws ToolError `usage.site`, `usage.flag`, `usage.manifest`
 */
export function known(
  host: Host,
  file: ConfigFile,
  profile: string | undefined,
  options: InitOptions,
): Known {
  const current = profile === undefined ? {} : (profileOf(file, profile) ?? {});
  const { fromManifest, clientId, stage, name, onboardingUrl, redirectUris } = options;
  const manifest =
    fromManifest === undefined ? current.manifest : manifestPath(host, file, fromManifest);
  const kind = options.kind ?? current.kind ?? (manifest === undefined ? undefined : 'published');
  const sites = parsedSites(file, options.sites);
  const given: ConfigProfile = {
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(stage === undefined ? {} : { stage }),
    ...(fromManifest === undefined || manifest === undefined ? {} : { manifest }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(name === undefined ? {} : { name }),
    ...(redirectUris.length === 0 ? {} : { redirectUris: [...redirectUris] }),
    ...(onboardingUrl === undefined ? {} : { onboardingUrl }),
    ...(options.scopes.length === 0 ? {} : { scopes: [...parseScopes(options.scopes)] }),
    ...(sites === undefined ? {} : { sites }),
  };
  const read =
    manifest === undefined
      ? undefined
      : readManifest(
          {
            path: resolve(dirname(file.path), manifest),
            shown: fromManifest === undefined ? manifest : `--from-manifest ${fromManifest}`,
          },
          kind === 'published' ? (clientId ?? current.clientId) : undefined,
        );
  return {
    kind,
    current,
    given,
    fromManifest: read === undefined ? {} : manifestMembers(read, kind),
  };
}

/** The client of a manifest is the published one: another kind shares scopes and onboarding URL at most. */
function manifestMembers(manifest: Manifest, kind: Kind | undefined): ConfigProfile {
  const { clientId, name, redirectUris, onboardingUrl, scopes } = manifest;
  return {
    ...(kind === 'published' ? { clientId } : {}),
    ...(kind === 'published' && redirectUris.length > 0 ? { redirectUris: [...redirectUris] } : {}),
    ...(name === undefined ? {} : { name }),
    ...(onboardingUrl === undefined ? {} : { onboardingUrl }),
    ...(scopes.length === 0 ? {} : { scopes: [...scopes] }),
  };
}

/** A manifest is named from the folder of the config, with `/` on every system. */
function manifestPath(host: Host, file: ConfigFile, given: string): string {
  const path = resolve(host.cwd, given);
  return (relative(dirname(file.path), path) || path).split(sep).join('/');
}

function parsedSites(file: ConfigFile, values: readonly string[]): string[] | undefined {
  if (values.length === 0) return undefined;
  return parseSiteList(values, file.siteTable).map(({ key }) => key);
}
