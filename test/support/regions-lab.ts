import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKey } from '../../src/model/grant.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { seedForClient, type SimulatorSeed } from '../../src/simulator/world/seed.ts';
import { cliEnvironment, runCli } from './cli.ts';
import { CLIENT_ID, writeConfig } from './config.ts';
import { freePort } from './ports.ts';
import { startProxiedSimulator, type ProxiedSimulatorProcess } from './proxied-simulator.ts';
import { parseReport } from './schema.ts';
import { secretsFile, storedGrant } from './stored-grants.ts';

export const REGION_SECRET = 'secret-of-the-regions-client';
const SCOPES = ['api_keys_write', 'monitors_read', 'events_read', 'timeseries_query'];

/** How a run of the program ended, with its report. */
export interface Ran {
  readonly code: number | null;
  readonly stderr: string;
  readonly report: Report;
  /** Wall time of the process. */
  readonly ms: number;
}

/** A simulator of all real host names, and the program with its store in front of it. */
export interface RegionsLab {
  readonly simulator: ProxiedSimulatorProcess;
  /** Runs a command with `--json` against the real URLs, through the proxy. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Authorizes the client on sites and puts the grants where commands for real sites look. */
  authorize(...sites: readonly string[]): Promise<void>;
  /** Creates the API key of a site that is authorized. */
  createKey(site: string): Promise<void>;
  /** Stores the key of one site for another as well, as somebody who mixes up secrets does. */
  storeKeyFor(from: string, to: string): void;
  /** Ends the grant of a site at Datadog; the store does not know of it. */
  revoke(site: string): Promise<void>;
  faults(...list: readonly object[]): Promise<void>;
  stop(): Promise<void>;
}

/** What the client of a lab is like. */
export interface LabClient {
  readonly kind?: 'test' | 'published';
  /** Sites that know it. Default: all. */
  readonly sites?: readonly string[];
  readonly profile?: Readonly<Record<string, unknown>>;
}

/** Starts a lab in a folder of its own. */
export async function startRegionsLab(home: string, client: LabClient = {}): Promise<RegionsLab> {
  const { kind = 'published', sites, profile = {} } = client;
  const port = await freePort();
  writeConfig(home, port, { kind, scopes: SCOPES, ...profile });
  const seedFile = join(home, 'seed.json');
  writeFileSync(seedFile, JSON.stringify(seedOf(kind, sites, port)));
  const simulator = await startProxiedSimulator(['--seed', seedFile], {
    cwd: home,
    env: cliEnvironment(home),
  });
  const secret = { DDOAUTH_CLIENT_SECRET: REGION_SECRET };
  const simulated = async (...args: readonly string[]): Promise<void> => {
    const end = await runCli([...args, '--simulator', simulator.origin], {
      cwd: home,
      env: cliEnvironment(home, secret),
    });
    if (end.code !== 0) throw new Error(`${args.join(' ')}: ${end.stdout}${end.stderr}`);
    copyFileSync(secretsFile(home), secretsFile(home, 'datadog'));
  };
  return {
    simulator,
    run: async (args, env = {}) => {
      const began = performance.now();
      const end = await runCli([...args, '--json'], {
        cwd: home,
        env: cliEnvironment(home, {
          ...secret,
          HTTPS_PROXY: simulator.proxyUrl,
          NODE_EXTRA_CA_CERTS: simulator.caFile,
          ...env,
        }),
        timeoutMs: 120_000,
      });
      if (end.stdout === '') throw new Error(`exit ${String(end.code)}: ${end.stderr}`);
      const ms = performance.now() - began;
      return { code: end.code, stderr: end.stderr, report: parseReport(end.stdout), ms };
    },
    authorize: (...keys) => simulatedEach(simulated, keys),
    createKey: (site) =>
      simulated('create-key', '--yes', '--site', site, '--read-back-timeout', '2s'),
    storeKeyFor: (from, to) => {
      const path = secretsFile(home, 'datadog');
      const file: { entries: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
      for (const [id, text] of Object.entries(file.entries)) {
        if (!id.startsWith('api-key/') || !id.includes(`/${from}/`)) continue;
        const key: ApiKey = JSON.parse(text);
        file.entries[id.replace(`/${from}/`, `/${to}/`)] = JSON.stringify({ ...key, site: to });
      }
      writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
    },
    revoke: async (site) => {
      const { refreshToken = '', domain } = storedGrant(home, site, 'datadog');
      const answer = await fetch(`${simulator.origin}/api.${domain}/oauth2/v1/revoke`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: CLIENT_ID,
          client_secret: REGION_SECRET,
          token: refreshToken,
        }),
      });
      if (answer.status !== 200) throw new Error(`revoke: ${String(answer.status)}`);
    },
    faults: (...list) => simulator.control('faults', list),
    stop: () => simulator.stop(),
  };
}

async function simulatedEach(
  simulated: (...args: readonly string[]) => Promise<void>,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys) await simulated('authorize', '--consent', 'authorize', '--site', key);
}

function seedOf(
  kind: 'test' | 'published',
  sites: readonly string[] | undefined,
  port: number,
): SimulatorSeed {
  const seed = seedForClient({
    clientId: CLIENT_ID,
    kind,
    name: 'Regions client',
    clientSecret: REGION_SECRET,
    redirectUris: [`http://localhost:${String(port)}/callback`],
    scopes: SCOPES,
  });
  if (sites === undefined) return seed;
  return { ...seed, clients: seed.clients.map((each) => ({ ...each, sites: [...sites] })) };
}

/** The finding and grade of a cell: `failed region.name-mismatch`. */
export function cell(report: Report, id: string): string {
  const found = resultAt(report, `region.${id}`);
  return found === undefined ? 'no such cell' : `${found.grade} ${found.finding.code}`;
}

/** The result with an id. */
export function resultAt(report: Report, id: string): Result | undefined {
  return report.results.find((each) => each.id === id);
}
