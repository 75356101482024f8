import type { Clock } from '../host/host.ts';
import type { Exchange, HttpResponse, Send, Sent } from '../model/http.ts';
import type { JournalEntry, JournalRecord, JournalRequest } from '../model/journal.ts';
import { carries, idsOfMarked, type CreatedId } from './created-id.ts';
import { PAGE_SIZE } from './creation-entry.ts';
import { isJsonObject, readBody } from './scope-answer.ts';
import { withId, writeHttpRequest } from './write-request.ts';

/** What deleting came to. */
export interface TakenBack {
  /**
   * `gone`: deleted, and a read or a second delete says so · `absent`: it was not there · `unproved`:
   * the delete was accepted and the thing still seems to be there · `refused`: the delete was not
   * accepted · `not-found`: its id is not known, and no list shows its name for certain.
   */
  readonly end: 'gone' | 'absent' | 'unproved' | 'refused' | 'not-found';
  /** Status of the delete that was refused, `0` for no answer. */
  readonly status: number;
  readonly exchanges: readonly Exchange[];
}

/** How things are deleted. */
export interface TakeBackContext {
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly send: Send;
  readonly clock: Clock;
  /** Pauses between attempts, in milliseconds: none after an interrupt. */
  readonly pausesMs: () => readonly number[];
}

/** Pauses between attempts when there is time, in milliseconds. */
export const PATIENT_MS: readonly number[] = [200, 400, 800, 1_500, 3_000];

/**
 * Deletes what one round trip made, last first. What does not outlive its parent and could not be
 * found is gone with the parent.
 */
export async function takeTripBack(
  records: readonly JournalRecord[],
  ctx: TakeBackContext,
): Promise<{ readonly record: JournalRecord; readonly taken: TakenBack }[]> {
  const ends: { readonly record: JournalRecord; readonly taken: TakenBack }[] = [];
  for (const record of [...records].sort((a, b) => b.entry.order - a.entry.order)) {
    ends.push({ record, taken: await takeBack(record, ctx) });
  }
  const settled: typeof ends = [];
  for (const { record, taken } of ends) {
    const { goneWithParent, order } = record.entry;
    const parents = ends.filter((one) => one.record.entry.order < order);
    const withThem =
      taken.end === 'not-found' &&
      goneWithParent === true &&
      parents.length > 0 &&
      parents.every((one) => one.taken.end === 'gone' || one.taken.end === 'absent');
    if (withThem) await record.remove().catch(() => undefined);
    settled.push({ record, taken: withThem ? { ...taken, end: 'gone' } : taken });
  }
  return settled;
}

/** Deletes what an entry names, proves that it is gone, and forgets the entry only then. */
async function takeBack(record: JournalRecord, ctx: TakeBackContext): Promise<TakenBack> {
  const exchanges: Exchange[] = [];
  const ask = asker(ctx, exchanges, record.entry.secretAnswer === true);
  const { entry } = record;
  const found =
    entry.id === undefined ? await findIds(entry, ask) : { ids: [entry.id], sure: true };
  let worst: Omit<TakenBack, 'exchanges'> = {
    end: found.sure ? 'absent' : 'not-found',
    status: 0,
  };
  for (const [index, id] of found.ids.entries()) {
    const one = await deleteOne(entry, id, ask, ctx);
    if (index === 0 || SEVERITY.indexOf(one.end) > SEVERITY.indexOf(worst.end)) worst = one;
  }
  if (worst.end === 'gone' || worst.end === 'absent') {
    await record.remove().catch(() => undefined);
  }
  return { ...worst, exchanges };
}

const SEVERITY: readonly TakenBack['end'][] = [
  'absent',
  'gone',
  'not-found',
  'unproved',
  'refused',
];

type Ask = (request: JournalRequest) => Promise<Sent>;

