import { once } from 'node:events';
import { createServer } from 'node:net';
import { CLIENT_ID } from './lab-client.mjs';
import { runProgram } from './run-node.mjs';
import { startSimulator } from './simulator.mjs';
import { openWorkspace } from './workspace.mjs';

/**
 * A simulator in a process of its own, and a client that has been authorized on all its sites with every
 * scope of the catalog.
 */
export async function openFullCatalog() {
  const workspace = await openWorkspace(await config());
  const simulator = await startSimulator(workspace.options);
  const run = (args, options) =>
    runProgram([...args, '--simulator', simulator.origin], { ...workspace.options, ...options });
  const close = async () => {
    simulator.stop();
    await workspace.remove();
  };
  try {
    await run(['authorize', '--site', 'all', '--consent', 'authorize']);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    /** Runs `check-scopes` for every scope. */
    check: (flags, options) => run(['check-scopes', '--scope', 'all', ...flags], options),
    close,
  };
}

/** A published client may be authorized on every site, with every scope. */
async function config() {
  return {
    defaultProfile: 'bench',
    profiles: {
      bench: {
        kind: 'published',
        clientId: CLIENT_ID,
        redirectUris: [`http://localhost:${await freePort()}/callback`],
        scopes: await everyScope(),
      },
    },
  };
}

/** Names of all scopes of the catalog: those that a run against the built-in simulator checks. */
async function everyScope() {
  const { stdout } = await runProgram(['check-scopes', '--simulate', '--scope', 'all', '--json']);
  const { results } = JSON.parse(stdout);
  return results.map(({ subject }) => subject.scope).filter((scope) => scope !== undefined);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
