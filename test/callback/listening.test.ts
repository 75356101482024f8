import { afterEach, describe, expect, it } from 'vitest';
import { makeLoopbackCertificate } from '../../src/callback/loopback-certificate.ts';
import {
  startCallbackServer,
  type CallbackServer,
  type CallbackServerOptions,
} from '../../src/callback/server.ts';
import { closed, ended, exchange, freePort, get, occupy, open } from './raw-client.ts';

const RIGHT = 'code=right&state=S';
const never = new AbortController().signal;
const DONE = { ok: true, title: 'Authorized' };

const started: CallbackServer[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.close()));
});

async function start(
  redirectUri: string | undefined,
  options: Partial<CallbackServerOptions> = {},
): Promise<CallbackServer> {
  const server = await startCallbackServer({
    redirectUri,
    accept: (query) => (query === RIGHT ? 'accepted' : 'wrong-state'),
    ...options,
  });
  started.push(server);
  return server;
}

/** Sends the right callback and sees it through. */
async function complete(server: CallbackServer, answer: ReturnType<typeof get>): Promise<void> {
  expect(await server.waitForCallback(never)).toBe(RIGHT);
  await server.finish(DONE);
  expect((await answer).status).toBe(200);
}

describe('the address', () => {
  it.each(['127.0.0.1', '::1'])('of localhost is both loopbacks: %s', async (address) => {
    const port = await freePort();
    const uri = `http://localhost:${port}/callback`;
    const server = await start(uri);
    expect(server.addresses).toEqual([`127.0.0.1:${port}`, `[::1]:${port}`]);
    await complete(server, get(`${uri}?${RIGHT}`, { address }));
  });

  it('of [::1] is that one only', async () => {
    const port = await freePort();
    const uri = `http://[::1]:${port}/callback`;
    const server = await start(uri);
    expect(server.addresses).toEqual([`[::1]:${port}`]);
    await expect(open(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await complete(server, get(`${uri}?${RIGHT}`));
  });

  it.each(['127.0.0.1', '127.0.0.5'])('of %s is that one only', async (address) => {
    const port = await freePort();
    const uri = `http://${address}:${port}/callback`;
    const server = await start(uri);
    expect(server.addresses).toEqual([`${address}:${port}`]);
    await expect(open(port, '', '::1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await complete(server, get(`${uri}?${RIGHT}`));
  });

  it('of a redirect URI elsewhere is a free port with the forwarder alone', async () => {
    const server = await start('https://partner.test/cb', { forwardTo: () => 'https://x.test/' });
    expect(server.addresses).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
    expect(server.shortUrl).toBe(`http://${server.addresses[0]}/`);
    const short = server.shortUrl ?? '';
    expect((await get(short)).headers.location).toBe('https://x.test/');
    expect((await get(`${short}cb?${RIGHT}`)).status).toBe(404);
    const rebound = await get(`${short}cb?${RIGHT}`, { headers: { host: 'partner.test' } });
    expect(rebound.status).toBe(421);
  });

  it('of no redirect URI at all is the same', async () => {
    const server = await start(undefined, { forwardTo: () => 'https://x.test/' });
    expect((await get(server.shortUrl ?? '')).status).toBe(302);
  });

  it.each([1, 6000, 65535])('may have the odd port %d', async (port) => {
    const uri = `http://127.0.0.77:${port}/callback`;
    const outcome = await start(uri).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ code: expect.stringMatching(/^listen\.(failed|busy)$/) });
    } else {
      expect(started.at(-1)?.addresses).toEqual([`127.0.0.77:${port}`]);
      await complete(started.at(-1) ?? expect.fail(), get(`${uri}?${RIGHT}`));
    }
  });

  it('of a URI without port is that of the scheme, and Host may leave it out', async () => {
    const outcome = await start('http://127.0.0.78/callback').catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ code: expect.stringMatching(/^listen\.(failed|busy)$/) });
      expect(outcome.message).toContain('127.0.0.78:80');
      return;
    }
    const server = started.at(-1) ?? expect.fail();
    await complete(
      server,
      get(`http://127.0.0.78/callback?${RIGHT}`, { headers: { host: '127.0.0.78' } }),
    );
    const spelt = get('http://127.0.0.78/callback', { headers: { host: '127.0.0.78:80' } });
    expect((await spelt).status).toBe(200);
  });
});

