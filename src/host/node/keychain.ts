import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Keychain } from '../host.ts';

/**
 * A call that takes longer than this, in milliseconds, ends the helper: whoever asked has long stopped
 * waiting, and a pending call would keep the process alive.
 */
const HELPER_PATIENCE_MS = 10_000;

/** How long a write under way may still take when the parent is gone, in milliseconds. */
const LAST_WRITE_MS = 3_000;

/**
 * The helper's program. It takes `{ id, method, args }` and answers `{ id, result }` or `{ id, error }`;
 * its first words are `{ ready }` or `{ failed }`. Ctrl-C is the parent's business: a write under way
 * must not be cut off.
 */
const HELPER = `
'use strict';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
const end = () => process.kill(process.pid, 'SIGKILL');
let pending = 0, alone = false;
const say = (words) => { if (process.connected) process.send(words, () => {}); };
process.on('disconnect', () => {
  alone = true;
  if (pending === 0) end();
  setTimeout(end, ${LAST_WRITE_MS});
});
let keytar;
try {
  keytar = require(process.argv[1]);
} catch (error) {
  say({ failed: String(error && error.message) });
}
process.on('message', async ({ id, method, args }) => {
  pending += 1;
  try {
    say({ id, result: await keytar[method](...args) });
  } catch (error) {
    say({ id, error: String(error && error.message) });
  }
  pending -= 1;
  if (alone && pending === 0) end();
});
if (keytar) say({ ready: true });
`;

/** The methods of keytar that are used. */
type Method = 'getPassword' | 'setPassword' | 'deletePassword';

interface Call {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * The OS keychain through keytar, in a process of its own. In this process a call that hangs in the
 * keychain service occupies a thread that Node joins at exit: a frozen Secret Service held back
 * `process.exit()` for 50 s. The helper can simply be dropped. It starts in some 60 ms and gets secrets
 * over a pipe, never in its arguments.
 * @throws Error when keytar is not installed, or its library (libsecret) is missing
 */
export async function openNodeKeychain(): Promise<Keychain> {
  const helper = await startHelper(locateKeytar());
  return {
    get: async (service, account) => {
      const value = await helper('getPassword', [service, account]);
      return typeof value === 'string' ? value : null;
    },
    set: async (service, account, value) => {
      await helper('setPassword', [service, account, value]);
    },
    delete: async (service, account) =>
      (await helper('deletePassword', [service, account])) === true,
  };
}

function locateKeytar(): string {
  try {
    return createRequire(import.meta.url).resolve('keytar');
  } catch (cause) {
    throw new Error('the optional package keytar is not installed', { cause });
  }
}

async function startHelper(
  keytar: string,
): Promise<(method: Method, args: readonly string[]) => Promise<unknown>> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, ['-e', HELPER, keytar], {
    env: helperEnvironment(),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  const calls = new Map<number, Call>();
  let ended: Error | undefined;
  const end = (why: string): void => {
    ended ??= new Error(why);
    child.kill('SIGKILL');
    for (const call of calls.values()) {
      clearTimeout(call.timer);
      call.reject(ended);
    }
    calls.clear();
    stayAlive(child, false);
  };
  const ask = (id: number, message: object | undefined): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) {
        reject(ended);
        return;
      }
      const timer = setTimeout(
        () => end('the keychain service does not answer'),
        HELPER_PATIENCE_MS,
      );
      calls.set(id, { resolve, reject, timer });
      stayAlive(child, true);
      if (message !== undefined) {
        child.send(message, (error) => {
          if (error !== null) end(`the keychain helper is gone: ${error.message}`);
        });
      }
    });
  child.on('error', (error) => end(`the keychain helper did not start: ${error.message}`));
  child.on('exit', (code, signal) =>
    end(`the keychain helper ended (${signal ?? `code ${String(code)}`})`),
  );
  child.on('message', (message: unknown) => {
    const answer = readAnswer(message);
    const call = calls.get(answer.id);
    if (call === undefined) return;
    calls.delete(answer.id);
    clearTimeout(call.timer);
    if (answer.error === undefined) call.resolve(answer.result);
    else call.reject(new Error(answer.error));
    if (calls.size === 0) stayAlive(child, false);
  });

  try {
    await ask(READY, undefined);
  } catch (error) {
    end('the keychain helper was given up');
    throw error;
  }
  let lastId = READY;
  return (method, args) => {
    lastId += 1;
    return ask(lastId, { id: lastId, method, args });
  };
}

/** Id under which the helper's first words are waited for. */
const READY = 0;

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

function readAnswer(message: unknown): Answer {
  if (typeof message !== 'object' || message === null) return { id: -1 };
  if ('failed' in message) return { id: READY, error: String(message.failed) };
  if ('ready' in message) return { id: READY };
  const id = 'id' in message && typeof message.id === 'number' ? message.id : -1;
  if ('error' in message) return { id, error: String(message.error) };
  return { id, result: 'result' in message ? message.result : undefined };
}

/** The helper keeps this process alive while it is asked something, and only then. */
function stayAlive(child: ChildProcess, wanted: boolean): void {
  const change = wanted ? 'ref' : 'unref';
  child[change]();
  child.channel?.[change]();
}

/** The session's environment, without what would slow the helper down or is none of its business. */
function helperEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !name.startsWith('DDOAUTH_') && !['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'].includes(name),
    ),
  );
}
