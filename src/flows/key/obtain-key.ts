import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import { ToolError } from '../../errors.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { KeyNote } from '../../model/key-intent.ts';
import type { Verdict } from '../../model/report.ts';
import { lockOptions } from '../grant/lock-options.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { askForKey, noSafePlace, type AskedKey } from './ask-for-key.ts';
import { rescueKeys, settleNotes } from './key-notes.ts';
import { findStoredKey, keyLockName, keyPlaceOf, recoveryArgs } from './key-place.ts';
import { showKey } from './save-key.ts';

/** How a key is wanted. */
export interface CreateKeyRequest {
  /** Do not ask before the request. */
  readonly yes: boolean;
  /** Ask for a key even though one is stored. */
  readonly requestNew: boolean;
  /** Show the key's value. */
  readonly print: boolean;
}

/** A key, or why there is none. */
export interface KeyOutcome {
  readonly verdict: Verdict;
  readonly key?: ApiKey;
  /** The value has been shown already. */
  readonly shown?: boolean;
  /** The key that stays, where a new one was wanted and not given. */
  readonly kept?: ApiKey;
}

/**
 * Gets the one key this client may have in an org. A stored one is used again. Otherwise the sequence
 * guards the new value, which Datadog shows once: consent, proof that the store can be written, a note
 * of the intent, the request, and the key saved before anything else. One process at a time.
 */
export async function obtainKey(
  run: Run,
  site: SiteRow,
  grant: Grant,
  request: CreateKeyRequest,
): Promise<KeyOutcome> {
  const check = startCheck(run.host.clock, {
    id: 'key.create',
    check: 'key.create',
    title: 'API key',
    subject: { site: site.key },
  });
  const decided = (judgement: Judgement): KeyOutcome => ({ verdict: check(judgement) });
  const { store, keyIntents } = await run.vault();
  const place = keyPlaceOf(grant);
  await rescueKeys(run, await keyIntents.find(place));
  const stored = await findStoredKey(run, grant);
  if (stored !== undefined && !request.requestNew) {
    return { ...decided(await reuse(run, stored)), key: stored };
  }
  const names = recoveryArgs(run, site, grant.org);
  const forgets = store.kind === 'memory' && run.simulation?.ownProcess !== true;
  if (forgets && !request.print) {
    return decided({ grade: 'inconclusive', finding: finding('key.store-forgets', names) });
  }
  const earlier = await keyIntents.find(place);
  if (!(await confirmed(run, site, grant, request, earlier))) {
    return decided({ grade: 'inconclusive', finding: finding('key.declined', names) });
  }
  const work = async (): Promise<KeyOutcome> => {
    const current = await findStoredKey(run, grant);
    if (current !== undefined && current.value !== stored?.value) {
      // Another process has made it meanwhile.
      return { ...decided(await reuse(run, current)), key: current };
    }
    if (stored !== undefined) run.redactor.add(stored.value);
    const asked = await askForKey(run, site, grant, stored);
    return outcomeOf(run, asked, check(asked.judgement), { stored, forgets });
  };
  try {
    return await run.critical(() => store.withLock(keyLockName(grant), work, lockOptions(run)));
  } catch (error) {
    // Once something was asked for nothing here rejects so: the lock itself could not be taken.
    if (!(error instanceof ToolError) || error.code !== 'store.failed') throw error;
    return decided(noSafePlace(names, error));
  }
}

function outcomeOf(
  run: Run,
  { key, shown = false }: AskedKey,
  verdict: Verdict,
  { stored, forgets }: { readonly stored: ApiKey | undefined; readonly forgets: boolean },
): KeyOutcome {
  if (key === undefined) return { verdict, ...(stored === undefined ? {} : { kept: stored }) };
  if (forgets && !shown) showKey(run, key, 'which this run forgets. Keep it in a safe place now');
  return { verdict, key, shown: shown || forgets };
}

/** A run that saved its key and was then killed has left its note behind; now the outcome is known. */
async function reuse(run: Run, key: ApiKey): Promise<Judgement> {
  run.redactor.add(key.value);
  const { keyIntents, store } = await run.vault();
  const place = {
    clientId: key.clientId,
    site: key.site,
    ...(key.org.id === undefined ? {} : { orgId: key.org.id }),
  };
  const notes = await keyIntents.find(place);
  await settleNotes(
    run,
    notes.filter(({ intent }) => intent.runId === key.runId),
  );
  const args = { site: key.site, last4: key.last4, where: store.where };
  return { grade: 'passed', finding: finding('key.reused', args) };
}

async function confirmed(
  run: Run,
  site: SiteRow,
  grant: Grant,
  request: CreateKeyRequest,
  earlier: readonly KeyNote[],
): Promise<boolean> {
  for (const { intent, atWork } of earlier) {
    if (atWork) continue;
    const { runId, askedAt } = intent;
    run.ui.notice(
      `Run ${runId} asked for the key of ${site.key} at ${askedAt} and never learnt the outcome: it may exist, and its value be lost. Asking again tells.`,
    );
  }
  if (request.yes || run.simulation?.ownProcess === true) return true;
  const { name, clientId } = requireClient(run);
  const org = grant.org.name ?? grant.org.id ?? 'the org';
  if (!run.interactive) {
    throw new ToolError(
      'usage.confirmation',
      `create-key makes an API key in ${org} (${site.key}).`,
      { hint: 'Without a terminal give --yes' },
    );
  }
  run.ui.notice(
    `${name ?? clientId} may have one API key in ${org} (${site.key}). Datadog shows its value once; losing it means revoking it by hand.`,
  );
  const { store } = await run.vault();
  run.ui.notice(`Its value will rest here: ${store.where}.`);
  return run.host.prompter.confirm('Create it now?', run.signal);
}
