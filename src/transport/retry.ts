import type { HttpResponse, Sent } from '../model/http.ts';

/** Statuses after which the same request may succeed. */
const TRANSIENT = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Pause before a second attempt when the server names none, in milliseconds. */
const DEFAULT_PAUSE_MS = 400;

/** Whether a second attempt could end otherwise. */
export function isTransient(sent: Sent): boolean {
  if (sent.response !== undefined) return TRANSIENT.has(sent.response.status);
  const { kind, status } = sent.failure;
  if (kind === 'proxy') return status === undefined || TRANSIENT.has(status);
  return ['timeout', 'reset', 'connect'].includes(kind);
}

/**
 * How long to wait before the second attempt: the server's own time when it gives one
 * (`X-RateLimit-Reset` in seconds, `Retry-After` in seconds or as a date), else a short pause; with
 * up to 25 % jitter.
 * @param jitter between 0 and 1
 */
export function pauseMs(sent: Sent, nowMs: number, jitter: number): number {
  const said = sent.response === undefined ? undefined : announcedPauseMs(sent.response, nowMs);
  return Math.round((said ?? DEFAULT_PAUSE_MS) * (1 + jitter / 4));
}

function announcedPauseMs(response: HttpResponse, nowMs: number): number | undefined {
  for (const name of ['retry-after', 'x-ratelimit-reset']) {
    const value = response.headers[name]?.trim();
    if (value === undefined || value === '') continue;
    if (name === 'x-ratelimit-reset' && response.status !== 429) continue;
    if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
    const date = Date.parse(value);
    if (!Number.isNaN(date)) return Math.max(0, date - nowMs);
  }
  return undefined;
}
