import type { SecretStore } from './secret-store.ts';

/**
 * A store in front of one used earlier: a file that was written while the keychain could not be used.
 * What is only in the older one is found there, and moves when it is next written. The front one is
 * the newer, since a value that was written to it is taken out of the other. So while the front one is
 * locked, what the older one has is the value itself: it was put there because the front did not take
 * it.
 */
export function createLayeredStore(front: SecretStore, older: SecretStore): SecretStore {
  return {
    ...front,
    get: async (id) => {
      try {
        const value = await front.get(id);
        if (value !== undefined) return value;
      } catch (error) {
        const left = await older.get(id);
        if (left === undefined) throw error;
        return left;
      }
      return older.get(id);
    },
    set: async (id, value) => {
      await front.set(id, value);
      // The value is safe; a copy left behind is outdated and never read again.
      await older.delete(id).catch(() => false);
    },
    delete: async (id) => {
      const inFront = await front.delete(id);
      return (await older.delete(id)) || inFront;
    },
    list: async (prefix) => {
      const ids = [...(await front.list(prefix)), ...(await older.list(prefix))];
      return [...new Set(ids)].sort();
    },
  };
}
