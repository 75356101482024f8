// The program of the second thread (`threaded-fetch.ts`): an entry of its own in the build.
import { parentPort, workerData } from 'node:worker_threads';
import { openNodeFetch } from './fetch.ts';
import {
  recordOf,
  TEXT_LIMIT,
  type FromThread,
  type ThreadRequest,
  type ToThread,
} from './fetch-thread-messages.ts';

const { env, ...options } = workerData as {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly extraCa?: string;
};
const fetch = openNodeFetch(env, options);
const underWay = new Map<number, AbortController>();
const tell = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToThread) => {
  if ('send' in message) void send(message.id, message.send);
  else underWay.get(message.id)?.abort(new Error('nobody waits for the answer any more'));
});

async function send(id: number, { url, tellsSent, ...request }: ThreadRequest): Promise<void> {
  const abort = new AbortController();
  underWay.set(id, abort);
  let soFar = '';
  try {
    const { status, headers, text } = await fetch(url, {
      ...request,
      signal: abort.signal,
      ...(tellsSent ? { onSent: () => tell({ id, sent: true }) } : {}),
    });
    tell({ id, head: { status, headers } });
    tell({ id, text: await text(TEXT_LIMIT, (part) => (soFar = part)) });
  } catch (error) {
    tell({ id, error: recordOf(error), soFar });
  } finally {
    underWay.delete(id);
  }
}
