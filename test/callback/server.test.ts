import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  startCallbackServer,
  type CallbackServer,
  type CallbackServerOptions,
} from '../../src/callback/server.ts';
import { ended, exchange, freePort, get, open } from './raw-client.ts';

const RIGHT = 'code=right&state=S';
const never = new AbortController().signal;
const DONE = { ok: true, title: 'Authorized', detail: 'Org Acme' };

let server: CallbackServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A server on a free port whose accept knows one right query. */
async function start(options: Partial<CallbackServerOptions> = {}, path = '/callback') {
  const port = await freePort();
  const accept = vi.fn((query: string) => {
    if (/(^|&)code=right&state=S$/.test(query)) return 'accepted' as const;
    return query.includes('state=S') ? ('rejected' as const) : ('wrong-state' as const);
  });
  const started = await startCallbackServer({
    redirectUri: `http://localhost:${port}${path}`,
    accept,
    ...options,
  });
  server = started;
  return { server: started, port, origin: `http://localhost:${port}`, accept };
}

describe('the callback', () => {
  it('hands out the raw query and holds the page until finish', async () => {
    const { server, origin } = await start();
    let answered = false;
    const page = get(`${origin}/callback?${RIGHT}`).finally(() => (answered = true));
    expect(await server.waitForCallback(never)).toBe(RIGHT);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(answered).toBe(false);
    await server.finish(DONE);
    const { status, body, headers } = await page;
    expect(status).toBe(200);
    expect(body).toContain('Authorized');
    expect(body).toContain('close this tab');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src/);
  });

  it('shows a failure as one, escaped', async () => {
    const { server, origin } = await start();
    const page = get(`${origin}/callback?${RIGHT}`);
    await server.waitForCallback(never);
    const evil = `"><script>alert('1')</script>&\u202e`;
    await server.finish({
      ok: false,
      title: evil,
      detail: evil,
      fix: evil,
      command: evil,
      facts: [[evil, evil]],
    });
    const { status, body } = await page;
    expect(status).toBe(400);
    expect(body).not.toMatch(/<script|alert\('|\u202e/);
    expect(body.match(/&lt;script&gt;/g)).toHaveLength(7);
    expect(body).not.toContain('close this tab');
  });

  it('answers 400 to a wrong state and to what is rejected, and goes on waiting', async () => {
    const { server, origin, accept } = await start();
    const waiting = server.waitForCallback(never);
    const wrong = await get(`${origin}/callback?code=x&state=other`);
    expect(wrong.status).toBe(400);
    expect(wrong.body).toContain('another authorization');
    expect((await get(`${origin}/callback?state=S`)).status).toBe(400);
    expect((await get(`${origin}/callback`)).status).toBe(400);
    expect(accept.mock.calls).toEqual([['code=x&state=other'], ['state=S'], ['']]);
    const page = get(`${origin}/callback?${RIGHT}`);
    expect(await waiting).toBe(RIGHT);
    await server.finish(DONE);
    expect((await page).status).toBe(200);
  });

  it('lets the first answer win and gives every repeat its page', async () => {
    const { server, origin, accept } = await start();
    const first = get(`${origin}/callback?${RIGHT}`);
    await server.waitForCallback(never);
    const early = get(`${origin}/callback?${RIGHT}`);
    const other = get(`${origin}/callback?x=2&${RIGHT}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.finish(DONE);
    const pages = await Promise.all([
      first,
      early,
      other,
      get(`${origin}/callback?${RIGHT}`),
      get(`${origin}/callback?code=x&state=other`),
    ]);
    expect(new Set(pages.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(accept).toHaveBeenCalledTimes(1);
    expect(await server.waitForCallback(never)).toBe(RIGHT);
  });

  it('keeps the answer for a wait that begins later', async () => {
    const { server, origin } = await start();
    const page = get(`${origin}/callback?${RIGHT}`);
    await vi.waitFor(async () =>
      expect(await server.waitForCallback(AbortSignal.timeout(20))).toBe(RIGHT),
    );
    await server.finish(DONE);
    await page;
  });

  it('survives a browser that goes away while it is held, and answers its reload', async () => {
    const { server, port, origin } = await start();
    const gone = await open(
      port,
      `GET /callback?${RIGHT} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`,
    );
    await server.waitForCallback(never);
    gone.destroy();
    await server.finish(DONE);
    expect((await get(`${origin}/callback?${RIGHT}`)).body).toContain('Authorized');
  });

  it('lets a browser go when finish takes too long', async () => {
    const { server, origin } = await start({ holdLimitMs: 60 });
    const { status, body } = await get(`${origin}/callback?${RIGHT}`);
    expect(status).toBe(202);
    expect(body).toContain('being checked');
    await server.finish(DONE);
    expect((await get(`${origin}/callback?${RIGHT}`)).status).toBe(200);
  });

  it('shows the final page when the answer came another way, by pasting', async () => {
    const { server, origin, accept } = await start();
    await server.finish(DONE);
    expect((await get(`${origin}/callback?${RIGHT}`)).body).toContain('Org Acme');
    expect(accept).not.toHaveBeenCalled();
  });

  it('tolerates the query of the registered redirect URI', async () => {
    const { server, origin } = await start({}, '/cb?x=1');
    const page = get(`${origin}/cb?x=1&${RIGHT}`);
    expect(await server.waitForCallback(never)).toBe(`x=1&${RIGHT}`);
    await server.finish(DONE);
    await page;
  });

  it('answers 500 and goes on when accept throws', async () => {
    const { origin } = await start({
      accept: () => {
        throw new Error('bug');
      },
    });
    expect((await get(`${origin}/callback?${RIGHT}`)).status).toBe(500);
    expect((await get(`${origin}/callback?${RIGHT}`)).status).toBe(500);
  });
});

describe('waiting', () => {
  it("rejects with the signal's reason", async () => {
    const { server } = await start();
    const controller = new AbortController();
    const waiting = server.waitForCallback(controller.signal);
    controller.abort(new Error('timeout'));
    await expect(waiting).rejects.toThrow('timeout');
    await expect(server.waitForCallback(controller.signal)).rejects.toThrow('timeout');
  });

  it('ends when the server is closed', async () => {
    const { server } = await start();
    const waiting = server.waitForCallback(never);
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'listen.failed' });
    await server.close();
    await outcome;
    await expect(server.waitForCallback(never)).rejects.toMatchObject({ code: 'listen.failed' });
  });
});

describe('what is not the callback', () => {
  it.each([
    ['/callback/', 404],
    ['/Callback', 404],
    ['/%63allback', 404],
    ['//callback', 404],
    ['/./callback', 404],
    ['/callback;x', 404],
    ['/callback%3F', 404],
    ['/favicon.ico', 404],
    ['/', 404],
    ['/callback#x', 400],
    ['callback', 400],
    ['*', 400],
    ['http://localhost:PORT/callback', 400],
  ])('answers GET %s with %d', async (path, status) => {
    const { port, accept } = await start();
    const target = path.replace('PORT', String(port));
    const answer = await exchange(
      port,
      `GET ${target}?${RIGHT} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`,
    );
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(accept).not.toHaveBeenCalled();
  });

  it.each(['HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])(
    'answers %s with 405',
    async (method) => {
      const { origin, accept } = await start();
      const answer = await get(`${origin}/callback?${RIGHT}`, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('GET');
      expect(accept).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['Sec-Purpose', 'prefetch'],
    ['Sec-Purpose', 'prefetch;prerender'],
    ['Purpose', 'prefetch'],
    ['X-Purpose', 'preview'],
    ['X-Moz', 'prefetch'],
  ])('ignores a request with %s: %s', async (name, value) => {
    const { origin, accept } = await start();
    const answer = await get(`${origin}/callback?${RIGHT}`, { headers: { [name]: value } });
    expect(answer).toMatchObject({ status: 204, body: '' });
    expect(accept).not.toHaveBeenCalled();
  });

  it.each([
    'evil.test',
    'evil.test:PORT',
    'localhost',
    'localhost:1',
    '127.0.0.1:PORT',
    '[::1]:PORT',
    'localhost:PORT.evil.test',
    'localhost.evil.test:PORT',
    'user@localhost:PORT',
    '',
  ])('answers 421 to the Host %j', async (host) => {
    const { port, accept } = await start();
    const answer = await exchange(
      port,
      `GET /callback?${RIGHT} HTTP/1.1\r\nHost: ${host.replace('PORT', String(port))}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 421 /);
    expect(accept).not.toHaveBeenCalled();
  });

  it.each(['', 'Host: localhost:PORT\r\nHost: localhost:PORT\r\n'])(
    'answers 400 to the host lines %j',
    async (lines) => {
      const { port, accept } = await start();
      for (const version of ['1.0', '1.1']) {
        const head = `GET /callback?${RIGHT} HTTP/${version}\r\n`;
        const answer = await exchange(port, `${head}${lines.replaceAll('PORT', String(port))}\r\n`);
        expect(answer).toMatch(/^HTTP\/1.1 400 /);
      }
      expect(accept).not.toHaveBeenCalled();
    },
  );

  it('answers 414 to a query over 8 kB and 431 to headers over 64 kB', async () => {
    const { origin, port, accept } = await start();
    const host = `Host: localhost:${port}\r\n`;
    expect((await get(`${origin}/callback?${RIGHT}&x=${'y'.repeat(8192)}`)).status).toBe(414);
    const flood = `GET /callback?${RIGHT} HTTP/1.1\r\n${host}X: ${'y'.repeat(70_000)}\r\n\r\n`;
    expect(await exchange(port, flood)).toMatch(/^(HTTP\/1.1 431 |$)/);
    expect(accept).not.toHaveBeenCalled();
  });

  it('takes the many cookies that localhost collects', async () => {
    const { server, origin } = await start();
    const page = get(`${origin}/callback?${RIGHT}`, { headers: { cookie: 'a=b; '.repeat(8000) } });
    expect(await server.waitForCallback(never)).toBe(RIGHT);
    await server.finish(DONE);
    expect((await page).status).toBe(200);
  });

  it('handles one request of a connection, and holds it undisturbed', async () => {
    const { server, port, accept } = await start();
    const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
    const piped = await exchange(port, request('/x') + request(`/callback?${RIGHT}`));
    expect(piped.match(/HTTP\/1.1/g)).toHaveLength(1);
    expect(accept).not.toHaveBeenCalled();
    const held = exchange(
      port,
      request(`/callback?${RIGHT}`) + request('/x') + '\0\0 rubbish \r\n\r\n',
    );
    await server.waitForCallback(never);
    await server.finish(DONE);
    const answer = await held;
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
  });

  it('ends half-open and silent connections', async () => {
    const { port } = await start({ headerTimeoutMs: 200 });
    const started = performance.now();
    const sockets = await Promise.all([
      open(port),
      open(port, 'GET /callback?'),
      open(port, `GET /callback?${RIGHT} HTTP/1.1\r\nHost: localhost:${port}\r\n`),
    ]);
    await Promise.all(sockets.map(ended));
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it('drops the oldest of too many connections instead of the callback', async () => {
    const { server, port, origin } = await start();
    const idle = await Promise.all(Array.from({ length: 64 }, () => open(port)));
    const page = get(`${origin}/callback?${RIGHT}`);
    expect(await server.waitForCallback(never)).toBe(RIGHT);
    const more = await Promise.all(Array.from({ length: 130 }, () => open(port)));
    // Younger than the held callback, and dropped all the same.
    await ended(more[60] ?? expect.fail());
    await server.finish(DONE);
    expect((await page).status).toBe(200);
    await ended(idle[0] ?? expect.fail());
    for (const socket of [...idle, ...more]) socket.destroy();
  });
});

describe('the short URL', () => {
  it('redirects to the authorize URL once there is one', async () => {
    const known: { url?: string } = {};
    const { server, origin } = await start({ forwardTo: () => known.url });
    expect(server.shortUrl).toBe(`${origin}/`);
    expect((await get(`${origin}/`)).status).toBe(404);
    const url = 'https://app.datadoghq.eu/oauth2/v1/authorize?state=S';
    known.url = url;
    const answer = await get(`${origin}/`);
    expect(answer).toMatchObject({ status: 302, headers: { location: url } });
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect((await get(`${origin}/`, { method: 'POST' })).status).toBe(405);
    expect((await get(`${origin}/`, { headers: { host: 'evil.test' } })).status).toBe(421);
  });

  it('moves when the callback is at /', async () => {
    const { server, origin } = await start({ forwardTo: () => 'https://x.test/' }, '/');
    expect(server.shortUrl).toBe(`${origin}/__ddoauth/start`);
    expect((await get(server.shortUrl ?? '')).headers.location).toBe('https://x.test/');
    const page = get(`${origin}/?${RIGHT}`);
    expect(await server.waitForCallback(never)).toBe(RIGHT);
    await server.finish(DONE);
    expect((await page).status).toBe(200);
  });

  it('is absent without a target', async () => {
    expect((await start()).server.shortUrl).toBeUndefined();
  });
});

describe('the onboarding URL', () => {
  const TARGET = 'https://acme.datadoghq.eu/oauth2/v1/authorize?state=S';
  const handle = (query: string) =>
    query === 'domain=datadoghq.eu' ? { redirectTo: TARGET } : { error: `no <${query}>` };

  it('sends the browser on, or says why not', async () => {
    const { server, origin, accept } = await start({
      onboarding: { path: '/onboarding', handle },
      forwardTo: () => undefined,
    });
    expect(await get(`${origin}/onboarding?domain=datadoghq.eu`)).toMatchObject({
      status: 302,
      headers: { location: TARGET },
    });
    const bad = await get(`${origin}/onboarding?x=1`);
    expect(bad.status).toBe(400);
    expect(bad.body).toContain('no &lt;x=1&gt;');
    expect((await get(`${origin}/onboarding/?domain=datadoghq.eu`)).status).toBe(404);
    expect(server.shortUrl).toBe(`${origin}/`);
    expect(accept).not.toHaveBeenCalled();
  });

  it('is only called for a GET of a person', async () => {
    const spy = vi.fn(handle);
    const { origin } = await start({ onboarding: { path: '/on', handle: spy } });
    await get(`${origin}/on?domain=datadoghq.eu`, { method: 'HEAD' });
    await get(`${origin}/on?domain=datadoghq.eu`, { headers: { 'sec-purpose': 'prefetch' } });
    await get(`${origin}/on?domain=datadoghq.eu`, { headers: { host: 'evil.test' } });
    expect(spy).not.toHaveBeenCalled();
  });

  it('may be the redirect URI itself', async () => {
    const { server, origin } = await start({ onboarding: { path: '/callback', handle } });
    expect((await get(`${origin}/callback?domain=datadoghq.eu`)).status).toBe(302);
    const page = get(`${origin}/callback?${RIGHT}`);
    expect(await server.waitForCallback(never)).toBe(RIGHT);
    await server.finish(DONE);
    expect((await page).status).toBe(200);
  });

  it('may have a host and port of its own', async () => {
    const other = await freePort();
    const url = `http://127.0.0.1:${other}/on`;
    const { server, origin, port } = await start({ onboarding: { path: '/on', url, handle } });
    expect(server.addresses).toContain(`127.0.0.1:${other}`);
    expect((await get(`${url}?domain=datadoghq.eu`)).status).toBe(302);
    expect((await get(`${origin}/on?domain=datadoghq.eu`)).status).toBe(404);
    expect((await get(`http://127.0.0.1:${other}/callback?${RIGHT}`)).status).toBe(404);
    expect((await get(`http://127.0.0.1:${port}/callback?${RIGHT}`)).status).toBe(421);
  });
});
