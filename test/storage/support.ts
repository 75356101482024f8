import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { Clock, Keychain } from '../../src/host/host.ts';
import { nodeClock } from '../../src/host/node/clock.ts';
import { ToolError } from '../../src/errors.ts';
import { openStore, type OpenStoreOptions, type SecretStore } from '../../src/storage/store.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

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

/** Builds `test/storage/worker.ts` into a folder from which the project's packages are found. */
export async function buildWorker(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ddoauth-worker-'));
  await mkdir(join(folder, 'dist'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const path = join(folder, 'dist/worker.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** How a process ended and what it printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** A process under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts a process; `command` is its program and arguments. */
export function start(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const [program = '', ...args] = command;
  const startedAt = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      const durationMs = performance.now() - startedAt;
      output.then(([stdout, stderr]) => done({ code, signal, stdout, stderr, durationMs }), failed);
    });
  });
  return { child, ended };
}
