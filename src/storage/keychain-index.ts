import { join } from 'node:path';
import type { FileContext } from './context.ts';
import type { WithLock } from './gate.ts';
import { isObject, openPrivateMap, type PrivateMap } from './private-json.ts';
import type { Namespace } from './secret-store.ts';

/**
 * What we put into the keychain, without any value: a locked keyring answers "no such item" for an
 * item it has, and only this tells the two apart.
 */
export interface IndexEntry {
  /** `unsettled` from before a first write, or before a deletion, until the keychain has done it. */
  readonly state: 'stored' | 'unsettled';
  /** Generations of a value in parts that may be in the keychain, each with its number of parts. */
  readonly parts: Readonly<Record<string, number>>;
}

/** File name of the index of each namespace. */
const FILE_NAMES: Readonly<Record<Namespace, string>> = {
  datadog: 'keychain-index.json',
  simulator: 'keychain-index.simulator.json',
};

/** Opens the index. Nothing is read or made yet. */
export function openKeychainIndex(
  context: FileContext,
  namespace: Namespace,
  withLock: WithLock,
): PrivateMap<IndexEntry> {
  return openPrivateMap(context, {
    path: join(context.folder, FILE_NAMES[namespace]),
    format: { member: 'items', isEntry: isIndexEntry },
    withLock,
  });
}

function isIndexEntry(value: unknown): value is IndexEntry {
  if (!isObject(value) || !isObject(value['parts'])) return false;
  const counts = Object.values(value['parts']);
  const known = value['state'] === 'stored' || value['state'] === 'unsettled';
  return known && counts.every((count) => Number.isInteger(count));
}
