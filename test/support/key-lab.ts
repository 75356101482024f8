import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKey } from '../../src/model/grant.ts';
import type { KeyIntent } from '../../src/model/key-intent.ts';
import {
  cliEnvironment,
  runCli,
  startCli,
  temporaryHome,
  type CliEnd,
  type RunningCli,
} from './cli.ts';
import { writeConfig } from './config.ts';
import { openGate, type Gate } from './gate.ts';
import { freePort } from './ports.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator.ts';

/** Path of the request that makes a key. */
export const KEY_PATH = '/api/v2/api_keys/marketplace';

/** A key as the simulator shows it, without its value. */
export interface MadeKey {
  readonly id: string;
  readonly last4: string;
  readonly site: string;
}

/** A home with a grant of US1 that is good for an hour, and nothing else. */
export interface KeyHome {
  readonly path: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command of the program in it to its end. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliEnd>;
  start(args: readonly string[], env?: Readonly<Record<string, string>>): RunningCli;
  /** The keys in its file store. @throws when the file is not whole */
  stored(): ApiKey[];
  /** Requests of which the outcome is not known. */
  intents(): KeyIntent[];
  remove(): void;
}

/** A simulator with a gate before it, and as many homes as a test wants. */
export interface KeyLab {
  readonly simulator: SimulatorProcess;
  readonly gate: Gate;
  freshHome(): KeyHome;
  /** Keys the simulator has made and not revoked. */
  made(): Promise<readonly MadeKey[]>;
  /** Requests for a key that have reached the simulator. */
  asked(): Promise<number>;
  /** Whether a value is that of a live key. */
  isAlive(value: string): Promise<boolean>;
  /** Ends every key, as a user does in Organization Settings. */
  revokeKeys(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a lab whose client has these scopes. */
export async function openKeyLab(scopes: readonly string[] = ['api_keys_write']): Promise<KeyLab> {
  const template = temporaryHome();
  writeConfig(template.path, await freePort(), { scopes });
  const options = { cwd: template.path, env: cliEnvironment(template.path) };
  const simulator = await startSimulatorProcess([], options);
  const gate = await openGate(simulator.origin);
  const authorized = await runCli(
    ['authorize', '--simulator', gate.origin, '--consent', 'authorize'],
    options,
  );
  if (authorized.code !== 0) throw new Error(authorized.stderr + authorized.stdout);
  return {
    simulator,
    gate,
    freshHome: () => {
      const home = temporaryHome();
      cpSync(template.path, home.path, { recursive: true });
      return openHome(home, gate.origin);
    },
    made: async () => (await simulator.state()).keys as readonly MadeKey[],
    asked: async () =>
      (await simulator.state()).requests.filter(({ path }) => path === KEY_PATH).length,
    isAlive: async (value) => {
      const url = `${simulator.origin}/api.datadoghq.com/api/v1/validate`;
      return (await fetch(url, { headers: { 'dd-api-key': value } })).status === 200;
    },
    revokeKeys: () => simulator.control('revoke-keys'),
    close: async () => {
      await gate.close();
      await simulator.stop();
      template.remove();
    },
  };
}

function openHome(home: ReturnType<typeof temporaryHome>, origin: string): KeyHome {
  const { path, remove } = home;
  const data = join(path, 'data');
  const env = cliEnvironment(path, { DDOAUTH_SIMULATOR: origin });
  return {
    path,
    data,
    env,
    run: (args, extra = {}) => runCli(args, { cwd: path, env: { ...env, ...extra } }),
    start: (args, extra = {}) => startCli(args, { cwd: path, env: { ...env, ...extra } }),
    stored: () => storedKeys(data),
    intents: () => intentsIn(data),
    remove,
  };
}

/** The API keys in the file store of a data folder. */
export function storedKeys(data: string): ApiKey[] {
  const file = join(data, 'secrets.simulator.json');
  if (!existsSync(file)) return [];
  const { entries }: { entries: Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(entries)
    .filter(([id]) => id.startsWith('api-key/'))
    .map(([, text]) => JSON.parse(text) as ApiKey);
}

/** The notes of key requests in a data folder. */
export function intentsIn(data: string): KeyIntent[] {
  if (!existsSync(data)) return [];
  return readdirSync(data)
    .filter((name) => /^key-intent\.[0-9a-f]+\.json$/.test(name))
    .map((name) => readFileSync(join(data, name), 'utf8').split('\n')[0] ?? '')
    .map((line) => JSON.parse(line) as KeyIntent);
}
