import type { Creation } from '../catalog/scope-row.ts';
import { messageOf } from '../errors.ts';
import type { Sent } from '../model/http.ts';
import type { JournalRecord } from '../model/journal.ts';
import { creationEntry, type CreationPlace } from './creation-entry.ts';
import { idFromAnswer, type CreatedId } from './created-id.ts';
import { readBody } from './scope-answer.ts';
import type { ScopeContext } from './scope-context.ts';
import type { WriteContext } from './write-context.ts';
import { fillRequest, writeHttpRequest } from './write-request.ts';

/** What a creation came to. */
export type Created =
  | {
      readonly kind: 'made';
      readonly record: JournalRecord;
      readonly id: CreatedId;
      readonly sent: Sent;
    }
  /** It may be there, and its id is not known. */
  | { readonly kind: 'unsure'; readonly record: JournalRecord; readonly sent: Sent }
  /** Nothing was made. */
  | { readonly kind: 'refused'; readonly sent: Sent }
  /** The journal could not be written, so nothing was asked for. */
  | { readonly kind: 'no-journal'; readonly reason: string };

/** Failures before a request was on its way. */
const NEVER_SENT = new Set(['proxy', 'dns', 'connect', 'tls', 'tls-name']);

/**
 * Creates one thing: entry on disk, request, id on disk. Sent once, since a second one might make a
 * second thing; again only after a 429, which refuses before anything is done.
 */
export async function create(
  creation: Creation,
  place: CreationPlace,
  ctx: ScopeContext,
  writes: WriteContext,
): Promise<Created> {
  const request = fillRequest(creation.create, place.values, ctx.clock);
  let record: JournalRecord;
  try {
    record = await writes.journal.begin(creationEntry(creation, request, place, writes, ctx.clock));
  } catch (error) {
    return { kind: 'no-journal', reason: messageOf(error) };
  }
  const { accessToken } = ctx.grant;
  const http = writeHttpRequest(request, { apiUrl: ctx.apiUrl, accessToken });
  const options = { secretAnswer: creation.secretAnswer === true };
  let sent = await writes.send(http, options);
  if (sent.response?.status === 429 && !writes.signal.aborted) {
    const waited = await ctx.clock.sleep(AFTER_429_MS, writes.signal).then(
      () => true,
      () => false,
    );
    if (waited) sent = await writes.send(http, options);
  }
  if (wasRefused(sent)) {
    await record.remove().catch(() => undefined);
    return { kind: 'refused', sent };
  }
  const { response } = sent;
  const ok = response !== undefined && response.status < 300;
  const id = ok ? idFromAnswer(response, creation.idAt) : undefined;
  if (id === undefined) return { kind: 'unsure', record, sent };
  // Should the disk be full now, the entry still has the name, and this process knows the id.
  await record.update(id).catch(() => undefined);
  return { kind: 'made', record, id, sent };
}

/** Pause before a creation is asked for again, in milliseconds; known limits are waited for besides. */
const AFTER_429_MS = 400;

/** Whether the answer says that nothing was made. A page comes from something in between. */
function wasRefused({ response, failure }: Sent): boolean {
  if (failure !== undefined) return NEVER_SENT.has(failure.kind) || failure.code === 'RATE_LIMIT';
  if (response.status < 300 || response.status >= 500 || response.status === 408) return false;
  return response.status >= 400 || readBody(response).kind === 'page';
}
