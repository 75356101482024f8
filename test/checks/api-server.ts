import { createServer, type IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/host/host.ts';
import type { Exchange, Send } from '../../src/model/http.ts';

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server answers; `'hang'` never, `'reset'` by closing the connection. */
export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly delayMs?: number }
  | 'hang'
  | 'reset';

/** An API host on loopback that answers as it is told and remembers what it was asked. */
export async function startApi(answer: (seen: Seen) => Answer) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const url = new URL(request.url ?? '/', 'http://server');
        const one: Seen = {
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        };
        seen.push(one);
        const told = answer(one);
        if (told === 'hang') return;
        if (told === 'reset') return void request.socket.destroy();
        if (told.delayMs !== undefined) await pause(told.delayMs);
        const { body = '' } = told;
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        response.writeHead(told.status, { 'x-request-id': `r${seen.length}` });
        response.end(text);
      })();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  const { port } = address;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, port, seen, close };
}

/** The real time. */
export const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => pause(ms, undefined, signal ? { signal } : {}),
};

/** Sends for real, with a deadline, as the program's transport does. */
export function sendWithin(timeoutMs: number): Send {
  return async ({ method, url, headers, body }) => {
    const began = performance.now();
    const record = (rest: Partial<Exchange>): Exchange => ({
      method,
      url,
      durationMs: Math.round(performance.now() - began),
      ...rest,
    });
    try {
      const answer = await fetch(url, {
        method,
        headers: { ...headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      const response = {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: text,
      };
      return { response, exchange: record({ status: answer.status, responseBody: text }) };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError';
      const failure = {
        kind: timedOut ? 'timeout' : 'reset',
        code: timedOut ? 'TIMEOUT' : 'ECONNRESET',
        message: String(error),
      } as const;
      return { failure, exchange: record({ error: failure.code }) };
    }
  };
}
