import { availableParallelism } from 'node:os';
import type { Fetch } from '../host.ts';
import { roomForBurst } from './short-run.ts';
import type { FetchThread } from './threaded-fetch.ts';

/** From this request on a second thread pays: starting one takes as long as some twenty handshakes. */
const WORTH_A_THREAD = 24;

/**
 * Sends what may go aside on a second thread, once there is enough of it and a processor for it, and all
 * else on this one.
 * @param soon There will be enough: start the thread now, so that it is ready when it is wanted.
 */
export function withSecondThread(
  here: Fetch,
  openThread: () => Promise<FetchThread>,
  soon: boolean,
): Fetch {
  if (availableParallelism() < 2) return here;
  let opened: Promise<FetchThread> | undefined;
  const open = (): void => {
    roomForBurst();
    opened = openThread();
    // Whoever sends next hears of it.
    opened.catch(() => undefined);
  };
  if (soon) open();
  let count = 0;
  return async (url, init) => {
    if (init.aside !== true) return here(url, init);
    count += 1;
    if (opened === undefined && count >= WORTH_A_THREAD) open();
    const thread = await opened;
    return thread === undefined || thread.ended() ? here(url, init) : thread.fetch(url, init);
  };
}