describe('--listen', () => {
  it('separates the address from the host of the redirect URI', async () => {
    const [registered, port] = [await freePort(), await freePort()];
    const uri = `http://localhost:${registered}/callback`;
    const server = await start(uri, {
      listen: { host: '127.0.0.1', port },
      forwardTo: () => 'https://x.test/',
    });
    expect(server.addresses).toEqual([`127.0.0.1:${port}`]);
    expect(server.shortUrl).toBe(`http://localhost:${registered}/`);
    const through = { address: '127.0.0.1', port };
    expect((await get(`http://evil.test/callback?${RIGHT}`, through)).status).toBe(421);
    expect((await get(`http://localhost:${port}/callback`, through)).status).toBe(421);
    expect((await get(`http://127.0.0.1:${port}/callback`, through)).status).toBe(400);
    await complete(server, get(`${uri}?${RIGHT}`, through));
  });

  it('answers a redirect URI elsewhere that something forwards here', async () => {
    const server = await start('https://tunnel.test/callback', {
      listen: { host: '[::]', port: 0 },
      forwardTo: () => 'https://x.test/',
    });
    const port = Number(/\d+$/.exec(server.addresses[0] ?? '')?.[0]);
    expect(server.shortUrl).toBe(`http://localhost:${port}/`);
    expect((await get(`http://localhost:${port}/`, { address: '127.0.0.1' })).status).toBe(302);
    const headers = { host: 'tunnel.test' };
    await complete(server, get(`http://127.0.0.1:${port}/callback?${RIGHT}`, { headers }));
  });

  it('takes one free port on both loopbacks', async () => {
    const server = await start('http://localhost:1/callback', {
      listen: { host: 'localhost', port: 0 },
    });
    const [four, six] = server.addresses.map((address) => /\d+$/.exec(address)?.[0]);
    expect(four).toBe(six);
  });

  it('says which address does not exist', async () => {
    const listen = { host: '203.0.113.1', port: 8085 };
    await expect(start('http://localhost:8085/cb', { listen })).rejects.toMatchObject({
      code: 'listen.failed',
      message: expect.stringContaining('203.0.113.1:8085'),
    });
  });
});

describe('a busy port', () => {
  it.each(['127.0.0.1', '::1'])('on %s is an error, and nothing stays bound', async (address) => {
    const port = await freePort();
    const other = await occupy(port, address);
    const where = address === '::1' ? `[::1]:${port}` : `127.0.0.1:${port}`;
    await expect(start(`http://localhost:${port}/callback`)).rejects.toMatchObject({
      code: 'listen.busy',
      exitCode: 2,
      message: expect.stringContaining(where),
      hint: expect.stringContaining('--listen'),
    });
    const free = address === '::1' ? '127.0.0.1' : '::1';
    await closed(await occupy(port, free));
    await closed(other);
    await start(`http://localhost:${port}/callback`);
  });
});

describe('https', () => {
  it('answers with a throw-away certificate', async () => {
    const port = await freePort();
    const uri = `https://localhost:${port}/callback`;
    const tls = await makeLoopbackCertificate('localhost');
    const server = await start(uri, { tls, forwardTo: () => 'https://x.test/' });
    expect(server.shortUrl).toBe(`https://localhost:${port}/`);
    expect(await exchange(port, `GET /callback?${RIGHT} HTTP/1.1\r\n\r\n`)).not.toContain('200');
    const silent = await open(port);
    await complete(server, get(`${uri}?${RIGHT}`, { ca: tls.cert }));
    const started = performance.now();
    await server.close();
    await ended(silent);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('makes one itself, and keeps the held callback under a flood', async () => {
    const port = await freePort();
    const uri = `https://localhost:${port}/callback`;
    const server = await start(uri);
    const page = get(`${uri}?${RIGHT}`, { rejectUnauthorized: false });
    await server.waitForCallback(never);
    const flood = await Promise.all(Array.from({ length: 100 }, () => open(port)));
    await ended(flood[30] ?? expect.fail());
    await complete(server, page);
    for (const socket of flood) socket.destroy();
  });

  it('refuses a broken certificate', async () => {
    const port = await freePort();
    const tls = { cert: 'x', key: 'y' };
    await expect(start(`https://localhost:${port}/cb`, { tls })).rejects.toMatchObject({
      code: 'listen.failed',
    });
    await start(`http://localhost:${port}/cb`);
  });

  it('cannot share a port with http', async () => {
    const port = await freePort();
    const onboarding = {
      path: '/on',
      url: `http://localhost:${port}/on`,
      handle: () => ({ error: '' }),
    };
    await expect(start(`https://localhost:${port}/cb`, { onboarding })).rejects.toMatchObject({
      code: 'usage.redirect-uri',
    });
  });
});

describe('close', () => {
  it.each(['a held callback', 'a slow client', 'a silent client'])(
    'frees the port at once with %s',
    async (what) => {
      const port = await freePort();
      const server = await start(`http://localhost:${port}/callback`);
      const sent = {
        'a held callback': `GET /callback?${RIGHT} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`,
        'a slow client': 'GET /callback?code=',
      };
      const socket = await open(port, what in sent ? sent[what as keyof typeof sent] : '');
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      if (what === 'a held callback') await server.waitForCallback(never);
      else await new Promise((resolve) => setTimeout(resolve, 50));
      const began = performance.now();
      const closing = server.close();
      // Bound again by somebody else before close has even resolved.
      await new Promise((resolve) => setImmediate(resolve));
      const next = await occupy(port, '127.0.0.1');
      await closing;
      await ended(socket);
      expect(performance.now() - began).toBeLessThan(5000);
      if (what === 'a held callback') expect(received).toMatch(/^HTTP\/1.1 503 [^]*Ended early/);
      await closed(next);
    },
  );

  it('may be called twice, and before and after finish', async () => {
    const port = await freePort();
    const server = await start(`http://localhost:${port}/callback`);
    await server.finish(DONE);
    await Promise.all([server.close(), server.close()]);
    await server.finish(DONE);
    await server.close();
    await expect(open(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
