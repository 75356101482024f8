import type { Clock } from '../host/host.ts';
import { ToolError } from '../errors.ts';
import { withDeadline } from './deadline.ts';

/** How a lock is waited for. */
export interface LockOptions {
  /** Ends the wait; the work itself is not stopped by it. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait for the lock, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number | undefined;
}

/** The longest wait for a lock when nothing else is said, in milliseconds. */
export const LOCK_WAIT_MS = 60_000;

/** Runs `work` while nobody else holds `name`. Not reentrant. */
export type WithLock = <T>(
  name: string,
  work: () => Promise<T>,
  options?: LockOptions,
) => Promise<T>;

/**
 * A lock for this process alone, first come first served.
 * @returns a function that throws ToolError `store.locked` after the wait, or the signal's reason
 */
export function createGate(clock: Clock): WithLock {
  const lastInLine = new Map<string, Promise<void>>();
  return async (name, work, { signal, timeoutMs = LOCK_WAIT_MS } = {}) => {
    signal?.throwIfAborted();
    const before = lastInLine.get(name);
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const line = before === undefined ? left : before.then(() => left);
    lastInLine.set(name, line);
    // Only when all before it have left too: one that gave up waiting lets nobody past the others.
    void line.then(() => {
      if (lastInLine.get(name) === line) lastInLine.delete(name);
    });
    try {
      if (before !== undefined) {
        const late = (): Error =>
          new ToolError(
            'store.locked',
            `Gave up after ${seconds(timeoutMs)} s: this process itself still works on "${name}"`,
          );
        await withDeadline(clock, before, { ms: timeoutMs, late, signal });
      }
      return await work();
    } finally {
      leave();
    }
  };
}

/** The same lock with names of its own, so that no other use of it meets them. */
export function prefixed(withLock: WithLock, prefix: string): WithLock {
  return (name, work, options) => withLock(`${prefix}/${name}`, work, options);
}

/** Milliseconds as seconds for people: `0.5`, `60`. */
export function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
