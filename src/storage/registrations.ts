import * as v from 'valibot';
import { recordId } from './records.ts';
import type { SecretStore } from './secret-store.ts';

/** A public client that this program registered. Nothing of it is secret. */
export interface Registration {
  readonly clientId: string;
  /** Key of the site that knows it. */
  readonly site: string;
  /** `datadog`, or the origin of the simulator that knows it. */
  readonly target: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  /** ISO 8601. */
  readonly registeredAt: string;
}

/** Registrations at rest: a site would make another client each time it is asked. */
export interface RegistrationStore {
  save(registration: Registration): Promise<void>;
  /** Those of one site of one target, the oldest first. */
  list(target: string, site: string): Promise<readonly Registration[]>;
}

const schema = v.object({
  clientId: v.string(),
  site: v.string(),
  target: v.string(),
  redirectUris: v.array(v.string()),
  scopes: v.array(v.string()),
  registeredAt: v.string(),
});

/** Opens the registrations of a store, under `registration/<target>/<site>/<clientId>`. */
export function createRegistrationStore(store: SecretStore): RegistrationStore {
  return {
    save: async (registration) => {
      const { target, site, clientId } = registration;
      const id = recordId('registration', [target, site, clientId]);
      await store.set(id, JSON.stringify(registration));
    },
    list: async (target, site) => {
      const ids = await store.list(`${recordId('registration', [target, site])}/`);
      const found = await Promise.all(ids.map(async (id) => read(await store.get(id))));
      return found
        .filter((registration) => registration !== undefined)
        .sort((one, other) => (one.registeredAt < other.registeredAt ? -1 : 1));
    },
  };
}

function read(text: string | undefined): Registration | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text ?? ''));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
