import { availableParallelism } from 'node:os';
import type { Fetch } from '../host.ts';
import { roomForBurst } from './short-run.ts';

/** From this request on a second thread pays: starting one takes as long as some twenty handshakes. */
const WORTH_A_THREAD = 24;
/** Of so many requests one stays on this thread, which has that much time to spare. */
const STAYS = 3;

/**
 * Sends what may go aside on a second thread, once there is enough of it and a processor for it; the rest
 * on this one.
 */
export function withSecondThread(here: Fetch, openThread: () => Promise<Fetch>): Fetch {
  let opened: Promise<Fetch> | undefined;
  let count = 0;
  const alone = availableParallelism() < 2;
  return async (url, init) => {
    if (init.aside !== true || alone) return here(url, init);
    count += 1;
    if (count === WORTH_A_THREAD) {
      roomForBurst();
      opened = openThread();
    }
    if (opened === undefined || count % STAYS === 0) return here(url, init);
    return (await opened)(url, init);
  };
}
