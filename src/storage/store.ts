import { join } from 'node:path';
import type { Clock, Random } from '../host/host.ts';
import { ToolError } from '../errors.ts';
import type { FileContext } from './context.ts';
import { createFileStore, sweepFileStore } from './file-store.ts';
import { prefixed, type WithLock } from './gate.ts';
import { guardKeychain } from './guarded-keychain.ts';
import { openKeychainIndex } from './keychain-index.ts';
import { probeKeychain, type OpenKeychain } from './keychain-probe.ts';
import { createKeychainStore, createLockedStore } from './keychain-store.ts';
import { createLayeredStore } from './layered-store.ts';
import { createLock, sweepCandidates } from './lock.ts';
import { createMemoryStore } from './memory-store.ts';
import { identify } from './owner.ts';
import { ensurePrivateFolder } from './private-folder.ts';
import type { Namespace, SecretStore } from './secret-store.ts';

export type { SecretStore };

/** Values of `DDOAUTH_STORE`. */
export const STORE_MODES = ['keychain', 'file', 'memory'] as const;

/** What a store is opened with. */
export interface OpenStoreOptions {
  /** `DDOAUTH_STORE` as it stands; unset or empty picks the keychain, else the file. */
  readonly mode: string | undefined;
  /** The data folder, absolute; see `dataFolder`. */
  readonly folder: string;
  readonly namespace: Namespace;
  readonly keychain: OpenKeychain;
  readonly clock: Clock;
  readonly random: Random;
  readonly pid: number;
  readonly hostname: string;
  /** Takes one line for the user, without line end. The same line comes once. */
  readonly onNotice: (line: string) => void;
}

/** Service under which each namespace's items stand in the keychain. */
const SERVICES: Readonly<Record<Namespace, string>> = {
  datadog: 'ddoauth',
  simulator: 'ddoauth (simulator)',
};

/**
 * Opens the place where secrets rest: the OS keychain when it proves to work within 3 s, else a file,
 * with a notice that says why. Makes nothing on disk yet.
 * @throws ToolError `usage.flag` for a mode that does not exist, `store.unusable` when the keychain is
 * demanded and cannot be used, `store.failed` when its index cannot be read
 * @see design §6, state at rest
 */
export async function openStore(options: OpenStoreOptions): Promise<SecretStore> {
  const { folder, namespace, clock, random } = options;
  const mode = STORE_MODES.find((each) => each === options.mode);
  if (mode === undefined && options.mode) {
    throw new ToolError('usage.flag', `DDOAUTH_STORE: "${options.mode}" is no kind of store`, {
      hint: `It is one of ${STORE_MODES.join(', ')}, or unset`,
    });
  }
  const onNotice = eachOnce(options.onNotice);
  if (mode === 'memory') return createMemoryStore(clock, onNotice);

  const context: FileContext = {
    folder,
    clock,
    random,
    self: once(() => identify(options.pid, options.hostname)),
    onNotice,
  };
  const withLock = folderLock(context, namespace);
  const file = createFileStore(context, namespace, withLock);
  await sweepFileStore(context, namespace);
  if (mode === 'file') return file;

  const service = SERVICES[namespace];
  const probed = await probeKeychain(options.keychain, { service, clock, random });
  if (probed.keychain === undefined && mode === 'keychain') {
    throw new ToolError('store.unusable', `The OS keychain cannot be used: ${probed.reason}`, {
      hint: 'Unlock or start it, or leave DDOAUTH_STORE unset',
    });
  }
  const index = openKeychainIndex(context, namespace, withLock);
  if (probed.keychain === undefined) {
    const kept = (await index.read()).size;
    if (kept === 0) {
      onNotice(
        `Secrets rest in ${file.where} (only you can read it): ` +
          `the OS keychain cannot be used, ${probed.reason}.`,
      );
      return file;
    }
    onNotice(
      `The OS keychain cannot be used (${probed.reason}), and ${kept} entries rest in it: ` +
        'unlock it, or set DDOAUTH_STORE=file to begin anew.',
    );
    return createLayeredStore(
      createLockedStore({ index, reason: probed.reason, withLock, onNotice }),
      file,
    );
  }
  const store: SecretStore = {
    ...createKeychainStore({
      keychain: guardKeychain(probed.keychain, service, clock),
      index,
      withLock,
      random,
      onNotice,
    }),
    spare: file,
  };
  const inFile = (await file.list('')).length;
  if (inFile === 0) return store;
  onNotice(
    `${inFile} entries still rest in ${file.where}; each moves to the OS keychain when it is next saved.`,
  );
  return createLayeredStore(store, file);
}

/** Locks of this folder and namespace. The first use makes sure of the folder and sweeps it. */
function folderLock(context: FileContext, namespace: Namespace): WithLock {
  const folder = join(context.folder, 'locks');
  const lock = createLock({ ...context, folder });
  const swept = once(async () => sweepCandidates(folder, await context.self()));
  return async (name, work, options) => {
    await ensurePrivateFolder(context.folder, context.onNotice);
    await swept();
    return prefixed(lock, namespace)(name, work, options);
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

function eachOnce(onNotice: (line: string) => void): (line: string) => void {
  const seen = new Set<string>();
  return (line) => {
    if (seen.has(line)) return;
    seen.add(line);
    onNotice(line);
  };
}
