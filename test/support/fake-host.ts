import { homedir } from 'node:os';
import { nodeClock } from '../../src/host/node/clock.ts';
import { openNodeFetch } from '../../src/host/node/fetch.ts';
import { openNodeNetworkProbe } from '../../src/host/node/network-probe.ts';
import type { Host } from '../../src/host/host.ts';

/** A host whose terminal is a pair of strings; clock and network are real. */
export interface FakeHost extends Host {
  readonly out: () => string;
  readonly err: () => string;
}

/** No terminal, no browser, no keychain, nobody to ask: what is used by mistake fails the test. */
export function fakeHost(overrides: Partial<Host> = {}): FakeHost {
  let out = '';
  let err = '';
  let drawn = 0;
  const refuse = (what: string) => () => Promise.reject(new Error(`${what} must not be used here`));
  return {
    clock: nodeClock,
    random: { bytes: (length) => new Uint8Array(length).fill((drawn += 1) % 256) },
    openFetch: (options) => openNodeFetch({}, options),
    openNetworkProbe: async (options) => openNodeNetworkProbe({}, options),
    io: {
      stdout: (text) => void (out += text),
      stderr: (text) => void (err += text),
      readStdin: () => Promise.resolve(''),
      stdoutIsTerminal: false,
      stderrIsTerminal: false,
      stdinIsTerminal: false,
      stdinIsPiped: true,
      columns: 80,
    },
    env: { DDOAUTH_STORE: 'memory' },
    cwd: '/',
    browser: { open: refuse('the browser') },
    prompter: {
      confirm: refuse('a prompt'),
      input: refuse('a prompt'),
      password: refuse('a prompt'),
      select: refuse('a prompt'),
      checkbox: refuse('a prompt'),
    },
    keychain: refuse('the keychain'),
    signals: { onInterrupt: () => () => undefined },
    platform: { pid: 1, nodeVersion: '20.20.0', os: 'linux', hostname: 'h', homeFolder: homedir() },
    ...overrides,
    out: () => out,
    err: () => err,
  };
}
