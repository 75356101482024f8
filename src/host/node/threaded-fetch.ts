import { Worker } from 'node:worker_threads';
import { messageOf } from '../../errors.ts';
import type { Fetch, FetchAnswer } from '../host.ts';
import { orAborted } from './abort.ts';
import { ThreadEnded, type FetchThread } from './aside-fetch.ts';
import { errorOf, type FromThread, type ToThread } from './fetch-thread-messages.ts';

/** A body that came, or how far it came. */
type Body = { readonly text: string } | { readonly error: Error; readonly soFar: string };

/** One request, as this side waits for it. */
interface Waiting {
  readonly onSent: (() => void) | undefined;
  readonly head: (answer: FetchAnswer) => void;
  readonly body: (body: Body) => void;
  readonly bodyCame: Promise<Body>;
  /** Ends the wait for the head; does nothing once it has come. */
  readonly fail: (error: Error) => void;
}

/** Without a request for so many milliseconds the thread ends. */
const IDLE_MS = 20;

/**
 * `fetch` on a thread of its own, for many requests to many hosts at once: each new host costs one to two
 * milliseconds of TLS, which would hold up whatever else the program does. The thread does not keep the
 * process alive, and ends after its last answer: tidying up hundreds of connections would hold up the end
 * of the process.
 * @param file The thread's program, built from `fetch-thread.ts`.
 */
export function openFetchThread(
  file: URL,
  data: { readonly env: Readonly<Record<string, string | undefined>>; readonly extraCa?: string },
): FetchThread {
  const worker = new Worker(file, { workerData: data });
  const waiting = new Map<number, Waiting>();
  let ended: ThreadEnded | undefined;
  let count = 0;
  let idle: NodeJS.Timeout | undefined;
  const end = (id: number, body: Body): void => {
    const one = waiting.get(id);
    waiting.delete(id);
    one?.body(body);
    if ('error' in body) one?.fail(body.error);
    if (waiting.size === 0) idle ??= setTimeout(retire, IDLE_MS).unref();
  };
  const retire = (): void => {
    ended ??= new ThreadEnded('it had nothing more to do');
    void worker.terminate();
  };
  const breakDown = (cause?: unknown): void => {
    const error = (ended ??= new ThreadEnded(messageOf(cause), { cause }));
    for (const id of [...waiting.keys()]) end(id, { error, soFar: '' });
  };
  worker.on('error', breakDown);
  worker.on('exit', () => breakDown());
  worker.on('message', (message: FromThread) => {
    const { id } = message;
    const one = waiting.get(id);
    if ('sent' in message) one?.onSent?.();
    else if ('head' in message) one?.head({ ...message.head, text: textOf(one.bodyCame) });
    else if ('text' in message) end(id, { text: message.text });
    else end(id, { error: errorOf(message.error), soFar: message.soFar });
  });
  worker.unref();
  const post = (message: ToThread): void => worker.postMessage(message);

  const fetch: Fetch = async (url, { signal, onSent, method, headers, body }) => {
    signal.throwIfAborted();
    if (ended !== undefined) throw ended;
    clearTimeout(idle);
    idle = undefined;
    const id = (count += 1);
    const answer = new Promise<FetchAnswer>((head, fail) => {
      let came: (body: Body) => void = () => undefined;
      const bodyCame = new Promise<Body>((resolve) => (came = resolve));
      waiting.set(id, { onSent, head, fail, body: came, bodyCame });
    });
    const tellsSent = onSent !== undefined;
    const request = { url, method, headers, tellsSent, ...(body === undefined ? {} : { body }) };
    post({ id, send: request });
    signal.addEventListener(
      'abort',
      () => {
        if (!waiting.has(id)) return;
        post({ id, abort: true });
        const error: unknown = signal.reason;
        end(id, { error: error instanceof Error ? error : new Error(String(error)), soFar: '' });
      },
      { once: true },
    );
    return orAborted(answer, signal);
  };
  return { fetch, ended: () => ended !== undefined };
}

function textOf(bodyCame: Promise<Body>): FetchAnswer['text'] {
  return async (limit, onPart) => {
    const body = await bodyCame;
    if ('text' in body) {
      onPart?.(body.text.slice(0, limit));
      return body.text.slice(0, limit);
    }
    if (body.soFar !== '') onPart?.(body.soFar);
    throw body.error;
  };
}
