import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bareEnvironment } from './run-node.mjs';

/**
 * A folder of its own with a config and a store, so that neither the user's settings nor the OS
 * keychain have a part in what is measured.
 * @param {object} config content of ddoauth.config.json
 * @param {Record<string, string>} variables further environment variables
 */
export async function openWorkspace(config, variables = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'ddoauth-bench-'));
  await writeFile(path.join(folder, 'ddoauth.config.json'), JSON.stringify(config));
  const env = bareEnvironment({
    HOME: folder,
    DDOAUTH_HOME: path.join(folder, 'data'),
    DDOAUTH_STORE: 'file',
    DDOAUTH_CLIENT_SECRET: 'client-secret-of-the-bench',
    CI: 'true',
    ...variables,
  });
  return {
    folder,
    /** How a process is run here. */
    options: { cwd: folder, env },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
