import { interrupted, ToolError } from '../errors.ts';
import type { Clock, Fetch, Random } from '../host/host.ts';
import type {
  Exchange,
  HttpRequest,
  HttpResponse,
  Send,
  SendOptions,
  Sent,
} from '../model/http.ts';
import { MASK, type Redactor } from '../redact.ts';
import { deadlineSignal } from './deadline-signal.ts';
import { networkFailureOf } from './network-failure.ts';
import type { RateBudget, RateWait } from './rate-budget.ts';
import { readRateLimit } from './rate-limit.ts';
import { isTransient, pauseMs } from './retry.ts';

/** Default deadline of one attempt, in milliseconds. */
const ATTEMPT_TIMEOUT_MS = 15_000;
/** Longest wait before a second attempt, in milliseconds; a longer one is not worth a run. */
const LONGEST_PAUSE_MS = 30_000;
/** Code of the failure of a request that was held back for a rate limit. */
const RATE_LIMIT_CODE = 'RATE_LIMIT';
/** Characters of a body that are read, and that are kept in a report. */
const BODY_LIMIT = 1_000_000;
const RECORDED_BODY_LIMIT = 2_000;
/** Headers under which Datadog and its proxies name a request. */
const REQUEST_ID_HEADERS = ['x-request-id', 'dd-request-id', 'x-datadog-trace-id'];

/** What a transport is made of. */
export interface TransportParts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: Random;
  readonly redactor: Redactor;
  /** Aborts everything in flight, at Ctrl-C or when the run's own time is over. */
  readonly signal: AbortSignal;
  /** Milliseconds left of the whole run. */
  readonly remainingMs: () => number;
  /** Keeps every attempt within the rate limits that answers announce. */
  readonly budget?: RateBudget;
  /** Sees every attempt, redacted, with the time it began (ms since 1970). */
  readonly onExchange: (exchange: Exchange, startedAtMs: number) => void;
}

/** Makes the one function through which everything above it talks to Datadog. */
export function createTransport(parts: TransportParts): Send {
  return async (request, options = {}) => {
    const first = await attempt(parts, request, options);
    if (options.retry !== true || !isTransient(first)) return first;
    // The budget waits for the period that a 429 announces, and says so.
    if (parts.budget !== undefined && first.response?.status === 429) {
      const announced = readRateLimit(first.response, parts.clock.now())?.resetMs;
      if (announced !== undefined) {
        const second = await attempt(parts, request, options);
        return second.failure?.code === RATE_LIMIT_CODE ? first : second;
      }
    }
    const wait = pauseMs(first, parts.clock.now(), (parts.random.bytes(1)[0] ?? 0) / 255);
    if (wait > Math.min(LONGEST_PAUSE_MS, parts.remainingMs())) return first;
    await parts.clock.sleep(wait, parts.signal);
    return attempt(parts, request, options);
  };
}

async function attempt(
  parts: TransportParts,
  request: HttpRequest,
  options: SendOptions,
): Promise<Sent> {
  throwIfInterrupted(parts.signal);
  const lease = await parts.budget?.acquire(request, parts.signal);
  if (lease !== undefined && 'waitMs' in lease) return notSent(parts, request, lease);
  const startedAtMs = parts.clock.now();
  const began = parts.clock.monotonic();
  const limitMs = Math.min(options.timeoutMs ?? ATTEMPT_TIMEOUT_MS, parts.remainingMs());
  const { signal, settle } = deadlineSignal(parts.signal, limitMs);
  const record = (rest: Partial<Exchange>): Exchange => {
    const exchange: Exchange = {
      method: request.method,
      url: parts.redactor.redact(request.url),
      ...rest,
      durationMs: Math.round(parts.clock.monotonic() - began),
      requestHeaders: redactHeaders(parts.redactor, request.headers),
    };
    parts.onExchange(exchange, startedAtMs);
    return exchange;
  };
  let partial: HttpResponse | undefined;
  let sent = false;
  try {
    const { method, headers, body } = request;
    const { aside } = options;
    const untold = aside === true && options.onSent === undefined;
    sent = untold;
    const onSent = (): void => {
      sent = true;
      options.onSent?.();
    };
    const init = {
      method,
      headers,
      signal,
      // One that goes aside is too cheap for it: nobody asks how far it came.
      ...(untold ? {} : { onSent }),
      ...(body === undefined ? {} : { body }),
      ...(aside === undefined ? {} : { aside }),
    };
    const answer = await parts.fetch(request.url, init);
    const text = await answer.text(BODY_LIMIT, (soFar) => {
      partial = { status: answer.status, headers: answer.headers, body: soFar };
    });
    const response: HttpResponse = { status: answer.status, headers: answer.headers, body: text };
    lease?.settle(response);
    return { response, exchange: record(recordOf(parts.redactor, response, options)) };
  } catch (error) {
    lease?.settle(undefined);
    throwIfInterrupted(parts.signal);
    // The user's settings are wrong, not the network.
    if (error instanceof ToolError) throw error;
    const failure = networkFailureOf(error, { sent });
    const redacted = { ...failure, message: parts.redactor.redact(failure.message) };
    return {
      failure: redacted,
      ...(partial === undefined ? {} : { partial }),
      exchange: record({ error: `${redacted.code}: ${redacted.message}` }),
    };
  } finally {
    settle();
  }
}

/** A request that a rate limit leaves no room for, as long as this run may wait. */
function notSent(parts: TransportParts, request: HttpRequest, wait: RateWait): Sent {
  const seconds = Math.ceil(wait.waitMs / 1000);
  const message = `${wait.limit} has no requests left for ${String(seconds)} s`;
  const exchange: Exchange = {
    method: request.method,
    url: parts.redactor.redact(request.url),
    error: `${RATE_LIMIT_CODE}: ${message}`,
    durationMs: 0,
    requestHeaders: redactHeaders(parts.redactor, request.headers),
  };
  parts.onExchange(exchange, parts.clock.now());
  return { failure: { kind: 'other', code: RATE_LIMIT_CODE, message }, exchange };
}

function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw signal.reason instanceof Error ? signal.reason : interrupted();
}

function recordOf(
  redactor: Redactor,
  response: HttpResponse,
  options: SendOptions,
): Partial<Exchange> {
  const requestId = REQUEST_ID_HEADERS.map((name) => response.headers[name]).find(Boolean);
  const hidden = options.secretAnswer === true && response.status < 300;
  const body = hidden ? MASK : redactor.redact(response.body);
  return {
    status: response.status,
    ...(requestId === undefined ? {} : { requestId }),
    ...(body === '' ? {} : { responseBody: cut(body) }),
  };
}

/** Headers whose value is a credential whatever it looks like. */
const CREDENTIAL_HEADERS = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'dd-api-key',
  'dd-application-key',
]);

function redactHeaders(
  redactor: Redactor,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      CREDENTIAL_HEADERS.has(name) ? MASK : redactor.redact(value),
    ]),
  );
}

function cut(text: string): string {
  return text.length <= RECORDED_BODY_LIMIT
    ? text
    : `${copyOf(text.slice(0, RECORDED_BODY_LIMIT))} […]`;
}

/** V8 makes a part of a string by pointing into the whole, which then lives as long as the part. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
