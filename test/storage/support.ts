import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock, Keychain } from '../../src/host/host.ts';
import { nodeClock } from '../../src/host/node/clock.ts';
import { ToolError } from '../../src/errors.ts';
import { openStore, type OpenStoreOptions, type SecretStore } from '../../src/storage/store.ts';

export const random = { bytes: (length: number): Uint8Array => randomBytes(length) };

/** A clock on which waits pass twenty times as fast. */
export const fastClock: Clock = {
  ...nodeClock,
  sleep: (ms, signal) => nodeClock.sleep(ms / 20, signal),
};

/** A folder of this test, removed at its end. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ddoauth-storage-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A store with what was told about it. */
export interface OpenedStore {
  readonly store: SecretStore;
  readonly notices: string[];
}

/** Opens a store in `folder`; the keychain is missing unless given. */
export async function openIn(
  folder: string,
  options: Partial<OpenStoreOptions> = {},
): Promise<OpenedStore> {
  const notices: string[] = [];
  const store = await openStore({
    mode: undefined,
    folder,
    namespace: 'datadog',
    keychain: noKeychain(),
    clock: nodeClock,
    random,
    pid: process.pid,
    hostname: hostname(),
    onNotice: (line) => notices.push(line),
    ...options,
  });
  return { store, notices };
}

/** A new opener that fails at import. New each time, since what was found is kept for the run. */
export function noKeychain(): () => Promise<Keychain> {
  return async () => {
    throw new Error('libsecret-1.so.0: cannot open shared object file');
  };
}

/** A keychain in memory, with the ways in which real ones misbehave. */
export interface FakeKeychain {
  readonly open: () => Promise<Keychain>;
  readonly items: Map<string, string>;
  /** Locked: reads find nothing, writes are refused. */
  locked: boolean;
  /** Calls never settle. */
  hangs: boolean;
  /** Calls so far, by kind. */
  readonly calls: string[];
  /** Throws before or hooks into a call. */
  before: (kind: string, account: string) => void;
}

export function fakeKeychain(items = new Map<string, string>()): FakeKeychain {
  const call = async <T>(
    kind: string,
    service: string,
    account: string,
    work: (key: string) => T,
  ) => {
    fake.calls.push(kind);
    if (fake.hangs) await new Promise(() => undefined);
    fake.before(kind, account);
    return work(`${service}\n${account}`);
  };
  const keychain: Keychain = {
    get: (service, account) =>
      call('get', service, account, (key) => (fake.locked ? null : (items.get(key) ?? null))),
    set: (service, account, value) =>
      call('set', service, account, (key) => {
        if (fake.locked) throw new Error('Cannot create an item in a locked collection');
        if (value === '') throw new Error('Password is required.');
        if (Buffer.byteLength(value) > 2_560) throw new Error('The stub received bad data.');
        items.set(key, value);
      }),
    delete: (service, account) =>
      call('delete', service, account, (key) => !fake.locked && items.delete(key)),
  };
  const fake: FakeKeychain = {
    open: async () => keychain,
    items,
    locked: false,
    hangs: false,
    calls: [],
    before: () => undefined,
  };
  return fake;
}

/** Opens a store with this keychain. A new opener is a new run: what was found before does not count. */
export function openWith(folder: string, fake: FakeKeychain, mode?: string): Promise<OpenedStore> {
  return openIn(folder, { mode, keychain: () => fake.open(), clock: fastClock });
}

/** Accounts in a fake keychain, without the service. */
export function accounts(fake: FakeKeychain): string[] {
  return [...fake.items.keys()].map((key) => key.split('\n')[1] ?? '').sort();
}

/** The code of the ToolError a promise rejects with; anything else fails the test. */
export async function codeOfRejection(promise: Promise<unknown>): Promise<string> {
  return (await toolErrorOf(promise)).code;
}

/** The ToolError a promise rejects with; anything else fails the test. */
export async function toolErrorOf(promise: Promise<unknown>): Promise<ToolError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('it did not reject');
}

/** Every file and folder below `folder`, relative, sorted. */
export async function everythingIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}
