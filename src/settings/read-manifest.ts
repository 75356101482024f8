import { ToolError } from '../errors.ts';
import { nearest } from '../sites/nearest.ts';
import { findSecret } from './config-secrets.ts';
import { MANIFEST_FIELDS, manifestEntries, type ManifestEntry } from './manifest-entries.ts';
import { readJsonFile } from './read-json-file.ts';

/** A client as `assets/oauth_clients.json` of Datadog's integrations repositories describes it. */
export interface Manifest {
  readonly clientId: string;
  readonly name?: string;
  readonly onboardingUrl?: string;
  /** As registered, byte for byte and in the file's order; empty when the file has none. */
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly kind: 'published';
  /** What was passed over or is odd, a line each. */
  readonly notices: readonly string[];
}

/** Reads the members of one entry; every complaint names file and member. */
function fieldReader(entry: ManifestEntry, shown: string) {
  const placeOfField = (field: string): string =>
    entry.place === '' ? field : `${entry.place}.${field}`;
  const fail = (field: string, reason: string): ToolError =>
    new ToolError('usage.manifest', `${shown}: ${placeOfField(field)}: ${reason}`);
  const text = (field: string): string | undefined => {
    const value = Object.hasOwn(entry.fields, field) ? entry.fields[field] : undefined;
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw fail(field, 'must be a string');
    if (value.trim() === '') throw fail(field, 'must not be empty');
    return value;
  };
  const texts = (field: string): readonly string[] | undefined => {
    const value = Object.hasOwn(entry.fields, field) ? entry.fields[field] : undefined;
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw fail(field, 'must be a list of strings');
    return value.map((item: unknown, index) => {
      if (typeof item !== 'string') throw fail(`${field}[${String(index)}]`, 'must be a string');
      if (item.trim() === '') throw fail(`${field}[${String(index)}]`, 'must not be empty');
      return item;
    });
  };
  return { placeOfField, fail, text, texts };
}

function idOf(entry: ManifestEntry, shown: string): string | undefined {
  const { text, fail } = fieldReader(entry, shown);
  const id = text('id');
  const clientId = text('client_id');
  if (id !== undefined && clientId !== undefined && id !== clientId) {
    throw fail('client_id', 'differs from id');
  }
  const found = clientId ?? id;
  if (found !== undefined && !/^[\x21-\x7e]+$/.test(found)) {
    throw fail(clientId === undefined ? 'id' : 'client_id', 'must have no spaces');
  }
  return found;
}

function describe(entry: ManifestEntry, shown: string): string {
  const { name } = entry.fields;
  const label = typeof name === 'string' ? ` (${name})` : '';
  return `${idOf(entry, shown) ?? 'one without id'}${label}`;
}

function chooseEntry(
  entries: readonly ManifestEntry[],
  clientId: string | undefined,
  shown: string,
): ManifestEntry {
  const [first, ...others] = entries;
  if (first === undefined) {
    throw new ToolError('usage.manifest', `${shown}: no OAuth client in it: integration: missing`, {
      hint: 'Expected: {"integration": {"id", "name", "onboarding_url", "redirect_uris", "scopes"}}',
    });
  }
  if (others.length === 0) return first;
  const match = entries.find((entry) => idOf(entry, shown) === clientId);
  if (clientId !== undefined && match !== undefined) return match;
  const ids = entries.flatMap((entry) => idOf(entry, shown) ?? []);
  const guess = clientId === undefined ? undefined : nearest(clientId, ids);
  const problem =
    clientId === undefined
      ? 'several clients and none was named'
      : `no client ${clientId}${guess === undefined ? '' : ` (did you mean ${guess}?)`}`;
  const list = entries.map((entry) => describe(entry, shown)).join(', ');
  throw new ToolError('usage.manifest', `${shown}: ${problem}. It has: ${list}`, {
    hint: 'Name one with --client-id.',
  });
}

/**
 * Reads a manifest that was parsed from JSON.
 * @param clientId Which client is meant, if the file has several; also the id of a client whose
 * manifest has none yet. A single client with another id is taken all the same, with a notice.
 * @throws ToolError `usage.manifest` that names file and field.
 */
export function parseManifest(json: unknown, shown: string, clientId?: string): Manifest {
  const secret = findSecret(json);
  if (secret !== undefined) {
    throw new ToolError(
      'usage.manifest',
      `${shown}: ${secret.place} does not belong here: ${secret.advice}`,
    );
  }
  const { entries, others } = manifestEntries(json);
  const entry = chooseEntry(entries, clientId, shown);
  const { text, texts, fail, placeOfField } = fieldReader(entry, shown);
  const ownId = idOf(entry, shown);
  const id = ownId ?? clientId;
  if (id === undefined) throw fail('id', 'missing');
  const name = text('name');
  const onboardingUrl = text('onboarding_url');
  const redirectUris = texts('redirect_uris');
  const scopes = texts('scopes');
  const role = text('client_role');
  const notices = [
    ...(clientId !== undefined && ownId !== undefined && ownId !== clientId
      ? [`${placeOfField('id')} is ${ownId}, not ${clientId}`]
      : []),
    ...(redirectUris?.length ? [] : [`${placeOfField('redirect_uris')}: none`]),
    ...(scopes?.length ? [] : [`${placeOfField('scopes')}: none`]),
    ...(role === undefined || role === 'integration'
      ? []
      : [`${placeOfField('client_role')}: ${role} instead of integration`]),
    ...Object.keys(entry.fields)
      .filter((field) => !MANIFEST_FIELDS.includes(field))
      .map((field) => `${placeOfField(field)}: unknown field, passed over`),
    ...others.map((place) => `${place}: describes no client, passed over`),
  ];
  return {
    clientId: id,
    ...(name === undefined ? {} : { name }),
    ...(onboardingUrl === undefined ? {} : { onboardingUrl }),
    redirectUris: redirectUris ?? [],
    scopes: scopes ?? [],
    kind: 'published',
    notices: notices.map((notice) => `${shown}: ${notice}`),
  };
}

/**
 * Reads a manifest file.
 * @param file `path` absolute, `shown` as messages name it.
 * @throws ToolError `usage.manifest`
 */
export function readManifest(
  file: { readonly path: string; readonly shown: string },
  clientId?: string,
): Manifest {
  return parseManifest(readJsonFile({ ...file, code: 'usage.manifest' }), file.shown, clientId);
}
