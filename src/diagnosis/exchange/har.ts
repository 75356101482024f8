import { readCutJson } from './cut-json.ts';
import type { Fields } from './fields.ts';
import { BODY_LIMIT, MOST_EXCHANGES, type RawExchange } from './raw-exchange.ts';

/** What a HAR came to. */
export interface HarReading {
  readonly exchanges: readonly RawExchange[];
  /** Entries in the file, those that say nothing about OAuth included. */
  readonly entries: number;
  /** The file ends before its end. */
  readonly cut: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const ENTRIES = /"entries"\s{0,40}:\s{0,40}\[/g;
/** Entries that are kept: requests to Datadog, and what looks like a part of a flow. */
const OF_INTEREST =
  /datadog|ddog-gov|\/oauth|[?&"](?:code|error|state|domain|site|grant_type|redirect_uri|access_token)["=]|"name"\s*:\s*"(?:code|error|state|domain|grant_type)"/i;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `[{"name": …, "value": …}]` of headers, queries and forms. */
function pairs(value: unknown): Fields {
  if (!Array.isArray(value)) return [];
  return value.slice(0, 500).flatMap((item: unknown) => {
    const name = isRecord(item) ? text(item['name']) : undefined;
    const held = isRecord(item) ? item['value'] : undefined;
    if (name === undefined) return [];
    // A number stands where some tools write one; anything else is no value.
    return [[name, typeof held === 'number' ? String(held) : (text(held) ?? '')] as const];
  });
}

function headers(value: unknown): Fields {
  // Chromium lists HTTP/2's own (`:authority`) among them.
  return pairs(value).flatMap(([name, held]) =>
    name.startsWith(':') ? [] : [[name.toLowerCase(), held] as const],
  );
}

/**
 * Reads a HAR of any maker, whole or cut off: entry by entry, so that a large file is never taken
 * apart at once, and what stands before a cut is read.
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function readHar(input: string): HarReading | undefined {
  const exchanges: RawExchange[] = [];
  let entries = 0;
  let cut = false;
  let isHar = false;
  // Lists within lists are scanned again for each level: hostile nesting ends here.
  let budget = 4 * input.length + 1_000;
  ENTRIES.lastIndex = 0;
  for (let start = ENTRIES.exec(input); start && budget > 0; start = ENTRIES.exec(input)) {
    let at = start.index + start[0].length;
    for (;;) {
      at = skipTo(input, at);
      if (input.charAt(at) !== '{' || budget <= 0) break;
      const end = endOfObject(input, at);
      const slice = input.slice(at, end ?? input.length);
      budget -= slice.length;
      const isEntry = /"request"/.test(slice.slice(0, 4_000)) || slice.includes('"request"');
      if (!isEntry) break;
      isHar = true;
      entries += 1;
      if (exchanges.length < MOST_EXCHANGES && OF_INTEREST.test(slice)) {
        const exchange = entryOf(readEntry(slice, end === undefined));
        if (exchange) exchanges.push(exchange);
      }
      if (end === undefined) {
        cut = true;
        at = input.length;
        break;
      }
      at = end;
    }
    ENTRIES.lastIndex = Math.max(at, start.index + 1);
    if (isHar && input.charAt(skipTo(input, at)) !== ']') cut = true;
  }
  return isHar ? { exchanges, entries, cut } : undefined;
}

function readEntry(slice: string, isCut: boolean): unknown {
  if (!isCut) {
    try {
      return JSON.parse(slice) as unknown;
    } catch {
      // Something else than a cut broke it; what stands before it is still readable.
    }
  }
  return readCutJson(slice).value;
}

/** The first place from `at` on with neither space nor comma. */
function skipTo(input: string, at: number): number {
  let place = at;
  while (place < input.length && /[\s,]/.test(input.charAt(place))) place++;
  return place;
}

/** Behind the `}` that closes the object at `start`; `undefined` when there is none. */
function endOfObject(input: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < input.length; at++) {
    const sign = input.charCodeAt(at);
    if (sign === 0x22) {
      for (at++; at < input.length && input.charCodeAt(at) !== 0x22; at++) {
        if (input.charCodeAt(at) === 0x5c) at++;
      }
    } else if (sign === 0x7b) depth++;
    else if (sign === 0x7d) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function entryOf(entry: unknown): RawExchange | undefined {
  const request = isRecord(entry) ? entry['request'] : undefined;
  if (!isRecord(entry) || !isRecord(request)) return undefined;
  const url = text(request['url']);
  if (url === undefined || url === '') return undefined;
  const posted = isRecord(request['postData']) ? request['postData'] : undefined;
  const body = posted && text(posted['text']);
  const bodyFields = posted ? pairs(posted['params']) : [];
  const sent = headers(request['headers']);
  const mime = posted && text(posted['mimeType']);
  const typed =
    mime === undefined || mime === '' || sent.some(([name]) => name === 'content-type')
      ? sent
      : ([...sent, ['content-type', mime]] as Fields);
  const startedAt = Date.parse(text(entry['startedDateTime']) ?? '');
  return {
    method: (text(request['method']) ?? 'GET').toUpperCase(),
    url,
    headers: typed,
    ...(body === undefined || body === '' ? {} : { body: body.slice(0, BODY_LIMIT) }),
    ...(bodyFields.length === 0 ? {} : { bodyFields }),
    ...(Number.isNaN(startedAt) ? {} : { startedAt }),
    ...responseOf(entry['response']),
  };
}

function responseOf(
  response: unknown,
): Pick<RawExchange, 'status' | 'responseHeaders' | 'responseBody'> {
  if (!isRecord(response)) return {};
  const { status, redirectURL, content } = response;
  const received = headers(response['headers']);
  const location = text(redirectURL);
  const known =
    location === undefined || location === '' || received.some(([name]) => name === 'location')
      ? received
      : ([...received, ['location', location]] as Fields);
  const held = isRecord(content) ? text(content['text']) : undefined;
  const isPacked = isRecord(content) && content['encoding'] === 'base64';
  const body =
    held === undefined || !isPacked
      ? held
      : Buffer.from(held.slice(0, BODY_LIMIT * 2), 'base64').toString('utf8');
  return {
    // Zero and minus one stand for a request that got no answer.
    ...(typeof status === 'number' && status > 0 ? { status } : {}),
    responseHeaders: known,
    ...(body === undefined ? {} : { responseBody: body.slice(0, BODY_LIMIT) }),
  };
}
