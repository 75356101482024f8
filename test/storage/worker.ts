import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Keychain } from '../../src/host/host.ts';
import { nodeClock } from '../../src/host/node/clock.ts';
import { openNodeKeychain } from '../../src/host/node/keychain.ts';
import { ToolError } from '../../src/errors.ts';
import { createLock } from '../../src/storage/lock.ts';
import { identify } from '../../src/storage/owner.ts';
import { openStore, type SecretStore } from '../../src/storage/store.ts';

/**
 * What the tests run in processes of their own: `worker.mjs TASK [ARGUMENT…]`. Prints one line of JSON
 * for each thing it was asked for.
 */
const [task, ...args] = process.argv.slice(2);
const random = { bytes: (length: number): Uint8Array => randomBytes(length) };

function say(words: unknown): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}

async function open(
  folder: string,
  keychain: () => Promise<Keychain>,
  mode: string | undefined,
): Promise<SecretStore> {
  return openStore({
    mode,
    folder,
    namespace: 'datadog',
    keychain,
    clock: nodeClock,
    random,
    pid: process.pid,
    hostname: hostname(),
    onNotice: (notice) => say({ notice }),
  });
}

/** Takes the lock again and again; each time it writes the next number into a log. */
async function count(folder: string, log: string): Promise<void> {
  const self = identify(process.pid, hostname());
  const withLock = createLock({ folder, clock: nodeClock, random, self: () => self });
  for (;;) {
    await withLock('count', async () => {
      appendFileSync(log, `enter ${process.pid}\n`);
      const last =
        readFileSync(log, 'utf8')
          .match(/^value \d+/gm)
          ?.at(-1) ?? 'value 0';
      await nodeClock.sleep(Math.random() * 3);
      appendFileSync(log, `value ${Number(last.slice(6)) + 1} ${process.pid}\n`);
      appendFileSync(log, `leave ${process.pid}\n`);
    });
  }
}

/** Sets `count` entries of its own, or goes on for ever. */
async function setMany(folder: string, name: string, times: string): Promise<void> {
  const store = await open(folder, openNodeKeychain, 'file');
  for (let index = 0; index < Number(times); index += 1) {
    await store.set(`${name}/${index % 40}`, `${index} ${'x'.repeat(2_000)}`);
  }
}

/** Holds a lock until it is killed. */
async function hold(folder: string, name: string): Promise<void> {
  const store = await open(folder, openNodeKeychain, 'file');
  await store.withLock(name, async () => {
    say({ holding: process.pid });
    await nodeClock.sleep(600_000);
  });
}

/** Runs operations on a store, each an argument in JSON: `["set", "id", "value"]`. */
async function operate(folder: string, mode: string, ...operations: string[]): Promise<void> {
  const store = await open(folder, openNodeKeychain, mode === 'auto' ? undefined : mode);
  say({ kind: store.kind, where: store.where });
  for (const operation of operations) {
    const [method, id = '', value = ''] = JSON.parse(operation);
    try {
      if (method === 'set') say({ set: (await store.set(id, value), true) });
      if (method === 'get') say({ get: (await store.get(id)) ?? null });
      if (method === 'delete') say({ delete: await store.delete(id) });
      if (method === 'list') say({ list: await store.list(id) });
      if (method === 'assertWritable')
        say({ assertWritable: (await store.assertWritable(), true) });
    } catch (error) {
      say({ error: error instanceof ToolError ? error.code : String(error) });
    }
  }
}

/** Uses the keychain and then has nothing more to do: the process ends by itself, or hangs. */
async function useAndEnd(folder: string): Promise<void> {
  await operate(folder, 'keychain', '["set","id","value"]', '["get","id"]', '["delete","id"]');
}

const TASKS: Readonly<Record<string, (...args: string[]) => Promise<void>>> = {
  count,
  setMany,
  hold,
  operate,
  useAndEnd,
};

try {
  await TASKS[task ?? '']?.(...args);
} catch (error) {
  say({ error: error instanceof ToolError ? error.code : String(error) });
  process.exitCode = 9;
}
// As the program itself ends: at once, whatever still hangs.
if (task !== 'useAndEnd') process.stdout.write('', () => process.exit());
