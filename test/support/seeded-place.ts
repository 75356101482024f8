import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedForClient, type SimulatorSeed } from '../../src/simulator/world/seed.ts';
import { cliEnvironment, temporaryHome } from './cli.ts';
import { CLIENT_ID, writeConfig } from './config.ts';
import { freePort } from './ports.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator.ts';

/** A client with a config, and a simulator that knows it. */
export interface SeededPlace {
  readonly home: string;
  readonly port: number;
  readonly simulator: SimulatorProcess;
  close(): Promise<void>;
}

/** How the simulator differs from what the config says. */
export interface SeededPlaceOptions {
  /** Registered scopes, which the profile lists too. */
  readonly scopes: readonly string[];
  readonly settings?: Partial<SimulatorSeed['settings']>;
  readonly kind?: 'test' | 'published';
  readonly redirectUris?: readonly string[];
}

/** Starts a simulator from a seed that no config could describe. */
export async function openSeededPlace(options: SeededPlaceOptions): Promise<SeededPlace> {
  const { scopes, settings = {}, kind = 'published' } = options;
  const { path, remove } = temporaryHome();
  const port = await freePort();
  const { redirectUris = [`http://localhost:${String(port)}/callback`] } = options;
  writeConfig(path, port, { scopes, kind, redirectUris });
  const seed = seedForClient({ clientId: CLIENT_ID, kind, name: 'Example', redirectUris, scopes });
  const seedFile = join(path, 'seed.json');
  writeFileSync(seedFile, JSON.stringify({ ...seed, settings: { ...seed.settings, ...settings } }));
  const simulator = await startSimulatorProcess(['--seed', seedFile], {
    cwd: path,
    env: cliEnvironment(path),
  });
  return {
    home: path,
    port,
    simulator,
    close: async () => {
      await simulator.stop();
      remove();
    },
  };
}
