import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { interrupted } from '../../src/errors.ts';
import { openNodeFetch } from '../../src/host/node/fetch.ts';
import { nodeClock } from '../../src/host/node/clock.ts';
import type { Exchange } from '../../src/model/http.ts';
import { Redactor } from '../../src/redact.ts';
import { createTransport, type TransportParts } from '../../src/transport/transport.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

async function serve(answer: Answer): Promise<string> {
  let count = 0;
  const server: Server = createServer((request, response) => {
    count += 1;
    answer(request, response, count);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function transport(parts: Partial<TransportParts> = {}) {
  const seen: Exchange[] = [];
  const slept: number[] = [];
  const send = createTransport({
    fetch: openNodeFetch({}, {}),
    clock: {
      ...nodeClock,
      sleep: (ms) => {
        slept.push(ms);
        return Promise.resolve();
      },
    },
    random: { bytes: (length) => new Uint8Array(length) },
    redactor: new Redactor(),
    signal: new AbortController().signal,
    remainingMs: () => Number.POSITIVE_INFINITY,
    onExchange: (exchange) => seen.push(exchange),
    ...parts,
  });
  return { send, seen, slept };
}

const get = (url: string) => ({ method: 'GET', url, headers: {} }) as const;

describe('transport', () => {
  it('gives the answer and its record, credentials masked', async () => {
    const url = await serve((_, response) => {
      response.setHeader('X-Request-Id', 'r-1');
      response.end('{"access_token":"secret-value"}');
    });
    const { send, seen } = transport();
    const sent = await send({
      method: 'POST',
      url: `${url}/x?code=top-secret`,
      headers: { authorization: 'Bearer abcdefgh', 'dd-api-key': 'k', accept: 'x' },
      body: 'client_secret=hidden',
    });
    expect(sent.response).toMatchObject({ status: 200, body: '{"access_token":"secret-value"}' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', status: 200, requestId: 'r-1' });
    expect(JSON.stringify(seen)).not.toMatch(/secret-value|top-secret|abcdefgh|hidden|"k"/);
  });

  it('keeps the body of a secret answer out of the record, not that of an error', async () => {
    const url = await serve((request, response) => {
      response.statusCode = request.url === '/bad' ? 400 : 201;
      response.end('{"data":"plain"}');
    });
    const { send, seen } = transport();
    await send(get(`${url}/good`), { secretAnswer: true });
    await send(get(`${url}/bad`), { secretAnswer: true });
    expect(seen.map(({ responseBody }) => responseBody)).toEqual([
      '[redacted]',
      '{"data":"plain"}',
    ]);
  });

  it('retries once, and only what may be retried', async () => {
    const url = await serve((_, response, count) => {
      response.statusCode = count === 1 ? 503 : 200;
      response.end('{}');
    });
    const { send, seen } = transport();
    expect((await send(get(url), { retry: true })).response?.status).toBe(200);
    expect(seen.map(({ status }) => status)).toEqual([503, 200]);
    const once = transport();
    const failing = await serve((_, response) => {
      response.statusCode = 500;
      response.end();
    });
    expect((await once.send(get(failing))).response?.status).toBe(500);
    expect(once.seen).toHaveLength(1);
  });

  it.each([
    [{ 'retry-after': '2' }, 2_000],
    [{ 'x-ratelimit-reset': '3' }, 3_000],
    [{ 'retry-after': '1', 'x-ratelimit-reset': '9' }, 1_000],
    [{}, 400],
  ])('waits as long as a 429 says: %j', async (headers, ms) => {
    const url = await serve((_, response, count) => {
      response.writeHead(count === 1 ? 429 : 200, headers);
      response.end();
    });
    const { send, slept } = transport();
    await send(get(url), { retry: true });
    expect(slept).toEqual([ms]);
  });

  it('does not wait longer than the run has left', async () => {
    const url = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': '20' });
      response.end();
    });
    const { send, seen } = transport({ remainingMs: () => 5_000 });
    expect((await send(get(url), { retry: true })).response?.status).toBe(429);
    expect(seen).toHaveLength(1);
  });

  it('never follows a redirect', async () => {
    const url = await serve((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' });
      response.end();
    });
    expect((await transport().send(get(url))).response?.status).toBe(302);
  });

  it('a server that never answers ends in a timeout', async () => {
    const url = await serve(() => undefined);
    const sent = await transport().send(get(url), { timeoutMs: 50 });
    expect(sent.failure?.kind).toBe('timeout');
  });

  it('a run has the time that is left, whole milliseconds or not', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/answers') response.end('{}');
    });
    const { send } = transport({ remainingMs: () => 900.25 });
    expect((await send(get(`${url}/answers`))).response?.status).toBe(200);
    expect((await send(get(url))).failure?.kind).toBe('timeout');
    const late = transport({ remainingMs: () => 0 });
    expect((await late.send(get(url))).failure?.kind).toBe('timeout');
  });

  it('a body that never ends is cut off by the deadline', async () => {
    const url = await serve((_, response) => {
      response.write('{"a":');
    });
    const sent = await transport().send(get(url), { timeoutMs: 80 });
    expect(sent.failure?.kind).toBe('timeout');
  });

  it('a huge body is read only up to a limit', async () => {
    const url = await serve((_, response) => {
      response.end('x'.repeat(5_000_000));
    });
    const sent = await transport().send(get(url));
    expect(sent.response?.body.length).toBe(1_000_000);
    expect(sent.exchange.responseBody?.length).toBeLessThan(2_100);
  });

  it('names what went wrong on the way', async () => {
    const { send } = transport();
    const reset = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => reset.listen(0, '127.0.0.1', resolve));
    const { port } = reset.address() as AddressInfo;
    expect((await send(get(`http://127.0.0.1:${String(port)}/`))).failure?.kind).toBe('reset');
    expect((await send(get(`https://127.0.0.1:${String(port)}/`))).failure?.kind).toMatch(
      /reset|tls/,
    );
    reset.close();
    expect((await send(get('http://127.0.0.1:1/'))).failure?.kind).toBe('connect');
    expect((await send(get('http://no-such-host.invalid/'))).failure?.kind).toBe('dns');
  });

  it('an interrupt ends the call at once with its own reason', async () => {
    const url = await serve(() => undefined);
    const abort = new AbortController();
    const { send } = transport({ signal: abort.signal });
    const sending = send(get(url));
    setTimeout(() => {
      abort.abort(interrupted());
    }, 20);
    await expect(sending).rejects.toMatchObject({ code: 'interrupted' });
    await expect(send(get(url))).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('a proxy in the environment is never used for loopback', async () => {
    const url = await serve((_, response) => response.end('direct'));
    const fetch = openNodeFetch({ HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'x.test' }, {});
    const sent = await transport({ fetch }).send(get(url));
    expect(sent.response?.body).toBe('direct');
  });
});
