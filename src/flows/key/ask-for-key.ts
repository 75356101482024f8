import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { createKeyRequest, readCreatedKey, type CreatedKey } from '../../datadog/api-keys.ts';
import { ToolError } from '../../errors.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { Exchange } from '../../model/http.ts';
import type { KeyIntent } from '../../model/key-intent.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Run } from '../run/run.ts';
import { watchInterrupt } from './interrupt-clock.ts';
import { keyPlaceOf, recoveryArgs, type KeyNames } from './key-place.ts';
import { judgeRefusedKey } from './key-refusal.ts';
import { saveKey, type KeptKey } from './save-key.ts';

/** Deadline of the request, in milliseconds: giving up early leaves a key whose value is lost. */
const REQUEST_MS = 45_000;
/** With less time than this left of the run, in milliseconds, nothing is asked for. */
const LEAST_MS = 500;

/** What asking for a key came to. */
export interface AskedKey {
  readonly judgement: Judgement;
  readonly key?: ApiKey;
  /** The value was shown, since no store took it. */
  readonly shown?: boolean;
}

/**
 * Asks for the key and keeps it. Before the request the store has proved that it takes a value, and a
 * note on disk says that a key may come to be; it goes when the outcome is known. Between the answer
 * and the store nothing else happens. The caller holds the lock of the place.
 * @param stored the key that is stored already, when another one is wanted all the same
 * @throws the signal's reason after Ctrl-C
 */
export async function askForKey(
  run: Run,
  site: SiteRow,
  grant: Grant,
  stored: ApiKey | undefined,
): Promise<AskedKey> {
  const { keyIntents } = await run.vault();
  const names = recoveryArgs(run, site, grant.org);
  const own = intentOf(run, grant);
  const earlier = await keyIntents.find(own);
  const trouble = await prepare(run, own, earlier);
  if (trouble !== undefined) {
    return {
      judgement: {
        grade: 'inconclusive',
        finding: finding(trouble.code, { ...names, ...trouble.args }),
      },
    };
  }
  const settle = async (intents: readonly KeyIntent[]): Promise<void> => {
    // A note too many costs a word in the next run.
    for (const intent of intents) await keyIntents.settle(intent).catch(() => undefined);
  };
  // A note of an earlier request outlives this one: its key may exist whatever becomes of ours.
  const settleOwn = (): Promise<void> => settle(earlier.length === 0 ? [own] : []);
  if (run.signal.aborted) {
    await settleOwn();
    throw run.signal.reason;
  }
  const clock = watchInterrupt(run);
  let left = false;
  let sent;
  try {
    sent = await run.sendToTheEnd(
      createKeyRequest(siteEndpoints(site).marketplaceKeyUrl, grant.accessToken),
      {
        secretAnswer: true,
        timeoutMs: Math.min(REQUEST_MS, run.remainingMs()),
        onSent: () => void (left = true),
      },
    );
  } catch (error) {
    if (left) run.ui.notice(interruptedWords(site));
    else await settleOwn();
    throw error;
  }
  const answer = sent.response ?? sent.partial;
  const created = answer === undefined ? undefined : readCreatedKey(answer);
  if (created !== undefined) {
    run.redactor.add(created.value);
    const key = keyOf(run, grant, created);
    const kept = await saveKey(run, key, clock);
    await settle([...earlier, own]);
    return {
      key,
      shown: kept.how === 'shown',
      judgement: judgeKept(kept, key, names, sent.exchange),
    };
  }
  const nowMs = run.host.clock.now();
  const refusal = judgeRefusedKey(sent, { grant, names, earlier, stored, left, nowMs });
  if (!refusal.mayExist) await settleOwn();
  return { judgement: refusal.judgement };
}

/** Why nothing may be asked for now; otherwise everything is ready for an answer. */
async function prepare(
  run: Run,
  own: KeyIntent,
  earlier: readonly KeyIntent[],
): Promise<
  | { readonly code: 'key.no-time' | 'key.no-safe-place'; readonly args: Record<string, string> }
  | undefined
> {
  const { store, keyIntents } = await run.vault();
  try {
    await store.assertWritable();
    if (run.remainingMs() < LEAST_MS) return { code: 'key.no-time', args: {} };
    if (earlier.length === 0) await keyIntents.begin(own);
    return undefined;
  } catch (error) {
    if (!(error instanceof ToolError) || !error.code.startsWith('store.')) throw error;
    return { code: 'key.no-safe-place', args: { reason: error.message, hint: error.hint ?? '' } };
  }
}

function intentOf(run: Run, grant: Grant): KeyIntent {
  return {
    ...keyPlaceOf(grant),
    ...(grant.org.name === undefined ? {} : { orgName: grant.org.name }),
    runId: run.runId,
    askedAt: new Date(run.host.clock.now()).toISOString(),
  };
}

function keyOf(run: Run, grant: Grant, created: CreatedKey): ApiKey {
  return {
    clientId: grant.clientId,
    site: grant.site,
    org: grant.org,
    ...created,
    createdAt: created.createdAt || new Date(run.host.clock.now()).toISOString(),
    runId: run.runId,
  };
}

function judgeKept(kept: KeptKey, key: ApiKey, names: KeyNames, exchange: Exchange): Judgement {
  const args = { ...names, last4: key.last4, name: key.name };
  const exchanges = [exchange];
  switch (kept.how) {
    case 'stored': {
      const made = finding('key.created', { ...args, where: kept.where });
      return { grade: 'passed', proof: 'authorized', finding: made, exchanges };
    }
    case 'spare': {
      const { where, reason } = kept;
      const made = finding('key.saved-in-spare', { ...args, where, reason });
      return { grade: 'warning', proof: 'authorized', finding: made, exchanges };
    }
    case 'shown': {
      const made = finding('key.save-failed', { ...args, reason: kept.reason });
      return { grade: 'failed', proof: 'authorized', finding: made, exchanges };
    }
  }
}

/** The run ends before there is a report, so this has to be said at once. */
function interruptedWords(site: SiteRow): string {
  return (
    `The request for the key of ${site.key} had been sent when you interrupted it: a key may exist whose value is lost. ` +
    `ddoauth create-key --site ${site.key} finds out, and says how to recover.`
  );
}
