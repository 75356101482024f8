import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { seedForClient, type SimulatorSeed } from '../../src/simulator/world/seed.ts';
import { cliEnvironment, runCli, temporaryHome, type CliEnd } from './cli.ts';
import { CLIENT_ID, writeConfig } from './config.ts';
import { freePort } from './ports.ts';
import { startProxiedSimulator, type ProxiedSimulatorProcess } from './proxied-simulator.ts';
import { parseReport } from './schema.ts';
import { secretsFile } from './stored-grants.ts';

const SECRET = 'secret-of-the-faulty-client';
const SCOPES = ['api_keys_write', 'monitors_read', 'events_read', 'timeseries_query'];

/** How a command reaches the simulator: by `--simulator`, or through its proxy and real TLS. */
export type Way = 'direct' | 'proxy';

/** A simulator with something wrong, and the program in front of it. */
export interface FaultLab {
  readonly home: string;
  readonly simulator: ProxiedSimulatorProcess;
  /** Authorizes the client on US1, and stores the grant for both ways. */
  authorize(): Promise<void>;
  createKey(): Promise<void>;
  run(
    way: Way,
    args: readonly string[],
  ): Promise<{ readonly end: CliEnd; readonly report: Report }>;
  /** As it reads in a terminal. */
  read(way: Way, args: readonly string[]): Promise<CliEnd>;
  /** Ends faults and forgets what was granted. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** What is different from a client for which all is well. */
export interface FaultLabOptions {
  readonly seed?: (seed: SimulatorSeed) => SimulatorSeed;
  readonly profile?: Readonly<Record<string, unknown>>;
}

/** Starts one in a home of its own. */
export async function openFaultLab(options: FaultLabOptions = {}): Promise<FaultLab> {
  const { path: home, remove } = temporaryHome();
  const port = await freePort();
  writeConfig(home, port, { scopes: SCOPES, sites: ['us1'], ...options.profile });
  const seed = seedForClient({
    clientId: CLIENT_ID,
    kind: 'published',
    name: 'Faulty',
    clientSecret: SECRET,
    redirectUris: [`http://localhost:${String(port)}/callback`],
    scopes: SCOPES,
  });
  const seedFile = join(home, 'seed.json');
  writeFileSync(seedFile, JSON.stringify(options.seed?.(seed) ?? seed));
  const simulator = await startProxiedSimulator(['--seed', seedFile], {
    cwd: home,
    env: cliEnvironment(home),
  });
  const direct = { DDOAUTH_CLIENT_SECRET: SECRET, DDOAUTH_SIMULATOR: simulator.origin };
  const proxied = {
    DDOAUTH_CLIENT_SECRET: SECRET,
    HTTPS_PROXY: simulator.proxyUrl,
    NODE_EXTRA_CA_CERTS: simulator.caFile,
  };
  const read = (way: Way, args: readonly string[]): Promise<CliEnd> =>
    runCli(args, { cwd: home, env: cliEnvironment(home, way === 'direct' ? direct : proxied) });
  const prepare = async (...args: readonly string[]): Promise<void> => {
    const end = await read('direct', args);
    if (end.code !== 0) throw new Error(`${args.join(' ')}: ${end.stdout}${end.stderr}`);
    copyFileSync(secretsFile(home), secretsFile(home, 'datadog'));
  };
  return {
    home,
    simulator,
    authorize: () => prepare('authorize', '--consent', 'authorize', '--site', 'us1'),
    createKey: () =>
      prepare('create-key', '--yes', '--data', 'metrics', '--read-back-timeout', '8s'),
    run: async (way, args) => {
      const end = await read(way, [...args, '--json']);
      if (end.stdout === '') throw new Error(`exit ${String(end.code)}: ${end.stderr}`);
      return { end, report: parseReport(end.stdout) };
    },
    read,
    reset: async () => {
      await simulator.control('reset');
      for (const of of [undefined, 'datadog'] as const)
        rmSync(secretsFile(home, of), { force: true });
    },
    close: async () => {
      await simulator.stop();
      remove();
    },
  };
}

/** Reads a source file of the program, to hold a table against it. */
export function sourceOf(path: string): string {
  return readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');
}
