import type { Admitted } from '../access/admission.ts';
import {
  errors,
  isRecord,
  json,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import type { StoredItem } from '../world/received.ts';
import { sampleStoredItem } from './samples.ts';
import { parseSearch } from './search-query.ts';
import { readTimeExpression } from './time-expression.ts';
import type { World } from '../world/world.ts';

/** Lists of what was sent that can be searched. */
export type SearchableType = 'events' | 'logs' | 'spans';

/** A search, wherever its parts stood in the request. */
export interface Search {
  readonly query: string;
  readonly from: string;
  readonly to: string;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly ascending: boolean;
}

const MOST_ITEMS = 1000;
const DEFAULT_ITEMS = 10;

/**
 * What the caller's org has of one type and may be seen by now: sent, and the ingestion delay over.
 * As long as nothing was sent, one sample.
 */
export function visibleItems(
  world: World,
  type: SearchableType,
  orgId: string,
): readonly StoredItem[] {
  const sent = world.received[type].filter((item) => item.orgId === orgId);
  const { emptyData, ingestionDelayMs } = world.seed.settings;
  const now = world.clock.now();
  if (sent.length === 0) return emptyData ? [] : [sampleStoredItem(orgId, now)];
  return sent.filter((item) => item.receivedAtMs + ingestionDelayMs <= now);
}

/** A search whose parts are in the query: `filter[query]`, `filter[from]`, `page[limit]`, … */
export function searchFromQuery({ query }: SimulatorRequest): Search {
  return {
    query: query.get('filter[query]') ?? '*',
    from: query.get('filter[from]') ?? 'now-15m',
    to: query.get('filter[to]') ?? 'now',
    limit: Number(query.get('page[limit]') ?? DEFAULT_ITEMS),
    cursor: query.get('page[cursor]') ?? undefined,
    ascending: query.get('sort') === 'timestamp',
  };
}

/**
 * A search whose parts are in a JSON body, directly or under `data.attributes` as spans have it.
 * @returns `undefined` when the body is no JSON object
 */
export function searchFromBody(request: SimulatorRequest): Search | undefined {
  const whole = request.body.length === 0 ? {} : readJson(request);
  if (!isRecord(whole)) return undefined;
  const body = member(member(whole, 'data'), 'attributes') ?? whole;
  const filter = member(body, 'filter');
  const page = member(body, 'page');
  const cursor = scalarText(member(page, 'cursor'));
  return {
    query: scalarText(member(filter, 'query')) ?? '*',
    from: scalarText(member(filter, 'from')) ?? 'now-15m',
    to: scalarText(member(filter, 'to')) ?? 'now',
    limit: Number(scalarText(member(page, 'limit')) ?? DEFAULT_ITEMS),
    cursor,
    ascending: scalarText(member(body, 'sort')) === 'timestamp',
  };
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** A text or a number as text. */
export function scalarText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** What a search found, or the refusal that answers it. */
export type SearchOutcome =
  | {
      readonly items: readonly StoredItem[];
      /** Where the next page starts, when there is one. */
      readonly after: string | undefined;
      readonly refusal?: undefined;
    }
  | { readonly refusal: SimulatorAnswer };

/** Runs a search over what the caller's org has, newest first unless asked otherwise. */
export function runSearch(
  world: World,
  { grant }: Admitted,
  type: SearchableType,
  search: Search | undefined,
): SearchOutcome {
  if (!search) return { refusal: errors(400, 'Invalid request body') };
  const now = world.clock.now();
  const from = readTimeExpression(search.from, now);
  const to = readTimeExpression(search.to, now);
  if (from === undefined || to === undefined) return { refusal: errors(400, 'Invalid time range') };
  const { limit } = search;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ITEMS) {
    return { refusal: errors(400, `page limit has to be from 1 to ${MOST_ITEMS}`) };
  }
  const match = parseSearch(search.query);
  if (!match) return { refusal: errors(400, 'Invalid query input') };
  const start = search.cursor === undefined ? 0 : readCursor(search.cursor);
  if (start === undefined) return { refusal: errors(400, 'Invalid cursor') };
  const hits = visibleItems(world, type, grant.org.id)
    .filter((item) => item.timestampMs >= from && item.timestampMs <= to && match(item))
    .sort((a, b) => (search.ascending ? 1 : -1) * (a.timestampMs - b.timestampMs));
  const items = hits.slice(start, start + limit);
  const end = start + items.length;
  return { items, after: end < hits.length ? writeCursor(end) : undefined };
}

/** The answer of the v2 searches. */
export function answerSearch(
  world: World,
  admitted: Admitted,
  type: SearchableType,
  search: Search | undefined,
  view: (item: StoredItem) => unknown,
): SimulatorAnswer {
  const found = runSearch(world, admitted, type, search);
  if (found.refusal) return found.refusal;
  const page = found.after === undefined ? {} : { page: { after: found.after } };
  return json(200, {
    data: found.items.map(view),
    meta: { elapsed: 1, status: 'done', request_id: world.ids.token(), ...page },
  });
}

function writeCursor(start: number): string {
  return Buffer.from(`from:${start}`).toString('base64url');
}

function readCursor(cursor: string): number | undefined {
  const [, start] = /^from:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return start === undefined ? undefined : Number(start);
}
