import { homedir, hostname } from 'node:os';
import type { Host } from '../host.ts';
import { nodeBrowser } from './browser.ts';
import { nodeClock } from './clock.ts';
import { openNodeFetch } from './fetch.ts';
import { nodeIo } from './io.ts';
import { openNodeKeychain } from './keychain.ts';
import { nodePrompter } from './prompter.ts';
import { nodeSignals } from './signals.ts';

/** The real machine. */
export function createNodeHost(): Host {
  const { env } = process;
  return {
    clock: nodeClock,
    random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    openFetch: (options) => openNodeFetch(env, options),
    io: nodeIo(),
    env,
    cwd: process.cwd(),
    browser: nodeBrowser(env),
    prompter: nodePrompter,
    keychain: openNodeKeychain,
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
  await Promise.all([process.stdout, process.stderr].map(drained));
  process.exit(exitCode);
}

function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', () => resolve());
  });
}
