import type { Host } from '../../host/host.ts';
import { createApiKeyStore } from '../../storage/api-keys.ts';
import { createClientSecretStore } from '../../storage/client-secrets.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import { createGrantStore } from '../../storage/grants.ts';
import { createMemoryKeyIntents, openKeyIntents } from '../../storage/key-intents.ts';
import { createRegistrationStore } from '../../storage/registrations.ts';
import { openStore } from '../../storage/store.ts';
import type { Ui, Vault } from './run.ts';
import type { Simulation } from './simulation.ts';

/**
 * Opens the store. A simulator of this process takes its grants with it, so they stay in memory; those
 * of a running one are kept apart from Datadog's.
 */
export async function openVault(
  host: Host,
  ui: Ui,
  simulation: Simulation | undefined,
): Promise<Vault> {
  const { env, clock, random, platform } = host;
  const shared = {
    folder: dataFolder({ env, os: platform.os, homeFolder: platform.homeFolder }),
    random,
    pid: platform.pid,
    hostname: platform.hostname,
    onNotice: (line: string) => ui.notice(line),
  };
  const store = await openStore({
    ...shared,
    mode: simulation?.ownProcess === true ? 'memory' : env['DDOAUTH_STORE'],
    namespace: simulation === undefined ? 'datadog' : 'simulator',
    keychain: host.keychain,
    clock,
  });
  return {
    store,
    grants: createGrantStore(store),
    apiKeys: createApiKeyStore(store),
    clientSecrets: createClientSecretStore(store),
    registrations: createRegistrationStore(store),
    keyIntents:
      store.kind === 'memory'
        ? createMemoryKeyIntents()
        : openKeyIntents({ ...shared, target: simulation?.origin ?? 'datadog' }),
  };
}
