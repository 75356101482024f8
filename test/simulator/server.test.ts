import { connect } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulator/server.ts';
import {
  call,
  clientSeed,
  get,
  random,
  simulate,
  testClock,
  type TestSimulator,
} from './support.ts';

/** Sends raw bytes and returns what comes back until the other side closes or `waitMs` are over. */
function raw(simulator: TestSimulator, bytes: string | Uint8Array, waitMs = 1500): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1');
    let answer = '';
    const finish = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(finish, waitMs);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('close', finish);
    socket.on('error', finish);
    socket.write(bytes);
  });
}

async function alive(simulator: TestSimulator): Promise<void> {
  const answer = await get(simulator, 'https://api.datadoghq.com/api/v1/validate');
  expect(answer.status).toBe(403);
}

describe('start and close', () => {
  it('listens on loopback at any free port', async () => {
    const simulator = await simulate();
    expect(simulator.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(simulator.address('https://api.datadoghq.eu/x?y')).toBe(
      `${simulator.origin}/api.datadoghq.eu/x?y`,
    );
    expect(simulator.address('https://example.com/')).toBeUndefined();
  });

  it('says that a port is taken', async () => {
    const simulator = await simulate();
    const port = Number(new URL(simulator.origin).port);
    const second = startSimulator({ seed: clientSeed(), clock: testClock(), random, port });
    await expect(second).rejects.toMatchObject({ code: 'listen.busy' });
  });

  it('closes at once although connections are open and half a request is there', async () => {
    const simulator = await simulate();
    const half = raw(
      simulator,
      'POST /api.datadoghq.com/oauth2/v1/token HTTP/1.1\r\nHost: loc',
      9000,
    );
    const body = raw(
      simulator,
      'POST /api.datadoghq.com/api/v1/series HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{',
      9000,
    );
    await alive(simulator);
    const start = performance.now();
    await simulator.close();
    await Promise.all([half, body]);
    expect(performance.now() - start).toBeLessThan(1000);
    await simulator.close();
  });

  it('never repeats an id although randomness does', async () => {
    const clock = testClock();
    const constant = { bytes: (length: number) => new Uint8Array(length) };
    const running = await startSimulator({ seed: clientSeed(), clock, random: constant });
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const answer = await get(running, 'https://api.datadoghq.com/x');
        return answer.headers.get('x-request-id');
      }),
    );
    await running.close();
    expect(new Set(ids).size).toBe(20);
  });
});

describe('answers', () => {
  it('carry a date from the clock, a request id and a type', async () => {
    const simulator = await simulate();
    simulator.clock.advance(86_400_000);
    const { headers } = await get(simulator, 'https://api.datadoghq.com/x');
    const ahead = Date.parse(headers.get('date') ?? '') - Date.now();
    expect(Math.abs(ahead - 86_400_000)).toBeLessThan(5000);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(headers.get('content-type')).toBe('application/json');
  });
});

describe('only loopback names', () => {
  const ask = async (simulator: TestSimulator, host: string): Promise<string> => {
    const head = `GET /__simulator/state HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    return (await raw(simulator, head)).split('\r\n')[0] ?? '';
  };

  it.each(['localhost', 'LOCALHOST:1234', '127.0.0.1:80', '[::1]:9', '127.8.9.1', 'a.localhost'])(
    'serves %s',
    async (host) => {
      expect(await ask(await simulate(), host)).toBe('HTTP/1.1 200 OK');
    },
  );

  it.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'api.datadoghq.com',
    '192.168.0.1',
    'evil.example@localhost',
    '',
  ])('refuses %s', async (host) => {
    const status = await ask(await simulate(), host);
    expect(status).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe('bad requests do not crash it', () => {
  it.each([
    ['no HTTP', '\x00\x01\x02\xff\xfe\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a bad header', 'GET / HTTP/1.1\r\nHost localhost\r\n\r\n'],
    ['a bad length', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n'],
    [
      'two framings',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ['a huge head', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['CONNECT', 'CONNECT api.datadoghq.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an absolute target', 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a star', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    [
      'an upgrade',
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    ],
    [
      'a broken chunk',
      'POST /api.datadoghq.com/api/v1/series HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('%s', async (_what, bytes) => {
    const simulator = await simulate();
    await raw(simulator, Buffer.from(bytes, 'latin1'), 300);
    await alive(simulator);
  });

  it('answers 431 and 400 where HTTP says so', async () => {
    const simulator = await simulate();
    const long = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`;
    expect(await raw(simulator, long)).toMatch(/^HTTP\/1\.1 431 /);
    expect(await raw(simulator, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('answers 413 to more than 5 MB, and reads the next request of the connection', async () => {
    const simulator = await simulate();
    const url = 'https://http-intake.logs.datadoghq.com/api/v2/logs';
    for (const [size, status] of [
      [5_000_001, 413],
      [12_000_000, 413],
      [5_000_000, 401],
    ] as const) {
      const answer = await call(simulator, 'POST', url, { body: Buffer.alloc(size, 0x20) });
      expect(answer.status).toBe(status);
    }
    await alive(simulator);
  });

  it('survives a sender that goes away in the middle', async () => {
    const simulator = await simulate();
    const head = 'POST /api.datadoghq.com/api/v1/series HTTP/1.1\r\nHost: localhost\r\n';
    await raw(simulator, `${head}Content-Length: 1000\r\n\r\n{"a`, 50);
    await alive(simulator);
  });

  it('any bytes to any route', async () => {
    const simulator = await simulate();
    const paths = [
      ['api.datadoghq.com', '/oauth2/v1/token'],
      ['api.datadoghq.com', '/oauth2/v1/revoke'],
      ['api.datadoghq.com', '/api/v2/oauth2/register'],
      ['api.datadoghq.com', '/api/v1/series'],
      ['app.datadoghq.com', '/oauth2/v1/authorize/decision'],
      ['http-intake.logs.datadoghq.com', '/api/v2/logs'],
      ['otlp.datadoghq.com', '/v1/metrics'],
    ] as const;
    const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', ''];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.constantFrom(...types),
        fc.uint8Array({ maxLength: 200 }),
        fc.webQueryParameters(),
        async ([host, path], type, body, query) => {
          const answer = await call(simulator, 'POST', `https://${host}${path}?${query}`, {
            headers: { ...(type === '' ? {} : { 'content-type': type }) },
            body,
          });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('any query to the authorize page', async () => {
    const simulator = await simulate();
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom('client_id', 'redirect_uri', 'scope', 'state', 'response_type', 'x'),
          fc.string({ unit: 'binary' }),
        ),
        async (parameters) => {
          const query = new URLSearchParams({ client_id: simulator.clientId, ...parameters });
          const url = `https://app.datadoghq.com/oauth2/v1/authorize?${query}`;
          expect((await get(simulator, url)).status).toBe(400);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    '/no.such.host/x',
    '/x',
    '//',
    '/__simulator',
    '/__simulator/nothing',
    '/%00',
    '/constructor/x',
  ])('404 for %s', async (path) => {
    const simulator = await simulate();
    expect((await get(simulator, `${simulator.origin}${path}`)).status).toBe(404);
  });
});
