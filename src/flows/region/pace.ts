import type { Clock } from '../../host/host.ts';

/** Resolves when the caller may begin; callers begin one after the other, in the order they came. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/**
 * Spreads beginnings over time, whatever becomes of what has begun: work that never ends holds up nobody.
 * @param everyMs Time from one beginning to the next, in milliseconds.
 */
export function createPace(clock: Clock, everyMs: number): Pace {
  let next = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = clock.monotonic();
    next = Math.max(now, next + everyMs);
    if (next > now) await clock.sleep(next - now, signal);
  };
}
