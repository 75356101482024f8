import type { Random } from '../host/host.ts';
import { ToolError, messageOf } from '../errors.ts';
import { prefixed, type WithLock } from './gate.ts';
import { keychainLocked, type GuardedKeychain } from './guarded-keychain.ts';
import type { IndexEntry } from './keychain-index.ts';
import { deleteParts, newGeneration, readValue, writeValue } from './keychain-items.ts';
import { LONGEST_ITEM_BYTES, splitValue } from './keychain-parts.ts';
import { proveKeychain } from './keychain-probe.ts';
import type { PrivateMap } from './private-json.ts';
import type { SecretStore } from './secret-store.ts';

/** How the store names itself to people. */
export const KEYCHAIN_NAME = 'OS keychain';

/** What the keychain store works with. */
export interface KeychainStoreParts {
  readonly keychain: GuardedKeychain;
  readonly index: PrivateMap<IndexEntry>;
  readonly withLock: WithLock;
  readonly random: Random;
  readonly onNotice: (line: string) => void;
}

/** Keeps secrets in the OS keychain: account = id, beside an index of the ids on disk. */
export function createKeychainStore(parts: KeychainStoreParts): SecretStore {
  const { keychain, index, withLock } = parts;
  const alone = <T>(work: () => Promise<T>): Promise<T> => withLock('keychain', work);
  return {
    kind: 'keychain',
    where: KEYCHAIN_NAME,
    onNotice: parts.onNotice,
    get: async (id) => {
      const value = await readValue(keychain, id);
      if (value !== null) return value;
      if ((await index.read()).get(id)?.state !== 'stored') return undefined;
      return alone(() => lookAgain(parts, id));
    },
    set: (id, value) => alone(() => save(parts, id, value)),
    delete: (id) => alone(() => remove(parts, id)),
    list: (prefix) => list(parts, prefix),
    assertWritable: async () => {
      await index.assertWritable();
      const cause = await refusal(parts, LONGEST_ITEM_BYTES);
      if (cause !== undefined) throw cause;
    },
    withLock: prefixed(withLock, 'run'),
  };
}

/** Why the keychain does not take a value now; `undefined` when it does. */
async function refusal(
  { keychain, random }: KeychainStoreParts,
  bytes: number,
): Promise<ToolError | undefined> {
  try {
    const one = {
      get: (_: string, account: string) => keychain.get(account),
      set: (_: string, account: string, value: string) => keychain.set(account, value),
      delete: (_: string, account: string) => keychain.delete(account),
    };
    await proveKeychain(one, '', random, bytes);
    return undefined;
  } catch (error) {
    return error instanceof ToolError ? error : keychainLocked(messageOf(error));
  }
}

/**
 * An item that should be there is not: either the keychain is locked, or somebody took the item out
 * with another program. Only a keychain that can be written is unlocked.
 */
async function lookAgain(parts: KeychainStoreParts, id: string): Promise<string | undefined> {
  const { keychain, index, onNotice } = parts;
  const cause = await refusal(parts, 32);
  if (cause !== undefined) throw keychainLocked(`"${id}" rests in it and is not given out`);
  const value = await readValue(keychain, id);
  if (value !== null) return value;
  const dropped = await index.update((entries) => entries.delete(id));
  if (dropped) onNotice(`"${id}" was removed from the ${KEYCHAIN_NAME} by another program.`);
  return undefined;
}

async function save(parts: KeychainStoreParts, id: string, value: string): Promise<void> {
  const { keychain, index, random } = parts;
  const split = splitValue(value, newGeneration(random));
  const known = (await index.read()).get(id);
  const added = split.generation === undefined ? {} : { [split.generation]: split.parts.length };
  await put(index, id, {
    state: known?.state ?? 'unsettled',
    parts: { ...known?.parts, ...added },
  });
  await writeValue(keychain, id, split);
  const left = await deleteParts(keychain, id, known?.parts ?? {});
  await put(index, id, { state: 'stored', parts: { ...left, ...added } });
}

async function remove(parts: KeychainStoreParts, id: string): Promise<boolean> {
  const { keychain, index } = parts;
  const known = (await index.read()).get(id);
  if (known === undefined) return keychain.delete(id);
  await put(index, id, { ...known, state: 'unsettled' });
  const deleted = await keychain.delete(id);
  const cause = deleted ? undefined : await refusal(parts, 32);
  if (cause !== undefined) {
    await put(index, id, known);
    throw keychainLocked(`"${id}" rests in it and cannot be deleted`);
  }
  const left = await deleteParts(keychain, id, known.parts);
  if (Object.keys(left).length > 0) await put(index, id, { state: 'unsettled', parts: left });
  else await index.update((entries) => entries.delete(id));
  return deleted;
}

async function list({ keychain, index }: KeychainStoreParts, prefix: string): Promise<string[]> {
  const found: string[] = [];
  for (const [id, entry] of await index.read()) {
    if (!id.startsWith(prefix)) continue;
    if (entry.state === 'stored' || (await keychain.get(id)) !== null) found.push(id);
  }
  return found.sort();
}

async function put(index: PrivateMap<IndexEntry>, id: string, entry: IndexEntry): Promise<void> {
  await index.update((entries) => {
    if (JSON.stringify(entries.get(id)) === JSON.stringify(entry)) return false;
    entries.set(id, entry);
    return true;
  });
}

/**
 * Stands for a keychain that cannot be used now and holds secrets of ours: what rests there is locked,
 * not missing, and nothing new is put elsewhere, where it would be missed later.
 */
export function createLockedStore({
  index,
  reason,
  withLock,
  onNotice,
}: Omit<KeychainStoreParts, 'keychain' | 'random'> & { readonly reason: string }): SecretStore {
  const refuse = (): never => {
    throw keychainLocked(reason);
  };
  return {
    kind: 'keychain',
    where: KEYCHAIN_NAME,
    onNotice,
    get: async (id) => ((await index.read()).has(id) ? refuse() : undefined),
    set: async () => refuse(),
    delete: async (id) => ((await index.read()).has(id) ? refuse() : false),
    list: async (prefix) =>
      [...(await index.read()).keys()].filter((id) => id.startsWith(prefix)).sort(),
    assertWritable: async () => refuse(),
    withLock: prefixed(withLock, 'run'),
  };
}
