import type { JsonObject } from '../model/json.ts';
import type { Exchange } from '../model/http.ts';
import { MASK } from '../redact.ts';

/** An exchange as it happened; already redacted. */
export interface HarInput {
  readonly exchange: Exchange;
  /** Milliseconds since 1970. */
  readonly startedAtMs: number;
  /** What a report leaves out, where it is known. */
  readonly details?: HarDetails;
}

/** Parts of an exchange that only a HAR shows; already redacted. */
export interface HarDetails {
  readonly requestBody?: string;
  /** Names in lower case. */
  readonly responseHeaders?: Readonly<Record<string, string>>;
  /** `HTTP/1.1`. */
  readonly httpVersion?: string;
}

/** Headers whose value is a credential; masked once more, should a caller have forgotten. */
const CREDENTIAL_HEADERS =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie$|^dd-(?:api|application)-key$/i;

/** HAR's word for "not known" in sizes and times. */
const UNKNOWN = -1;

/**
 * Exchanges as one HAR 1.2 document, oldest first.
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function renderHar(
  inputs: readonly HarInput[],
  creator: { readonly name: string; readonly version: string },
): string {
  const entries = [...inputs].sort((a, b) => a.startedAtMs - b.startedAtMs).map(entryOf);
  const log = { version: '1.2', creator: { ...creator }, entries };
  return `${JSON.stringify({ log }, undefined, 2)}\n`;
}

function entryOf({ exchange, startedAtMs, details = {} }: HarInput): JsonObject {
  const { durationMs, requestId, error } = exchange;
  return {
    startedDateTime: new Date(startedAtMs).toISOString(),
    time: durationMs,
    request: requestOf(exchange, details),
    response: responseOf(exchange, details),
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    ...(requestId === undefined ? {} : { _requestId: requestId }),
    ...(error === undefined ? {} : { _error: error }),
  };
}

function requestOf(exchange: Exchange, details: HarDetails): JsonObject {
  const headers = exchange.requestHeaders ?? {};
  const { requestBody: text, httpVersion = '' } = details;
  return {
    method: exchange.method,
    url: exchange.url,
    httpVersion,
    cookies: [],
    headers: headerList(headers),
    queryString: queryOf(exchange.url),
    headersSize: UNKNOWN,
    bodySize: text === undefined ? UNKNOWN : Buffer.byteLength(text),
    ...(text === undefined
      ? {}
      : { postData: { mimeType: valueOf(headers, 'content-type'), params: [], text } }),
  };
}

/** Status 0 stands for an answer that never came, as browsers write it. */
function responseOf(exchange: Exchange, details: HarDetails): JsonObject {
  const { responseHeaders = {}, httpVersion = '' } = details;
  const { responseBody: text, status = 0 } = exchange;
  return {
    status,
    statusText: '',
    httpVersion,
    cookies: [],
    headers: headerList(responseHeaders),
    content: {
      size: text === undefined ? 0 : Buffer.byteLength(text),
      mimeType: valueOf(responseHeaders, 'content-type'),
      ...(text === undefined ? {} : { text }),
    },
    redirectURL: valueOf(responseHeaders, 'location'),
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
  };
}

function headerList(headers: Readonly<Record<string, string>>): JsonObject[] {
  return Object.entries(headers).map(([name, value]) => ({
    name,
    value: CREDENTIAL_HEADERS.test(name) ? MASK : value,
  }));
}

function valueOf(headers: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1] ?? '';
}

function queryOf(url: string): JsonObject[] {
  const params = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return params.map(([name, value]) => ({ name, value }));
}
