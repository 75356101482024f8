import { availableParallelism } from 'node:os';
import type { Fetch } from '../host.ts';
import { roomForBurst } from './short-run.ts';

/** From this request on a second thread pays: starting one takes as long as some twenty handshakes. */
const WORTH_A_THREAD = 24;

/** The thread is no more; whatever became of the request, no answer to it will come. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** A thread that sends. */
export interface FetchThread {
  readonly fetch: Fetch;
  /** It takes no more requests: it had nothing to do any more, or broke down. */
  readonly ended: () => boolean;
}

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
  let opened: Promise<FetchThread | undefined> | undefined;
  const open = (): void => {
    roomForBurst();
    // Not everybody may start one: then it goes without.
    opened = openThread().catch(() => undefined);
  };
  if (soon) open();
  let count = 0;
  return async (url, init) => {
    if (init.aside !== true) return here(url, init);
    count += 1;
    if (opened === undefined && count >= WORTH_A_THREAD) open();
    const thread = await opened;
    if (thread === undefined || thread.ended()) return here(url, init);
    try {
      return await thread.fetch(url, init);
    } catch (error) {
      if (error instanceof ThreadEnded) return here(url, init);
      throw error;
    }
  };
}
