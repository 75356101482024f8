import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeLoopbackCertificate } from '../../../src/callback/loopback-certificate.ts';
import { openNodeFetch } from '../../../src/host/node/fetch.ts';

/** Listens on loopback until the end of the test. Gives the port. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Posts once; says whether it was told that the request was sent, and how it ended. */
async function post(
  url: string,
  env: Record<string, string> = {},
): Promise<{ readonly sent: number; readonly status?: number; readonly parts: string[] }> {
  let sent = 0;
  const parts: string[] = [];
  try {
    const answer = await openNodeFetch(env, {})(url, {
      method: 'POST',
      headers: {},
      body: 'x',
      signal: AbortSignal.timeout(2_000),
      onSent: () => void (sent += 1),
    });
    await answer.text(1_000, (soFar) => parts.push(soFar));
    return { sent, status: answer.status, parts };
  } catch {
    return { sent, parts };
  }
}

describe('connections', () => {
  it('are used again by a request that follows at once, while others are busy', async () => {
    let connections = 0;
    const server = createServer((request, response) => {
      if (request.url === '/now') response.end('yes');
      else setTimeout(() => response.end('late'), 200);
    });
    server.on('connection', () => (connections += 1));
    const url = `http://127.0.0.1:${await listen(server)}`;
    const fetch = openNodeFetch({}, {});
    const get = async (path: string): Promise<string> => {
      const signal = AbortSignal.timeout(2_000);
      const answer = await fetch(`${url}${path}`, { method: 'GET', headers: {}, signal });
      return answer.text(1_000);
    };
    const busy = [get('/late'), get('/late')];
    for (let n = 0; n < 5; n += 1) expect(await get('/now')).toBe('yes');
    expect(await Promise.all(busy)).toEqual(['late', 'late']);
    expect(connections).toBe(3);
  });
});

describe('onSent', () => {
  it('is called once for a request that was answered', async () => {
    const port = await listen(createServer((_, response) => response.end('yes')));
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({
      sent: 1,
      status: 200,
      parts: ['yes'],
    });
  });

  it('is called when the server reads the request and goes away', async () => {
    const seen: string[] = [];
    const port = await listen(
      createTcpServer((socket) =>
        socket.once('data', (chunk) => {
          seen.push(chunk.toString());
          socket.destroy();
        }),
      ),
    );
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ sent: 1, parts: [] });
    expect(seen.join('')).toMatch(/^POST \/ HTTP/);
  });

  it('is called when no answer comes in time', async () => {
    const port = await listen(createTcpServer(() => undefined));
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ sent: 1, parts: [] });
  });

  it.each([
    ['nobody listens', async () => 'http://127.0.0.1:1/'],
    ['the name is not known', async () => 'http://no-such-host.invalid/'],
    [
      'the handshake breaks',
      async () => {
        const port = await listen(
          createTcpServer((socket) => socket.once('data', () => socket.destroy())),
        );
        return `https://127.0.0.1:${port}/`;
      },
    ],
    [
      'the handshake never ends',
      async () => `https://127.0.0.1:${await listen(createTcpServer(() => undefined))}/`,
    ],
    [
      'the certificate is not trusted',
      async () => {
        const { key, cert } = await makeLoopbackCertificate('localhost');
        const server = createHttpsServer({ key, cert }, () => {
          throw new Error('the request came through');
        });
        return `https://127.0.0.1:${await listen(server)}/`;
      },
    ],
  ])('is not called when %s', async (_, address) => {
    expect(await post(await address())).toEqual({ sent: 0, parts: [] });
  });

  it('is not called when the proxy lets nothing through', async () => {
    const port = await listen(
      createTcpServer((socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')),
      ),
    );
    const proxy = `http://127.0.0.1:${port}`;
    expect(await post('https://api.datadoghq.invalid/', { HTTPS_PROXY: proxy })).toEqual({
      sent: 0,
      parts: [],
    });
  });
});

describe('a deadline', () => {
  it('that comes before the handshake has ended: rejects at once, and nothing is sent afterwards', async () => {
    const { key, cert } = await makeLoopbackCertificate('localhost');
    let requests = 0;
    let connected = 0;
    let closed = 0;
    const server = createHttpsServer({ key, cert }, () => void (requests += 1));
    const inner = await listen(server);
    const port = await listen(
      createTcpServer((socket) => {
        setTimeout(() => {
          const onward = connect(inner, '127.0.0.1');
          onward.on('error', () => undefined);
          onward.on('connect', () => void (connected += 1));
          onward.on('close', () => void (closed += 1));
          socket.pipe(onward).pipe(socket);
        }, 500);
      }),
    );
    const began = performance.now();
    const answer = openNodeFetch({}, { extraCa: cert })(`https://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: {},
      signal: AbortSignal.timeout(200),
    });
    await expect(answer).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(450);
    await expect.poll(() => closed, { timeout: 5_000 }).toBe(1);
    expect(connected).toBe(1);
    expect(requests).toBe(0);
  });
});

describe('a body that breaks off', () => {
  it('has been seen until then', async () => {
    const port = await listen(
      createServer((_, response) => {
        response.writeHead(201, { 'content-length': 100 });
        response.write('{"key":"');
        setTimeout(() => response.write('abc"'), 50);
        setTimeout(() => response.destroy(), 100);
      }),
    );
    const { sent, status, parts } = await post(`http://127.0.0.1:${port}/`);
    expect({ sent, status, last: parts.at(-1) }).toEqual({
      sent: 1,
      status: undefined,
      last: '{"key":"abc"',
    });
  });
});
