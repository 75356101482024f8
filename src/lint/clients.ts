import { dirname, resolve } from 'node:path';
import { manifestEntries } from '../settings/manifest-entries.ts';
import { memberOf, nodeAt, plainValue, type JsonNode } from './json-tree.ts';
import type { LintFile } from './lint-file.ts';

/** A text of a file and where it stands. */
export interface LintText {
  readonly value: string;
  readonly node: JsonNode;
}

/** An OAuth client as a manifest or a profile of a config describes it. */
export interface LintClient {
  readonly file: LintFile;
  readonly node: JsonNode;
  readonly source: 'manifest' | 'profile';
  /**
   * A manifest describes a published client, unless only test profiles name it. `undefined` for a
   * profile that does not say.
   */
  readonly kind: 'test' | 'published' | 'public' | undefined;
  /** Name of the profile, or the client's own name. */
  readonly label: string;
  readonly id?: LintText;
  readonly name?: LintText;
  readonly description?: LintText;
  readonly onboardingUrl?: LintText;
  readonly redirectUris: readonly LintText[];
  readonly scopes: readonly LintText[];
  /** Of a profile. */
  readonly manifestPath?: LintText;
  /** The client in the manifest that the profile names, if that was read. */
  readonly manifest?: LintClient;
}

function textOf(node: JsonNode | undefined): LintText | undefined {
  return typeof node?.value === 'string' && node.kind === 'string'
    ? { value: node.value, node }
    : undefined;
}

function textsOf(node: JsonNode | undefined): readonly LintText[] {
  return (node?.items ?? []).flatMap((item) => textOf(item) ?? []);
}

function fieldsOf(node: JsonNode, names: Readonly<Record<'id' | 'url' | 'uris', string>>) {
  const field = (name: string): JsonNode | undefined => memberOf(node, name)?.value;
  const id = textOf(field(names.id)) ?? textOf(field('client_id'));
  const name = textOf(field('name'));
  const description = textOf(field('description'));
  const onboardingUrl = textOf(field(names.url));
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(onboardingUrl === undefined ? {} : { onboardingUrl }),
    redirectUris: textsOf(field(names.uris)),
    scopes: textsOf(field('scopes')),
  };
}

/** The clients of a manifest. */
export function manifestClients(file: LintFile, kind: LintClient['kind']): LintClient[] {
  if (file.root === undefined) return [];
  const { root } = file;
  return manifestEntries(plainValue(root)).entries.flatMap(({ keys, place }) => {
    const node = nodeAt(root, keys);
    if (node === undefined) return [];
    const fields = fieldsOf(node, { id: 'id', url: 'onboarding_url', uris: 'redirect_uris' });
    return {
      file,
      node,
      source: 'manifest' as const,
      kind,
      label: fields.name?.value ?? place,
      ...fields,
    };
  });
}

/** The members of a config's `profiles`. */
export function profileNodes(
  file: LintFile,
): readonly { readonly name: string; readonly node: JsonNode }[] {
  const profiles = memberOf(file.root, 'profiles')?.value;
  return (profiles?.members ?? []).map(({ key, value }) => ({ name: key, node: value }));
}

/** Absolute path of the manifest a profile names; `undefined` when it names none. */
export function manifestOf(file: LintFile, profile: JsonNode): string | undefined {
  const given = textOf(memberOf(profile, 'manifest')?.value)?.value;
  if (given === undefined || given === '' || file.path === undefined) return undefined;
  return resolve(dirname(file.path), given);
}

function kindOf(node: JsonNode): LintClient['kind'] {
  const kind = memberOf(node, 'kind')?.value.value;
  if (kind === 'test' || kind === 'published' || kind === 'public') return kind;
  return memberOf(node, 'manifest') === undefined ? undefined : 'published';
}

/** The clients of manifests by path and, within one, by id; the first of each. */
interface ByPath {
  readonly first: LintClient;
  readonly byId: Map<string, LintClient>;
}

function byPath(manifests: readonly LintClient[]): Map<string, ByPath> {
  const found = new Map<string, ByPath>();
  for (const client of manifests) {
    const { path } = client.file;
    if (path === undefined) continue;
    const there = found.get(path) ?? { first: client, byId: new Map<string, LintClient>() };
    found.set(path, there);
    const id = client.id?.value;
    if (id !== undefined && !there.byId.has(id)) there.byId.set(id, client);
  }
  return found;
}

/** The clients of a config's profiles. */
function profileClients(file: LintFile, manifests: ReadonlyMap<string, ByPath>): LintClient[] {
  return profileNodes(file).map(({ name, node }) => {
    const fields = fieldsOf(node, { id: 'clientId', url: 'onboardingUrl', uris: 'redirectUris' });
    const path = manifestOf(file, node);
    const there = path === undefined ? undefined : manifests.get(path);
    const manifest = there?.byId.get(fields.id?.value ?? '') ?? there?.first;
    const manifestPath = textOf(memberOf(node, 'manifest')?.value);
    return {
      file,
      node,
      source: 'profile' as const,
      kind: kindOf(node),
      label: name,
      ...fields,
      ...(manifestPath === undefined ? {} : { manifestPath }),
      ...(manifest === undefined ? {} : { manifest }),
    };
  });
}

/** Every client of some files, file by file. */
export function clientsOf(files: readonly LintFile[]): LintClient[] {
  const configs = files.filter(({ kind }) => kind === 'config');
  const manifests = files
    .filter(({ kind }) => kind === 'manifest')
    .flatMap((file) => {
      const kinds = configs.flatMap((config) =>
        profileNodes(config)
          .filter(({ node }) => file.path !== undefined && manifestOf(config, node) === file.path)
          .map(({ node }) => kindOf(node)),
      );
      const onlyTest = kinds.length > 0 && kinds.every((kind) => kind === 'test');
      return manifestClients(file, onlyTest ? 'test' : 'published');
    });
  const known = byPath(manifests);
  const profiles = configs.flatMap((file) => profileClients(file, known));
  return files.flatMap((file) => [...manifests, ...profiles].filter((each) => each.file === file));
}

/** Every URL of a client that a browser goes to, the onboarding URL first. */
export function urlsOf(client: LintClient): readonly LintText[] {
  return [
    ...(client.onboardingUrl === undefined ? [] : [client.onboardingUrl]),
    ...client.redirectUris,
  ];
}

/** Registered redirect URIs: the profile's own, else those of its manifest. */
export function registeredUris(client: LintClient): readonly LintText[] {
  return client.redirectUris.length > 0
    ? client.redirectUris
    : (client.manifest?.redirectUris ?? []);
}

/** Whether a client can be authorized by others than its makers, so that nothing of a test may be in it. */
export function isPublished({ kind }: LintClient): boolean {
  return kind === 'published';
}
