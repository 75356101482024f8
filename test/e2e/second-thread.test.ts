import { createServer } from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Fetch } from '../../src/host/host.ts';
import { withSecondThread, type FetchThread } from '../../src/host/node/aside-fetch.ts';
import { openFetchThread } from '../../src/host/node/threaded-fetch.ts';
import { networkFailureOf } from '../../src/transport/network-failure.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { clientSeed, random, testClock } from '../simulator/support.ts';

const PROGRAM = pathToFileURL(
  fileURLToPath(new URL('../../dist/fetch-thread.js', import.meta.url)),
);

function openThread(env: Record<string, string> = {}, extraCa?: string): Fetch {
  return openFetchThread(PROGRAM, { env, ...(extraCa === undefined ? {} : { extraCa }) }).fetch;
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const within = (ms = 5_000) => ({ method: 'GET', headers: {}, signal: AbortSignal.timeout(ms) });

describe('fetch on a second thread', () => {
  it('sends and gives back what fetch here does', async () => {
    const url = await listen(
      createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          response.writeHead(202, { 'X-Seen': `${request.method ?? ''} ${request.url ?? ''}` });
          response.end(
            `${String(request.headers['x-mine'])} ${Buffer.concat(chunks).toString()} é`,
          );
        });
      }),
    );
    let sent = 0;
    const parts: string[] = [];
    const answer = await openThread()(`${url}/a?b=1`, {
      ...within(),
      method: 'POST',
      headers: { 'x-mine': 'header' },
      body: 'body',
      onSent: () => void (sent += 1),
    });
    expect(await answer.text(1_000, (part) => parts.push(part))).toBe('header body é');
    expect(answer).toMatchObject({ status: 202, headers: { 'x-seen': 'POST /a?b=1' } });
    expect({ sent, last: parts.at(-1) }).toEqual({ sent: 1, last: 'header body é' });
  });

  it('keeps the limit of a body', async () => {
    const url = await listen(createServer((_, response) => response.end('x'.repeat(2_000_000))));
    const answer = await openThread()(url, within());
    expect(await answer.text(10)).toBe('xxxxxxxxxx');
  });

  it('tells every kind of failure as fetch here does', async () => {
    const fetch = openThread();
    const closes = await listen(createTcpServer((socket) => socket.destroy()));
    const kinds = await Promise.all(
      ['http://127.0.0.1:9/', closes, 'https://no-such-host.invalid/'].map((url) =>
        fetch(url, within()).then(
          () => 'an answer',
          (error: unknown) => networkFailureOf(error).kind,
        ),
      ),
    );
    expect(kinds).toEqual(['connect', 'reset', 'dns']);
  });

  it('tells what had come of a body that broke off', async () => {
    const url = await listen(
      createTcpServer((socket) => {
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
          setTimeout(() => socket.destroy(), 100);
        });
      }),
    );
    const parts: string[] = [];
    const answer = await openThread()(url, within());
    const failure = await answer
      .text(1_000, (part) => parts.push(part))
      .catch((error: unknown) => networkFailureOf(error).kind);
    expect({ failure, parts }).toEqual({ failure: 'reset', parts: ['half'] });
  });

  it('stops waiting at the signal, before the answer and in its middle', async () => {
    const silent = await listen(createTcpServer());
    const endless = await listen(
      createServer((_, response) => {
        response.write('never');
      }),
    );
    const fetch = openThread();
    const began = performance.now();
    await expect(fetch(silent, within(300))).rejects.toMatchObject({ name: 'TimeoutError' });
    const answer = await fetch(endless, within(300));
    await expect(answer.text(1_000)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(fetch(silent, { ...within(), signal: AbortSignal.abort() })).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('fails what is under way, and what comes later, when the thread cannot run', async () => {
    const { fetch, ended } = openFetchThread(new URL('no-such-file.js', PROGRAM), { env: {} });
    const url = await listen(createTcpServer());
    await expect(fetch(url, within())).rejects.toThrow(/no-such-file/);
    await expect(fetch(url, within())).rejects.toThrow(/no-such-file/);
    expect(ended()).toBe(true);
  });

  it('ends when it has nothing more to do, not before', async () => {
    const url = await listen(
      createServer((_, response) => void setTimeout(() => response.end('late'), 200)),
    );
    const { fetch, ended } = openFetchThread(PROGRAM, { env: {} });
    const answer = await fetch(url, within());
    expect(await answer.text(10)).toBe('late');
    const again = await fetch(url, within());
    expect(ended()).toBe(false);
    expect(await again.text(10)).toBe('late');
    await expect.poll(ended).toBe(true);
  });

  it('goes through the proxy and trusts the added CA', async () => {
    const simulator = await startSimulator({
      seed: clientSeed(),
      clock: testClock(),
      random,
      proxy: {},
    });
    onTestFinished(() => simulator.close());
    const { url = '', caCertificate = '' } = simulator.proxy ?? {};
    const fetch = openThread({ HTTPS_PROXY: url }, caCertificate);
    const answer = await fetch('https://api.datadoghq.eu/api/v1/validate', within());
    expect(answer.status).toBe(403);
    const distrusting = openThread({ HTTPS_PROXY: url });
    const kind = await distrusting('https://api.datadoghq.eu/', within()).catch(
      (error: unknown) => networkFailureOf(error).kind,
    );
    expect(kind).toBe('tls');
  });
});

describe('sharing with the second thread', () => {
  const answer = { status: 200, headers: {}, text: () => Promise.resolve('') };
  const aside = { ...within(), aside: true };

  it('goes on here when no thread can be had, and when it breaks down with a request under way', async () => {
    const here = (): ReturnType<Fetch> => Promise.resolve(answer);
    const refused = withSecondThread(here, () => Promise.reject(new Error('no')), true);
    expect(await refused('http://x.test', aside)).toBe(answer);
    const broken = openFetchThread(new URL('no-such-file.js', PROGRAM), { env: {} });
    const breaking = withSecondThread(here, () => Promise.resolve(broken), true);
    expect(await breaking('http://x.test', aside)).toBe(answer);
    expect(broken.ended()).toBe(true);
  });

  function share(soon: boolean) {
    const seen = { here: 0, aside: 0, opened: 0, ended: false };
    const thread: FetchThread = {
      fetch: () => Promise.resolve((seen.aside += 1)).then(() => answer),
      ended: () => seen.ended,
    };
    const fetch = withSecondThread(
      () => Promise.resolve((seen.here += 1)).then(() => answer),
      () => Promise.resolve((seen.opened += 1)).then(() => thread),
      soon,
    );
    const send = async (count: number, init: typeof aside): Promise<void> => {
      for (let each = 0; each < count; each += 1) await fetch('http://x.test', init);
    };
    return { seen, send };
  }

  it('opens one for many requests, and only for those that may go aside', async () => {
    const { seen, send } = share(false);
    await send(100, { ...aside, aside: false });
    await send(23, aside);
    expect(seen).toMatchObject({ here: 123, aside: 0, opened: 0 });
    await send(90, aside);
    expect(seen).toMatchObject({ here: 123, aside: 90, opened: 1 });
    await send(1, { ...aside, aside: false });
    expect(seen).toMatchObject({ here: 124, aside: 90, opened: 1 });
  });

  it('opens one at once when many requests are to come, and goes on here after its end', async () => {
    const { seen, send } = share(true);
    expect(seen.opened).toBe(1);
    await send(2, aside);
    seen.ended = true;
    await send(3, aside);
    expect(seen).toMatchObject({ here: 3, aside: 2, opened: 1 });
  });
});
