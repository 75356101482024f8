import { messageOf } from '../../errors.ts';
import type { ApiKey } from '../../model/grant.ts';
import { createApiKeyStore } from '../../storage/api-keys.ts';
import type { Run } from '../run/run.ts';
import type { InterruptClock } from './interrupt-clock.ts';

/**
 * Where a new key has ended up: in the store, in the one behind it, or nowhere, so that its value was
 * shown.
 */
export type KeptKey =
  | { readonly how: 'stored'; readonly where: string }
  | { readonly how: 'spare'; readonly where: string; readonly reason: string }
  | { readonly how: 'shown'; readonly reason: string };

/**
 * How long after Ctrl-C a store is waited for, in milliseconds: the first, and the last before the
 * value is shown. The process ends at 700.
 */
const FIRST_STORE_MS = 400;
const LAST_STORE_MS = 620;
const LEAST_MS = 20;

/**
 * Keeps a key whose value is in this process only. Tries each store; when none takes it, shows the
 * value, once. After Ctrl-C there is little time, and the value is shown rather than lost. Never
 * rejects.
 */
export async function saveKey(run: Run, key: ApiKey, clock: InterruptClock): Promise<KeptKey> {
  const { apiKeys, store } = await run.vault();
  const { spare } = store;
  const reason = await trouble(apiKeys.save(key), clock, spare ? FIRST_STORE_MS : LAST_STORE_MS);
  if (reason === undefined) return { how: 'stored', where: store.where };
  if (spare === undefined) return show(run, key, reason);
  const second = await trouble(createApiKeyStore(spare).save(key), clock, LAST_STORE_MS);
  if (second === undefined) return { how: 'spare', where: spare.where, reason };
  return show(run, key, `${reason}; ${second}`);
}

/** Shows the value of a key that is kept nowhere else. Standard output stays the report's. */
export function showKey(run: Run, key: ApiKey, why: string): void {
  const org = key.org.name ?? key.org.id ?? 'the org';
  run.ui.lastResort(`API key of ${org} (${key.site}), ${why}`, key.value);
}

function show(run: Run, key: ApiKey, reason: string): KeptKey {
  showKey(run, key, 'which could not be saved. Keep it in a safe place now: it is shown once');
  return { how: 'shown', reason };
}

/** Why a store did not take a value; `undefined` when it did. */
async function trouble(
  saving: Promise<void>,
  clock: InterruptClock,
  ms: number,
): Promise<string | undefined> {
  const saved = saving.then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  const outcome = await clock.until(saved, { ms, leastMs: LEAST_MS });
  return outcome === 'late' ? 'there was no time to save it after the interrupt' : outcome;
}
