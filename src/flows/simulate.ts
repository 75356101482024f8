import { resolve } from 'node:path';
import { interrupted } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { readSecretFromEnvironment } from '../settings/secrets.ts';
import { resolveProfile, type SettingsFlags } from '../settings/profile.ts';
import type { SimulatorSeed } from '../simulator/world/seed.ts';
import { writeCaFile, type CaFile } from './proxy/ca-file.ts';
import { environmentLines } from './proxy/environment-lines.ts';
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
  /** Port of the proxy for the real host names; `undefined` without one. */
  readonly proxyPort: number | undefined;
  readonly seedFile: string | undefined;
  /** One line for the person who started it. */
  readonly say: (line: string) => void;
  /** One line about what went wrong for a client. */
  readonly warn: (line: string) => void;
}

/** `simulate`: serves until Ctrl-C, then frees the ports at once. */
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
  const { port, proxyPort } = options;
  const simulator = await startSimulator({
    seed,
    port,
    clock,
    random,
    ...(proxyPort === undefined ? {} : { proxy: { port: proxyPort, onNotice: options.warn } }),
  });
  let caFile: CaFile | undefined;
  try {
    if (simulator.proxy !== undefined) caFile = writeCaFile(simulator.proxy.caCertificate);
    options.say(`Simulator of all Datadog sites: ${simulator.origin}`);
    for (const line of clientLines) options.say(line);
    options.say(`Use it: ddoauth authorize --simulator ${simulator.origin}`);
    if (simulator.proxy !== undefined && caFile !== undefined) {
      const { url, ipv6Url, spkiHash } = simulator.proxy;
      options.say('');
      options.say(`Real host names: proxy ${url}${ipv6Url === undefined ? '' : `, ${ipv6Url}`}`);
      options.say(`Its CA, made for this run and gone with it: ${caFile.path}`);
      const facts = { url, caFile: caFile.path, spkiHash, os: host.platform.os };
      for (const line of environmentLines(facts)) options.say(line);
      options.say('');
    }
    options.say('Ctrl-C stops it.');
    return await stop;
  } finally {
    caFile?.remove();
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
