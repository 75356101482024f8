import { LOCK_WAIT_MS, type LockOptions } from '../../storage/gate.ts';
import type { Run } from '../run/run.ts';

/** How a run waits for a lock that another process has: not longer than it has time itself. */
export function lockOptions(run: Run): LockOptions {
  return { signal: run.signal, timeoutMs: Math.min(LOCK_WAIT_MS, run.remainingMs()) };
}
