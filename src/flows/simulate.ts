import { resolve } from 'node:path';
import { interrupted } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { readSecretFromEnvironment } from '../settings/secrets.ts';
import { resolveProfile, type SettingsFlags } from '../settings/profile.ts';
import type { SimulatorSeed } from '../simulator/seed.ts';
import {
  demoClient,
  personKeysOf,
  readSeedFile,
  seedOf,
  SIMULATED_SECRET,
} from './run/simulation.ts';

/** How `simulate` is wanted. */
export interface SimulateOptions {
  readonly flags: SettingsFlags;
  readonly port: number;
  readonly seedFile: string | undefined;
  /** One line for the person who started it. */
  readonly say: (line: string) => void;
}

/** `simulate`: serves until Ctrl-C, then frees the port at once. */
export async function runSimulate(host: Host, options: SimulateOptions): Promise<never> {
  const stop = new Promise<never>((_, reject) => {
    host.signals.onInterrupt(() => {
      reject(interrupted());
    });
  });
  stop.catch(() => undefined);
  const { seed, clientLines } = await seedFor(host, options);
  const { startSimulator } = await import('../simulator/server.ts');
  const { clock, random } = host;
  const simulator = await startSimulator({ seed, port: options.port, clock, random });
  try {
    options.say(`Simulator of all Datadog sites: ${simulator.origin}`);
    for (const line of clientLines) options.say(line);
    options.say(`Use it: ddoauth authorize --simulator ${simulator.origin}`);
    options.say('Ctrl-C stops it.');
    return await stop;
  } finally {
    await simulator.close();
  }
}

async function seedFor(
  host: Host,
  options: SimulateOptions,
): Promise<{ seed: SimulatorSeed; clientLines: readonly string[] }> {
  if (options.seedFile !== undefined) {
    const seed = await readSeedFile(resolve(host.cwd, options.seedFile));
    return { seed, clientLines: [] };
  }
  const { env, cwd } = host;
  const settings = resolveProfile({ flags: options.flags, env, cwd, clientOptional: true });
  const client = settings.client ?? (await demoClient(host, undefined));
  const fromEnvironment = readSecretFromEnvironment(env);
  const seed = await seedOf(client, {
    clientSecret: fromEnvironment ?? SIMULATED_SECRET,
    homeSite: settings.sites?.[0]?.key,
    personKeys: personKeysOf(env),
  });
  return {
    seed,
    clientLines: [
      `Client ${client.clientId} (${client.kind}), redirect URIs ${client.redirectUris.join(', ')}`,
      client.kind === 'public'
        ? 'It has no secret.'
        : `Client secret: ${fromEnvironment === undefined ? SIMULATED_SECRET : 'that of DDOAUTH_CLIENT_SECRET'}`,
    ],
  };
}
