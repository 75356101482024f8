import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { createKeyRequest, readCreatedKey, type CreatedKey } from '../../datadog/api-keys.ts';
import { ToolError } from '../../errors.ts';
import type { ApiKey, Grant } from '../../model/grant.ts';
import type { Exchange } from '../../model/http.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import type { Run } from '../run/run.ts';
import { watchInterrupt } from './interrupt-clock.ts';
import { openNote, type OpenNote } from './key-notes.ts';
import { recoveryArgs, type KeyNames } from './key-place.ts';
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
 * note on disk says that a key may come to be; it goes when the outcome is known. Once the answer is
 * read the key is in the note before anything else happens, and then in the store. The caller holds the
 * lock of the place.
 * @param stored the key that is stored already, when another one is wanted all the same
 * @throws the signal's reason after Ctrl-C
 */
export async function askForKey(
  run: Run,
  site: SiteRow,
  grant: Grant,
  stored: ApiKey | undefined,
): Promise<AskedKey> {
  const names = recoveryArgs(run, site, grant.org);
  const note = await prepare(run, grant, names);
  if ('grade' in note) return { judgement: note };
  if (run.signal.aborted) {
    await note.nothingMade();
    throw run.signal.reason;
  }
  const clock = watchInterrupt(run);
  const request = { left: false };
  let sent;
  try {
    sent = await run.sendToTheEnd(
      createKeyRequest(siteEndpoints(site).marketplaceKeyUrl, grant.accessToken),
      {
        secretAnswer: true,
        timeoutMs: Math.min(REQUEST_MS, run.remainingMs()),
        onSent: () => void (request.left = true),
      },
    );
  } catch (error) {
    if (request.left) run.ui.notice(interruptedWords(site));
    else await note.nothingMade();
    throw error;
  }
  const answer = sent.response ?? sent.partial;
  const created = answer === undefined ? undefined : readCreatedKey(answer);
  if (created !== undefined) {
    const key = keyOf(run, grant, created);
    const noted = note.keep(key);
    run.redactor.add(key.value);
    const kept = await saveKey(run, key, clock);
    const shown = kept.how === 'shown';
    // A key that no store took waits in the note for one that does.
    if (!shown || !noted) await note.safe();
    return {
      key,
      shown,
      judgement: judgeKept(kept, key, { names, noted, exchange: sent.exchange }),
    };
  }
  const refusal = judgeRefusedKey(sent, {
    grant,
    names,
    earlier: note.earlier.map(({ intent }) => intent),
    stored,
    left: request.left,
    nowMs: run.host.clock.now(),
  });
  if (!refusal.mayExist) await note.nothingMade();
  return { judgement: refusal.judgement };
}

/** Makes everything ready for an answer, or says why nothing may be asked for now. */
async function prepare(run: Run, grant: Grant, names: KeyNames): Promise<OpenNote | Judgement> {
  const { store } = await run.vault();
  try {
    await store.assertWritable();
    if (run.remainingMs() < LEAST_MS) {
      return { grade: 'inconclusive', finding: finding('key.no-time', names) };
    }
    return await openNote(run, grant);
  } catch (error) {
    if (!(error instanceof ToolError) || !error.code.startsWith('store.')) throw error;
    return noSafePlace(names, error);
  }
}

/** Nothing was asked for, since there is no place for the value. */
export function noSafePlace(names: KeyNames, { message, hint }: ToolError): Judgement {
  const found = finding('key.no-safe-place', { ...names, reason: message, hint });
  return { grade: 'inconclusive', finding: found };
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

function judgeKept(
  kept: KeptKey,
  { last4, name }: ApiKey,
  { names, noted, exchange }: { names: KeyNames; noted: boolean; exchange: Exchange },
): Judgement {
  const args = { ...names, last4, name };
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
      const made = finding('key.save-failed', { ...args, noted, reason: kept.reason });
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
