import type { Creation, RoundTrip, ScopeRow } from '../catalog/scope-row.ts';
import type { Exchange, Sent } from '../model/http.ts';
import type { JournalEntry, JournalRecord } from '../model/journal.ts';
import { create } from './create.ts';
import { carries, type CreatedId } from './created-id.ts';
import type { ScopeContext } from './scope-context.ts';
import { PATIENT_MS, takeTripBack, type TakenBack } from './take-back.ts';
import { uuidOf } from './uuid.ts';
import type { WriteContext } from './write-context.ts';
import { writeNames } from './write-names.ts';
import { fillRequest, withId, writeHttpRequest, type WriteValues } from './write-request.ts';

/** What reading back came to; `unasked` also where the token may not read. */
export type ReadBack = 'shown' | 'not-shown' | 'unasked' | 'undecided';

/** Something that could not be deleted for certain. */
export interface Left {
  readonly entry: JournalEntry;
  readonly end: TakenBack['end'];
  readonly status: number;
}

/** What a round trip came to; everything it made is gone, or named in `left`. */
export interface RoundTripOutcome {
  /** How far it came: a creation that failed, or all the way. */
  readonly end:
    | {
        readonly kind: 'made';
        readonly readBack: ReadBack;
        /** Answer to the read that this scope alone opens, where there is one. */
        readonly ownRead?: Sent;
        readonly subject: TakenBack['end'];
      }
    | {
        readonly kind: 'not-made';
        readonly creation: Creation;
        readonly isSubject: boolean;
        readonly sent: Sent;
        /** It may have been made all the same. */
        readonly unsure: boolean;
      }
    | { readonly kind: 'no-journal'; readonly reason: string }
    /** The time of the run was over. */
    | { readonly kind: 'no-time' };
  readonly left: readonly Left[];
  readonly exchanges: readonly Exchange[];
}

/** Pauses between attempts to read what was just created, in milliseconds. */
const READ_PAUSES_MS = [300, 1_000];

/**
 * Creates what the trip needs and its subject, reads that back, and deletes everything again, last
 * first, whatever went wrong.
 * @throws the signal's reason after an interrupt, when what was made has been deleted
 */
export async function runRoundTrip(
  row: Pick<ScopeRow, 'scope' | 'product'>,
  trip: RoundTrip,
  ctx: ScopeContext,
  writes: WriteContext,
): Promise<RoundTripOutcome> {
  const names = writeNames(writes.runId, row.scope);
  let values: WriteValues = { ...names, uuid: uuidOf(writes.random.bytes(16)) };
  const exchanges: Exchange[] = [];
  const records: JournalRecord[] = [];
  let end: RoundTripOutcome['end'] | undefined;
  let subjectId: CreatedId | undefined;
  for (const [order, creation] of [...trip.needs, trip.subject].entries()) {
    if (writes.signal.aborted) break;
    if (writes.remainingMs() <= 0) end = { kind: 'no-time' };
    if (end !== undefined) break;
    const place = { site: ctx.site, row, names, values, order };
    const created = await create(creation, place, ctx, writes);
    if (created.kind === 'no-journal') {
      end = created;
      break;
    }
    exchanges.push(created.sent.exchange);
    if (created.kind !== 'refused') records.push(created.record);
    if (created.kind !== 'made') {
      const isSubject = creation === trip.subject;
      const { sent, kind } = created;
      end = { kind: 'not-made', creation, isSubject, sent, unsure: kind === 'unsure' };
      break;
    }
    values = { ...values, [`id:${creation.step}`]: created.id };
    subjectId = creation === trip.subject ? created.id : undefined;
  }
  const readBack =
    subjectId === undefined
      ? 'unasked'
      : await read(trip.subject, records.at(-1)?.entry, subjectId, ctx, writes, exchanges);
  const own =
    subjectId === undefined || trip.ownRead === undefined || writes.signal.aborted
      ? undefined
      : await writes.send(
          writeHttpRequest(withId(fillRequest(trip.ownRead, values, ctx.clock), subjectId), {
            apiUrl: ctx.apiUrl,
            accessToken: ctx.grant.accessToken,
          }),
          { retry: true },
        );
  if (own !== undefined) exchanges.push(own.exchange);
  const taken = await takeAllBack(records, ctx, writes);
  exchanges.push(...taken.flatMap((one) => one.exchanges));
  writes.signal.throwIfAborted();
  const left = taken.filter((one) => one.end !== 'gone' && one.end !== 'absent');
  const subject = taken[0]?.end ?? 'absent';
  const made = { kind: 'made', readBack, subject, ...(own && { ownRead: own }) } as const;
  return { end: end ?? made, left, exchanges };
}

async function takeAllBack(
  records: readonly JournalRecord[],
  ctx: ScopeContext,
  writes: WriteContext,
): Promise<(TakenBack & Left)[]> {
  const { apiUrl, clock } = ctx;
  const { accessToken } = ctx.grant;
  const { send } = writes;
  const pausesMs = (): readonly number[] =>
    writes.signal.aborted || writes.remainingMs() <= 0 ? [] : PATIENT_MS;
  const ends = await takeTripBack(records, { apiUrl, accessToken, clock, send, pausesMs });
  return ends.map(({ record, taken }) => ({ ...taken, entry: record.entry }));
}

/** Reads the subject back, a few times: it may appear a little later than the answer says. */
async function read(
  { read: request, secretAnswer = false }: Creation,
  entry: JournalEntry | undefined,
  id: CreatedId,
  ctx: ScopeContext,
  writes: WriteContext,
  exchanges: Exchange[],
): Promise<ReadBack> {
  if (request === undefined || entry?.read === undefined) return 'unasked';
  const { scopes, accessToken } = ctx.grant;
  const mayRead =
    scopes === null ||
    request.opens.length === 0 ||
    request.opens.some((set) => set.every((scope) => scopes.includes(scope)));
  if (!mayRead) return 'unasked';
  const http = writeHttpRequest(withId(entry.read, id), { apiUrl: ctx.apiUrl, accessToken });
  for (const pauseMs of [0, ...READ_PAUSES_MS]) {
    if (pauseMs > 0) await ctx.clock.sleep(pauseMs, writes.signal).catch(() => undefined);
    if (writes.signal.aborted) return 'undecided';
    const { response, exchange } = await writes.send(http, { retry: true, secretAnswer });
    exchanges.push(exchange);
    if (response === undefined || response.status >= 500 || response.status === 429) {
      if (pauseMs === READ_PAUSES_MS.at(-1)) return 'undecided';
      continue;
    }
    if (response.status === 401 || response.status === 403) return 'unasked';
    const marks = [String(id), ...entry.marks];
    if (response.status < 300 && marks.some((mark) => carries(response.body, mark))) return 'shown';
  }
  return 'not-shown';
}
