import type { Clock } from '../host/host.ts';

/**
 * Waits for `work`, but not for ever. The work itself goes on; its late outcome is dropped.
 * @throws what `late` makes when `ms` are over, the signal's reason when it aborts first
 */
export async function withDeadline<T>(
  clock: Clock,
  work: Promise<T>,
  options: {
    readonly ms: number;
    readonly late: () => Error;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<T> {
  const { ms, late, signal } = options;
  const settled = new AbortController();
  const stop = signal === undefined ? settled.signal : AbortSignal.any([signal, settled.signal]);
  const tooLate = clock.sleep(ms, stop).then((): never => {
    throw late();
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    settled.abort();
  }
}
