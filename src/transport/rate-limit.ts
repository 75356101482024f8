import type { HttpResponse } from '../model/http.ts';

/** What an answer says about a rate limit. Everything is optional. */
export interface AnnouncedLimit {
  /** Name of the limit; several routes may share one. */
  readonly name?: string;
  /** Requests allowed in one period. */
  readonly limit?: number;
  /** Requests left in this period. */
  readonly remaining?: number;
  /** Milliseconds until the next period. */
  readonly resetMs?: number;
}

/**
 * Reads `X-RateLimit-*` and `Retry-After`. `X-RateLimit-Reset` is a duration in seconds, not a time
 * (api-facts §5); `Retry-After` is seconds or a date (RFC 9110 §10.2.3). A 429 leaves nothing.
 */
export function readRateLimit(
  { status, headers }: HttpResponse,
  nowMs: number,
): AnnouncedLimit | undefined {
  const name = headers['x-ratelimit-name']?.trim();
  const limit = count(headers['x-ratelimit-limit']);
  const left = count(headers['x-ratelimit-remaining']);
  const reset = count(headers['x-ratelimit-reset']) ?? count(headers['x-ratelimit-period']);
  const retryMs = retryAfterMs(headers['retry-after'], nowMs);
  const refused = status === 429;
  const resetMs =
    (refused ? retryMs : undefined) ?? (reset === undefined ? undefined : reset * 1000);
  const remaining = refused ? 0 : left;
  if (remaining === undefined && limit === undefined) return undefined;
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(resetMs === undefined ? {} : { resetMs }),
  };
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

function retryAfterMs(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const seconds = count(text);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
