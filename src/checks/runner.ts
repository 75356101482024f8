/** How `runBounded` runs. */
export interface RunOptions<R> {
  /** Aborting it stops the run, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each item, in order of completion. */
  readonly onDone?: (result: R, index: number) => void;
}

/**
 * Does the work for every item, at most `limit` at a time, and gives the results in the order of
 * the items. The first error is rethrown at once; nothing new is begun after it.
 */
export async function runBounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
  options: RunOptions<R> = {},
): Promise<R[]> {
  const { signal, onDone } = options;
  const results: R[] = new Array<R>(items.length);
  const queue = items.entries();
  let stopped = false;
  const isStopped = (): boolean => stopped;

  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (isStopped()) return;
      signal?.throwIfAborted();
      const result = await work(item, index);
      if (isStopped()) return;
      results[index] = result;
      onDone?.(result, index);
    }
  };
  const workers = Array.from({ length: Math.min(items.length, atLeastOne(limit)) }, worker);
  const aborted = abortOf(signal);
  try {
    await Promise.race([Promise.all(workers), aborted.promise]);
    return results;
  } finally {
    stopped = true;
    aborted.forget();
  }
}

function atLeastOne(limit: number): number {
  return Number.isNaN(limit) ? 1 : Math.max(1, Math.floor(limit));
}

/** A promise that rejects when the signal aborts and otherwise never settles. */
function abortOf(signal: AbortSignal | undefined): {
  readonly promise: Promise<never>;
  readonly forget: () => void;
} {
  let listener = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    listener = () => reject(signal?.reason);
    if (signal?.aborted) listener();
    signal?.addEventListener('abort', listener, { once: true });
  });
  promise.catch(() => {});
  return { promise, forget: () => signal?.removeEventListener('abort', listener) };
}
