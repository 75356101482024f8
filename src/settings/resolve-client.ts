import { dirname, resolve } from 'node:path';
import type { Stage } from '../catalog/stages.ts';
import { ToolError } from '../errors.ts';
import type { ConfigProfile } from './config-schema.ts';
import { pick, type Candidate, type ProvenanceEntry } from './precedence.ts';
import { readManifest, type Manifest } from './read-manifest.ts';

/** The client a run is about. */
export interface ClientSettings {
  readonly kind: 'test' | 'published' | 'public';
  readonly clientId: string;
  /** As the profile says it; see `stageOf`. */
  readonly stage?: Stage;
  readonly name?: string;
  /** Registered, byte for byte. */
  readonly redirectUris: readonly string[];
  readonly onboardingUrl?: string;
  /** Registered. */
  readonly scopes: readonly string[];
  /** Path of the manifest, as given. */
  readonly manifest?: string;
}

/** Where a client may be described. */
export interface ClientSources {
  readonly clientIdFlag: string | undefined;
  readonly clientIdVariable: string | undefined;
  /** `--from-manifest`, relative to `cwd`. */
  readonly fromManifest: string | undefined;
  readonly cwd: string;
  readonly profile: { readonly name: string; readonly content: ConfigProfile } | undefined;
  /** Absolute path of the config; manifests named in it are relative to its folder. */
  readonly configPath: string | undefined;
}

/** The client, where its settings came from, and what its manifest had besides. */
export interface ResolvedClient {
  readonly client: ClientSettings | null;
  readonly entries: readonly ProvenanceEntry[];
  readonly notices: readonly string[];
}

/** Reads the manifest that flag or profile name. */
function manifestOf(
  sources: ClientSources,
): { readonly given: string; readonly content: Manifest } | undefined {
  const { fromManifest, profile, configPath, cwd } = sources;
  const wantedId = sources.clientIdFlag ?? sources.clientIdVariable ?? profile?.content.clientId;
  if (fromManifest !== undefined) {
    const file = { path: resolve(cwd, fromManifest), shown: `--from-manifest ${fromManifest}` };
    return { given: fromManifest, content: readManifest(file, wantedId) };
  }
  const given = profile?.content.manifest;
  if (profile === undefined || given === undefined) return undefined;
  const path = resolve(configPath === undefined ? cwd : dirname(configPath), given);
  const shown = `profiles.${profile.name}.manifest: ${given}`;
  return { given, content: readManifest({ path, shown }, wantedId) };
}

/**
 * Puts a client together from flags, environment, profile and manifest; for each setting the
 * strongest source that has it.
 * @throws ToolError `usage.manifest`, `usage.flag`
 */
export function resolveClient(sources: ClientSources): ResolvedClient {
  const { profile, clientIdFlag, clientIdVariable } = sources;
  const manifest = manifestOf(sources);
  const own = profile?.content;
  const fromConfig = <Value>(key: string, value: Value | undefined): Candidate<Value> => ({
    source: 'config',
    where: `profiles.${profile?.name ?? ''}.${key}`,
    value,
  });
  const fromManifest = <Value>(value: Value | undefined): Candidate<Value> => ({
    source: 'manifest',
    where: `manifest ${manifest?.given ?? ''}`,
    value,
  });
  const byDefault = <Value>(value: Value): Candidate<Value> => ({
    source: 'default',
    where: 'default',
    value,
  });
  const content = manifest?.content;
  const id = pick('client id', [
    { source: 'flag', where: '--client-id', value: clientIdFlag },
    { source: 'environment', where: 'DDOAUTH_CLIENT_ID', value: clientIdVariable },
    fromConfig('clientId', own?.clientId),
    fromManifest(content?.clientId),
  ]);
  if (id === undefined) return { client: null, entries: [], notices: [] };
  if (!/^[\x21-\x7e]+$/.test(id.picked.value)) {
    throw new ToolError('usage.flag', `${id.picked.where}: a client id has no spaces`);
  }
  const kind = pick<ClientSettings['kind']>('kind', [
    fromConfig('kind', own?.kind),
    fromManifest(content?.kind),
    byDefault('test'),
  ]);
  const name = pick('name', [fromConfig('name', own?.name), fromManifest(content?.name)]);
  const onboardingUrl = pick('onboarding URL', [
    fromConfig('onboardingUrl', own?.onboardingUrl),
    fromManifest(content?.onboardingUrl),
  ]);
  const redirectUris = pick<readonly string[]>('redirect URIs', [
    fromConfig('redirectUris', own?.redirectUris),
    fromManifest(content?.redirectUris),
  ]);
  const scopes = pick<readonly string[]>('scopes', [
    fromConfig('scopes', own?.scopes),
    fromManifest(content?.scopes),
  ]);
  return {
    client: {
      kind: kind?.picked.value ?? 'test',
      clientId: id.picked.value,
      ...(own?.stage === undefined ? {} : { stage: own.stage }),
      ...(name === undefined ? {} : { name: name.picked.value }),
      redirectUris: redirectUris?.picked.value ?? [],
      ...(onboardingUrl === undefined ? {} : { onboardingUrl: onboardingUrl.picked.value }),
      scopes: scopes?.picked.value ?? [],
      ...(manifest === undefined ? {} : { manifest: manifest.given }),
    },
    entries: [id, kind, name, onboardingUrl, redirectUris, scopes].flatMap(
      (choice) => choice?.entry ?? [],
    ),
    notices: content?.notices ?? [],
  };
}
