import { placeOf } from './config-secrets.ts';
import { isObject } from './read-json-file.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An object of a manifest that describes a client. */
export interface ManifestEntry {
  /** Where it stands: `integration`, `clients[1]`; empty when it is the whole file. */
  readonly place: string;
  /** The same as keys and indexes. */
  readonly keys: readonly (string | number)[];
  readonly fields: Fields;
}

/** The entries of a manifest, and the places of what is none. */
export interface ManifestEntries {
  readonly entries: readonly ManifestEntry[];
  readonly others: readonly string[];
}

/** Members that Datadog's manifests of clients have. */
export const MANIFEST_FIELDS: readonly string[] = [
  'id',
  'client_id',
  'name',
  'description',
  'client_role',
  'onboarding_url',
  'redirect_uris',
  'scopes',
];

/** Members that only the description of a client has. */
const TELLING = ['client_id', 'redirect_uris', 'onboarding_url', 'client_role'];

/** Members that together with an `id` make a client. */
const SUPPORTING = ['scopes', 'name', 'description'];

function describesClient(value: Fields): boolean {
  const has = (name: string): boolean => Object.hasOwn(value, name);
  return TELLING.some(has) || (has('id') && SUPPORTING.some(has));
}

/** How deep entries may stand: `{"clients": {"prod": {…}}}`. */
const DEEPEST = 2;

function collect(
  value: unknown,
  keys: readonly (string | number)[],
  found: { entries: ManifestEntry[]; others: string[] },
): void {
  if (isObject(value) && describesClient(value)) {
    found.entries.push({ place: placeOf(keys), keys, fields: value });
    return;
  }
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  const before = found.entries.length;
  if (keys.length < DEEPEST) {
    for (const [key, member] of members) collect(member, [...keys, key], found);
  }
  if (found.entries.length === before && keys.length === 1) found.others.push(placeOf(keys));
}

/**
 * Finds the clients in a manifest. Published ones hold `{"integration": {…}}`; other keys, lists, one
 * more level, and a client without any wrapping are taken too.
 */
export function manifestEntries(json: unknown): ManifestEntries {
  const found: { entries: ManifestEntry[]; others: string[] } = { entries: [], others: [] };
  collect(json, [], found);
  // An `integration` that has none of the members is still meant to be the client.
  if (found.entries.length === 0 && isObject(json) && isObject(json['integration'])) {
    const entry = { place: 'integration', keys: ['integration'], fields: json['integration'] };
    return { entries: [entry], others: [] };
  }
  return found;
}
