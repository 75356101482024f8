import { join } from 'node:path';
import type { FileContext } from './context.ts';
import { prefixed, type WithLock } from './gate.ts';
import { sweepDrafts } from './private-file.ts';
import { openPrivateMap } from './private-json.ts';
import type { Namespace, SecretStore } from './secret-store.ts';

/** File name of the secrets of each namespace. */
const FILE_NAMES: Readonly<Record<Namespace, string>> = {
  datadog: 'secrets.json',
  simulator: 'secrets.simulator.json',
};

/** Path of the file store. */
export function secretsPath(folder: string, namespace: Namespace): string {
  return join(folder, FILE_NAMES[namespace]);
}

/** Keeps secrets in one file, 0600 in a 0700 folder. Makes neither before the first write. */
export function createFileStore(
  context: FileContext,
  namespace: Namespace,
  withLock: WithLock,
): SecretStore {
  const path = secretsPath(context.folder, namespace);
  const format = { member: 'entries', isEntry: (value: unknown) => typeof value === 'string' };
  const map = openPrivateMap(context, { path, format, withLock });
  return {
    kind: 'file',
    where: path,
    onNotice: context.onNotice,
    get: async (id) => (await map.read()).get(id),
    set: async (id, value) => {
      await map.update((entries) => {
        if (entries.get(id) === value) return false;
        entries.set(id, value);
        return true;
      });
    },
    delete: async (id) =>
      (await map.read()).has(id) && (await map.update((entries) => entries.delete(id))),
    list: async (prefix) =>
      [...(await map.read()).keys()].filter((id) => id.startsWith(prefix)).sort(),
    assertWritable: map.assertWritable,
    withLock: prefixed(withLock, 'run'),
  };
}

/** Removes what an earlier process left half done beside the file. Never rejects. */
export async function sweepFileStore(context: FileContext, namespace: Namespace): Promise<void> {
  const path = secretsPath(context.folder, namespace);
  await sweepDrafts(path, await context.self(), { locked: false });
}
