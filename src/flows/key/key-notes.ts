import type { ApiKey, Grant } from '../../model/grant.ts';
import type { KeyIntent, KeyNote, KeyPlace } from '../../model/key-intent.ts';
import { newSealKey, openSealed, sealText } from '../../storage/seal.ts';
import { parseApiKey } from '../../storage/api-keys.ts';
import { recordId } from '../../storage/records.ts';
import type { Run } from '../run/run.ts';
import { keyLockName, keyPlaceOf } from './key-place.ts';

/** How long a rescue waits for another process that is at work on the place, in milliseconds. */
const RESCUE_WAIT_MS = 1_000;

/** The note of one request, and what puts its key into it. */
export interface OpenNote {
  /** Notes of earlier requests of which the outcome is not known, oldest first. */
  readonly earlier: readonly KeyNote[];
  /**
   * Puts a key that has just come into the note, sealed, before anything else happens to it. The value
   * is on disk in this form only: what opens it rests in the store.
   * @returns whether it is there
   */
  keep(key: ApiKey): boolean;
  /** Nothing was made by this request. A note of an earlier one stays: its key may exist. */
  nothingMade(): Promise<void>;
  /** The key is safe: every note of the place goes. */
  safe(): Promise<void>;
}

/**
 * Notes that a key is about to be asked for. First the store gets what opens a sealed key, which also
 * proves that it takes one.
 * @throws ToolError `store.failed`, `store.locked`
 */
export async function openNote(run: Run, grant: Grant): Promise<OpenNote> {
  const { keyIntents, store } = await run.vault();
  const own = intentOf(run, grant);
  const earlier = await keyIntents.find(own);
  const sealKey = newSealKey(run.host.random);
  const sealId = sealIdOf(own);
  await store.set(sealId, sealKey);
  const ownNote = { intent: own, sealed: [] };
  const place = earlier[0]?.intent ?? own;
  if (earlier.length === 0) await keyIntents.begin(own);
  return {
    earlier,
    keep: (key) =>
      keyIntents.keep(place, {
        sealId,
        data: sealText(run.host.random, sealKey, JSON.stringify(key)),
      }),
    nothingMade: async () => {
      if (earlier.length === 0) await settleNotes(run, [ownNote]);
      else await store.delete(sealId).catch(() => false);
    },
    safe: () => settleNotes(run, [ownNote, ...earlier]),
  };
}

/**
 * Takes notes off the disk, and what opens their keys out of the store. Never rejects: what stays
 * behind costs a word in the next run, no more.
 */
export async function settleNotes(
  run: Run,
  notes: readonly Omit<KeyNote, 'atWork'>[],
): Promise<void> {
  const { keyIntents, store } = await run.vault();
  for (const { intent, sealed } of notes) {
    await keyIntents.settle(intent).catch(() => undefined);
    const sealIds = [sealIdOf(intent), ...sealed.map(({ sealId }) => sealId)];
    for (const id of new Set(sealIds)) await store.delete(id).catch(() => false);
  }
}

/**
 * Moves keys out of notes into the store: of runs that had the answer and ended before the store had
 * it. One that another process is at work on, or that cannot be opened now, stays as it is.
 */
export async function rescueKeys(run: Run, notes: readonly KeyNote[]): Promise<void> {
  const { store } = await run.vault();
  for (const note of notes) {
    if (note.sealed.length === 0) continue;
    const options = { signal: run.signal, timeoutMs: RESCUE_WAIT_MS };
    await store
      .withLock(keyLockName(note.intent), () => rescue(run, note.intent), options)
      .catch(() => undefined);
  }
}

/** The caller holds the lock of the place. */
async function rescue(run: Run, place: KeyPlace): Promise<void> {
  const { apiKeys, keyIntents, store } = await run.vault();
  for (const note of await keyIntents.find(place)) {
    const keys: ApiKey[] = [];
    for (const { sealId, data } of note.sealed) {
      const sealKey = await store.get(sealId);
      const text = sealKey === undefined ? undefined : openSealed(sealKey, data);
      const key = text === undefined ? undefined : parseApiKey(text);
      if (key !== undefined) keys.push(key);
    }
    for (const key of keys) {
      run.redactor.add(key.value);
      await apiKeys.save(key);
      run.ui.notice(
        `Run ${note.intent.runId} ended before its key of ${key.site} was in the store; the key ending in ${key.last4} is there now.`,
      );
    }
    if (keys.length > 0) await settleNotes(run, [note]);
  }
}

/** Where the store has what opens the key of one request. */
function sealIdOf({ clientId, site, orgId, runId }: KeyIntent): string {
  return recordId('key-seal', [clientId, site, orgId, runId]);
}

function intentOf(run: Run, grant: Grant): KeyIntent {
  return {
    ...keyPlaceOf(grant),
    ...(grant.org.name === undefined ? {} : { orgName: grant.org.name }),
    runId: run.runId,
    askedAt: new Date(run.host.clock.now()).toISOString(),
  };
}
