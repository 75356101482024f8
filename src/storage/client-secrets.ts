import { recordId } from './records.ts';
import type { SecretStore } from './secret-store.ts';

/** Client secrets at rest, by client id. */
export interface ClientSecretStore {
  get(clientId: string): Promise<string | undefined>;
  set(clientId: string, secret: string): Promise<void>;
  /** Whether there was one. */
  remove(clientId: string): Promise<boolean>;
}

/** Opens the client secrets of a store, under `client-secret/<clientId>`. */
export function createClientSecretStore(store: SecretStore): ClientSecretStore {
  const idOf = (clientId: string): string => recordId('client-secret', [clientId]);
  return {
    get: (clientId) => store.get(idOf(clientId)),
    set: (clientId, secret) => store.set(idOf(clientId), secret),
    remove: (clientId) => store.delete(idOf(clientId)),
  };
}
