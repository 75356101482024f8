import type { HttpResponse } from '../model/http.ts';

/** One look at a site's clock, all in milliseconds since 1970. */
export interface ClockSample {
  /** This machine's clock before sending and after the answer. */
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  /** The answer's `Date`, which names a second. */
  readonly dateMs: number;
}

/** How far this machine's clock is ahead of a site's; negative: behind. */
export interface ClockOffset {
  /** It is from `lowMs` to `highMs`. */
  readonly lowMs: number;
  readonly highMs: number;
  readonly samples: number;
}

/** `Date` has no fractions: the answer was made within the second that it names. */
const RESOLUTION_MS = 1_000;

/** The `Date` of an answer, or `undefined`. RFC 9110 §6.6.1. */
export function dateOf({ headers }: HttpResponse): number | undefined {
  const ms = Date.parse(headers['date'] ?? '');
  return Number.isNaN(ms) ? undefined : ms;
}

/**
 * The offset that all samples allow: the answer was made after the request was sent and before it was
 * received, so each sample bounds it from both sides. Where hosts disagree, the bounds are those of
 * the sample that took least time.
 */
export function clockOffset(samples: readonly ClockSample[]): ClockOffset | undefined {
  const bounds = samples.map(({ sentAtMs, receivedAtMs, dateMs }) => ({
    lowMs: sentAtMs - dateMs - RESOLUTION_MS,
    highMs: receivedAtMs - dateMs,
  }));
  const narrowest = [...bounds].sort((a, b) => a.highMs - a.lowMs - (b.highMs - b.lowMs))[0];
  if (narrowest === undefined) return undefined;
  const lowMs = Math.max(...bounds.map((each) => each.lowMs));
  const highMs = Math.min(...bounds.map((each) => each.highMs));
  const agreed = lowMs <= highMs ? { lowMs, highMs } : narrowest;
  return { ...agreed, samples: samples.length };
}

/** How far a clock may be off: ahead and behind, in milliseconds. */
export interface ClockLimits {
  readonly aheadMs: number;
  readonly behindMs: number;
}

/** The part of a limit that a clock may use up before it is worth a word. */
const HARMLESS_PART = 0.1;

/**
 * `outside` is certain; `off` uses up a good part of the limit, or may lie outside; `fine` is
 * neither.
 */
export function judgeOffset(
  { lowMs, highMs }: ClockOffset,
  { aheadMs, behindMs }: ClockLimits,
): 'fine' | 'off' | 'outside' {
  if (lowMs > aheadMs || highMs < -behindMs) return 'outside';
  const off =
    lowMs > aheadMs * HARMLESS_PART ||
    highMs < -behindMs * HARMLESS_PART ||
    highMs > aheadMs ||
    lowMs < -behindMs;
  return off ? 'off' : 'fine';
}
