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
  parent.addEventListener('abort', stop, { once: true });
  if (parent.aborted) stop();
  return {
    signal: controller.signal,
    settle: () => {
      clearTimeout(timer);
      parent.removeEventListener('abort', stop);
    },
  };
}
