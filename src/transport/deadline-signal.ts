/** A signal of one attempt. */
export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** Lets go of timer and listener; to be called when the attempt has ended. */
  settle(): void;
}

/**
 * A signal that aborts with another one, or with a `TimeoutError` after a time. `AbortSignal.any` over
 * `AbortSignal.timeout` says the same, but Node 20 may collect the inner signal as garbage with its
 * timer, and then the deadline never comes.
 * @param limitMs milliseconds; the longest timer takes some 24 days
 */
export function deadlineSignal(parent: AbortSignal, limitMs: number): DeadlineSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort(parent.reason);
  const timer = setTimeout(() => {
    controller.abort(new DOMException('no answer in time', 'TimeoutError'));
  }, limitMs);
  const leave = follow(parent, stop);
  if (parent.aborted) stop();
  return {
    signal: controller.signal,
    settle: () => {
      clearTimeout(timer);
      leave();
    },
  };
}

const followers = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `stop` when a signal aborts, until the returned function is called. One listener serves all:
 * taking a listener out of hundreds looks through them all.
 */
function follow(signal: AbortSignal, stop: () => void): () => void {
  let stops = followers.get(signal);
  if (stops === undefined) {
    const all = new Set<() => void>();
    stops = all;
    followers.set(signal, all);
    signal.addEventListener(
      'abort',
      () => {
        for (const each of [...all]) each();
      },
      { once: true },
    );
  }
  stops.add(stop);
  const joined = stops;
  return () => joined.delete(stop);
}
