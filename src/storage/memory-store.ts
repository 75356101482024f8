import type { Clock } from '../host/host.ts';
import { createGate } from './gate.ts';
import type { SecretStore } from './secret-store.ts';

/** Keeps secrets for this run only. */
export function createMemoryStore(clock: Clock, onNotice: (line: string) => void): SecretStore {
  const entries = new Map<string, string>();
  return {
    kind: 'memory',
    where: 'memory of this run',
    onNotice,
    get: async (id) => entries.get(id),
    set: async (id, value) => {
      entries.set(id, value);
    },
    delete: async (id) => entries.delete(id),
    list: async (prefix) => [...entries.keys()].filter((id) => id.startsWith(prefix)).sort(),
    assertWritable: async () => undefined,
    withLock: createGate(clock),
  };
}
