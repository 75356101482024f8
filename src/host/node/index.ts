import { homedir, hostname } from 'node:os';
import type { Fetch, FetchOptions, Host, Prompter } from '../host.ts';
import type { FetchThread } from './aside-fetch.ts';
import { nodeBrowser } from './browser.ts';
import { nodeClock } from './clock.ts';
import { nodeIo } from './io.ts';
import { nodeSignals } from './signals.ts';
import { standardDrained } from './streams.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The real machine. What only some commands need is loaded when they use it. */
export function createNodeHost(): Host {
  const { env } = process;
  return {
    clock: nodeClock,
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    openFetch: (options) => lazyFetch(env, options),
    openNetworkProbe: async (options) =>
      (await import('./network-probe.ts')).openNodeNetworkProbe(env, options),
    io: nodeIo(),
    env,
    cwd: process.cwd(),
    browser: nodeBrowser(env),
    prompter: lazyPrompter,
    keychain: async () => (await import('./keychain.ts')).openNodeKeychain(),
    signals: nodeSignals,
    platform: {
      pid: process.pid,
      nodeVersion: process.versions.node,
      os: process.platform,
      hostname: hostname(),
      homeFolder: homedir(),
    },
  };
}

/** Waits until everything written has left the process, then ends it, whatever still hangs. */
export async function endProcess(exitCode: number): Promise<never> {
  await standardDrained();
  process.exit(exitCode);
}

/** Built from `fetch-thread.ts`. */
const FETCH_THREAD = new URL('./fetch-thread.js', import.meta.url);

function lazyFetch(env: Environment, { manyHosts = false, ...trust }: FetchOptions): Fetch {
  let opened: Promise<Fetch> | undefined;
  const open = async (): Promise<Fetch> => {
    const { prepareForShortRun } = await import('./short-run.ts');
    prepareForShortRun();
    const { openNodeFetch } = await import('./fetch.ts');
    const { withSecondThread } = await import('./aside-fetch.ts');
    const openThread = async (): Promise<FetchThread> => {
      const { openFetchThread } = await import('./threaded-fetch.ts');
      return openFetchThread(FETCH_THREAD, { env: { ...env }, ...trust });
    };
    return withSecondThread(openNodeFetch(env, trust), openThread, manyHosts);
  };
  if (manyHosts) opened = open();
  return async (url, init) => (await (opened ??= open()))(url, init);
}

const prompter = async (): Promise<Prompter> => (await import('./prompter.ts')).nodePrompter;

const lazyPrompter: Prompter = {
  confirm: async (message, signal) => (await prompter()).confirm(message, signal),
  input: async (message, signal) => (await prompter()).input(message, signal),
  password: async (message, signal) => (await prompter()).password(message, signal),
  select: async (question, signal) => (await prompter()).select(question, signal),
  checkbox: async (question, signal) => (await prompter()).checkbox(question, signal),
};
