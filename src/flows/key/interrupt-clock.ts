import type { Run } from '../run/run.ts';

/** How long after Ctrl-C something may still be waited for. */
export interface InterruptClock {
  /**
   * Waits for work, but after Ctrl-C only until that many milliseconds after it (and `leastMs` at
   * least). The work itself goes on.
   * @returns the outcome, or `late`
   */
  until<T>(
    work: Promise<T>,
    options: { readonly ms: number; readonly leastMs: number },
  ): Promise<T | 'late'>;
}

/** Begins to watch for Ctrl-C. */
export function watchInterrupt({ signal, host }: Pick<Run, 'signal' | 'host'>): InterruptClock {
  const { clock } = host;
  let interruptedAt: number | undefined;
  const note = (): void => void (interruptedAt ??= clock.monotonic());
  if (signal.aborted) note();
  else signal.addEventListener('abort', note, { once: true });
  return {
    until: async (work, { ms, leastMs }) => {
      const settled = new AbortController();
      const over = (async (): Promise<'late'> => {
        await aborted(signal, settled.signal);
        const began = interruptedAt ?? clock.monotonic();
        const left = began + ms - clock.monotonic();
        await clock.sleep(Math.max(leastMs, left), settled.signal);
        return 'late';
      })();
      over.catch(() => undefined);
      try {
        return await Promise.race([work, over]);
      } finally {
        settled.abort();
      }
    },
  };
}

/** Resolves when the signal aborts, rejects when `stop` does. */
function aborted(signal: AbortSignal, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => (): void => {
      signal.removeEventListener('abort', onAbort);
      stop.removeEventListener('abort', onStop);
      how();
    };
    const onAbort = settle(resolve);
    const onStop = settle(() => reject(stop.reason));
    if (signal.aborted) {
      resolve();
      return;
    }
    signal.addEventListener('abort', onAbort);
    stop.addEventListener('abort', onStop);
  });
}
