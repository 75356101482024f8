import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedForClient } from '../../src/simulator/world/seed.ts';
import { cliEnvironment, runCli, startCli, temporaryHome, type RunningCli } from './cli.ts';
import type { CliEnd } from './cli.ts';
import { openGate, type Gate } from './gate.ts';
import { freePort } from './ports.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator.ts';

/** Ids of the two clients of one integration. */
export const TEST_ID = '5f6c1d2e-0b7a-4c3d-9e8f-102132435465';
export const PUBLISHED_ID = '0d9c8b7a-6f5e-4d3c-8b2a-1f0e9d8c7b6a';

const SCOPES = [
  'api_keys_write',
  'events_read',
  'logs_read_data',
  'monitors_read',
  'timeseries_query',
];

/** The test client and the published client of an integration, and a simulator that knows both. */
export interface TwoClients {
  readonly home: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string>>;
  readonly simulator: SimulatorProcess;
  readonly gate: Gate;
  /** Redirect URI of the test client. */
  readonly callback: string;
  readonly scopes: readonly string[];
  /** Writes a config with both; without it `init` does. */
  writeConfig(profiles?: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliEnd>;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): RunningCli;
  close(): Promise<void>;
}

/** What the published client has registered. */
export const PUBLISHED_URIS = ['https://connect.acme.io/datadog/callback'];
export const ONBOARDING_URL = 'https://connect.acme.io/datadog/start';

/** Opens a place of its own. Every secret that is not empty is right. */
export async function openTwoClients(): Promise<TwoClients> {
  const { path, remove } = temporaryHome();
  const callback = `http://localhost:${String(await freePort())}/callback`;
  const shared = { name: 'Acme', scopes: SCOPES };
  const test = seedForClient({
    ...shared,
    clientId: TEST_ID,
    kind: 'test',
    redirectUris: [callback],
  });
  const published = seedForClient({
    ...shared,
    clientId: PUBLISHED_ID,
    kind: 'published',
    redirectUris: PUBLISHED_URIS,
    onboardingUrl: ONBOARDING_URL,
  });
  const seed = { ...test, clients: [...test.clients, ...published.clients] };
  writeFileSync(join(path, 'seed.json'), JSON.stringify(seed));
  const simulator = await startSimulatorProcess(['--seed', join(path, 'seed.json')], {
    cwd: path,
    env: cliEnvironment(path),
  });
  const gate = await openGate(simulator.origin);
  const env = cliEnvironment(path, { DDOAUTH_SIMULATOR: gate.origin });
  return {
    home: path,
    data: join(path, 'data'),
    env,
    simulator,
    gate,
    callback,
    scopes: SCOPES,
    writeConfig: (overrides = {}) => {
      const profiles = {
        test: { kind: 'test', clientId: TEST_ID, redirectUris: [callback], scopes: SCOPES },
        published: {
          kind: 'published',
          clientId: PUBLISHED_ID,
          redirectUris: PUBLISHED_URIS,
          onboardingUrl: ONBOARDING_URL,
          scopes: SCOPES,
          sites: ['us1', 'eu1'],
        },
      };
      const changed = Object.entries({ ...profiles, ...overrides }).map(([name, profile]) => [
        name,
        { ...(name in profiles ? profiles[name as keyof typeof profiles] : {}), ...profile },
      ]);
      const config = { defaultProfile: 'test', profiles: Object.fromEntries(changed) as object };
      writeFileSync(join(path, 'ddoauth.config.json'), JSON.stringify(config));
    },
    run: (args, extra = {}) =>
      runCli(args, { cwd: path, env: { ...env, ...extra }, timeoutMs: 120_000 }),
    start: (args, extra = {}) =>
      startCli(args, { cwd: path, env: { ...env, ...extra }, input: '', timeoutMs: 120_000 }),
    close: async () => {
      await gate.close();
      await simulator.stop();
      remove();
    },
  };
}