/** Sends until an answer comes that is neither a failure of the server nor none at all. */
function asker(ctx: TakeBackContext, exchanges: Exchange[], secretAnswer: boolean): Ask {
  return async (request) => {
    const http = writeHttpRequest(request, ctx);
    for (const pauseMs of [...ctx.pausesMs(), -1]) {
      const sent = await ctx.send(http, { retry: true, secretAnswer });
      exchanges.push(sent.exchange);
      if (isSettled(sent) || pauseMs < 0) return sent;
      await ctx.clock.sleep(pauseMs);
    }
    throw new Error('unreachable: the last pause is negative');
  };
}

function isSettled({ response }: Sent): boolean {
  if (response === undefined || readBody(response).kind === 'page') return false;
  return response.status < 500 && ![408, 425, 429].includes(response.status);
}

async function deleteOne(
  entry: JournalEntry,
  id: CreatedId,
  ask: Ask,
  ctx: TakeBackContext,
): Promise<Omit<TakenBack, 'exchanges'>> {
  const sent = await ask(withId(entry.delete, id));
  const status = sent.response?.status ?? 0;
  const gone = (one: Sent): boolean =>
    isSettled(one) && entry.goneStatuses.includes(one.response?.status ?? 0);
  // The id is known from Datadog's own answer, so "no such thing" is not about a wrong id.
  if (gone(sent)) return { end: 'absent', status };
  if (!isSettled(sent) || status < 200 || status >= 300) return { end: 'refused', status };
  for (const pauseMs of [0, ...ctx.pausesMs().slice(0, 2)]) {
    if (pauseMs > 0) await ctx.clock.sleep(pauseMs);
    if (entry.read !== undefined) {
      const read = await ask(withId(entry.read, id));
      const body = read.response?.body ?? '';
      const shown = [String(id), ...entry.marks].some((mark) => carries(body, mark));
      const listed = entry.lists.some(({ request }) => request.path === entry.read?.path);
      if (gone(read) || (listed && read.response?.status === 200 && !shown)) {
        return { end: 'gone', status };
      }
    }
    // Some reads go on showing what was deleted, and some the token may not do.
    if (gone(await ask(withId(entry.delete, id)))) return { end: 'gone', status };
  }
  return { end: 'unproved', status };
}

/** Looks for the name in the lists; `sure` when the first of them that answers was seen whole. */
async function findIds(
  entry: JournalEntry,
  ask: Ask,
): Promise<{ readonly ids: readonly CreatedId[]; readonly sure: boolean }> {
  let sure = false;
  for (const { request, own } of entry.lists) {
    const { response } = await ask(request);
    if (response?.status !== 200 || readBody(response).kind !== 'json') continue;
    const ids = idsOfMarked(response, entry.idAt, entry.marks);
    if (ids.length > 0) return { ids, sure: true };
    sure ||= own && entry.marks.length > 0 && isWhole(response, request);
  }
  // An id that we chose ourselves is known, and "no such thing" is an answer about it.
  return sure || entry.chosenId === undefined
    ? { ids: [], sure }
    : { ids: [entry.chosenId], sure: true };
}

/** Items without a page size asked for from which on a list may go on: the smallest default there is. */
const SMALLEST_PAGE = 10;

/** Whether a list ends here, as far as it says: no next page, and fewer items than a page holds. */
function isWhole(response: HttpResponse, { query = {} }: JournalRequest): boolean {
  const next = /"(?:next|next_cursor|after|nextPage|next_page|next_offset)"\s*:\s*(?!null|""|0\b)/;
  const body = readBody(response);
  if (body.kind !== 'json' || next.test(response.body)) return false;
  const size = Object.entries(query).find(([name]) => PAGE_SIZE.test(name))?.[1];
  const { value } = body;
  const members = isJsonObject(value) ? Object.values(value) : [value];
  const longest = Math.max(0, ...members.map((one) => (Array.isArray(one) ? one.length : 0)));
  return longest < Number(size ?? SMALLEST_PAGE);
}
