import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, rootCertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeLoopbackCertificate } from '../../../src/callback/loopback-certificate.ts';
import { nodeClock } from '../../../src/host/node/clock.ts';
import { openNodeFetch } from '../../../src/host/node/fetch.ts';
import { trustedCas } from '../../../src/host/node/trust.ts';
import type { Sent } from '../../../src/model/http.ts';
import { Redactor } from '../../../src/redact.ts';
import { createTransport } from '../../../src/transport/transport.ts';
import { random } from '../../simulator/support.ts';
import { sendThrough, simulateBehindProxy } from '../../simulator/proxy/support.ts';

const TARGET = 'https://api.datadoghq.eu/api/v1/validate';
type Environment = Readonly<Record<string, string>>;

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

/** A proxy that answers every first packet in one way, and remembers it. */
async function proxyThat(
  answer: (socket: Socket) => void,
): Promise<{ port: number; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.once('data', (chunk) => {
      seen.push(chunk.toString('latin1'));
      answer(socket);
    });
  });
  return { port: await listen(server), seen };
}

function send(env: Environment, extraCa?: string, timeoutMs = 5_000, url = TARGET): Promise<Sent> {
  const transport = createTransport({
    fetch: openNodeFetch(env, extraCa === undefined ? {} : { extraCa }),
    clock: nodeClock,
    random,
    redactor: new Redactor(),
    signal: new AbortController().signal,
    remainingMs: () => Number.POSITIVE_INFINITY,
    onExchange: () => undefined,
  });
  return transport({ method: 'GET', url, headers: {} }, { timeoutMs });
}

describe('a proxy that refuses', () => {
  it.each([
    ['407 Proxy Authentication Required', '', { status: 407 }],
    ['502 Bad Gateway', 'Proxy-Status: edge; error=dns_error\r\n', { proxyError: 'dns_error' }],
    [
      '503 Service Unavailable',
      'X-Squid-Error: ERR_DNS_FAIL 0\r\n',
      { proxyError: 'ERR_DNS_FAIL' },
    ],
    ['403 Forbidden', 'Content-Length: 5\r\n', { status: 403 }],
    ['302 Found', 'Location: https://login.example.test/\r\n', { status: 302 }],
    ['500', '', { status: 500 }],
  ])('%s', async (status, headers, expected) => {
    const { port } = await proxyThat((socket) => {
      socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n<b>page</b>`);
    });
    const { failure } = await send({ HTTPS_PROXY: `http://127.0.0.1:${String(port)}` });
    expect(failure).toMatchObject({ kind: 'proxy', code: 'PROXY_REFUSED', ...expected });
    expect(failure?.message).toBe(
      `the proxy http://127.0.0.1:${String(port)} answered ${status}` +
        `${'proxyError' in expected ? ` (${expected.proxyError})` : ''} to CONNECT api.datadoghq.eu:443`,
    );
  });
});

describe('a proxy that is none', () => {
  it.each([
    ['closes', (socket: Socket) => socket.end()],
    ['resets', (socket: Socket) => socket.resetAndDestroy()],
    ['speaks something else', (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')],
    [
      'answers with a head that never ends',
      (socket: Socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`);
      },
    ],
  ])('%s', async (_, answer) => {
    const { port } = await proxyThat(answer);
    const { failure } = await send({ HTTPS_PROXY: `http://127.0.0.1:${String(port)}` });
    expect(failure).toMatchObject({ kind: 'proxy', code: 'PROXY_UNREACHABLE' });
    expect(failure?.status).toBeUndefined();
    expect(failure?.message).toMatch(/^the proxy http:\/\/127\.0\.0\.1:\d+ cannot be used: /);
  });

  it('does not run: not the same as a Datadog host that refuses', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const { failure } = await send({ HTTPS_PROXY: `http://127.0.0.1:${String(port)}` });
    expect(failure).toMatchObject({ kind: 'proxy', code: 'PROXY_UNREACHABLE' });
    expect(failure?.message).toContain('ECONNREFUSED');
  });

  it('gives a tunnel in which nobody speaks TLS', async () => {
    const { port } = await proxyThat((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    const { failure } = await send({ HTTPS_PROXY: `http://127.0.0.1:${String(port)}` });
    expect(failure?.kind).toBe('tls');
  });
});

describe('credentials of the proxy', () => {
  it('are sent to it, and stand in no message', async () => {
    const { port, seen } = await proxyThat((socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'));
    const sent = await send({ HTTPS_PROXY: `http://agent:pass%21word@127.0.0.1:${String(port)}` });
    const basic = Buffer.from('agent:pass!word').toString('base64');
    expect(seen[0]).toMatch(/^CONNECT api\.datadoghq\.eu:443 HTTP\/1\.1\r\n/);
    expect(seen[0]?.toLowerCase()).toContain(`proxy-authorization: basic ${basic.toLowerCase()}`);
    expect(JSON.stringify(sent)).not.toMatch(/agent|pass|YWdlbn/);
    const dead = await send({ HTTPS_PROXY: 'http://agent:pass%21word@127.0.0.1:1' });
    expect(dead.failure?.kind).toBe('proxy');
    expect(JSON.stringify(dead)).not.toMatch(/agent|pass|YWdlbn/);
  });

  it('in a variable that is wrong end the run with its name alone', async () => {
    const env = { HTTPS_PROXY: 'socks5://agent:password@127.0.0.1:1' };
    await expect(send(env)).rejects.toMatchObject({
      code: 'usage.environment',
      message: 'HTTPS_PROXY names a socks5 proxy, which is not supported.',
    });
  });
});

describe('NO_PROXY', () => {
  it.each(['nowhere.invalid', '*'])('%s: the proxy is not asked', async (noProxy) => {
    const { port, seen } = await proxyThat((socket) => socket.end('HTTP/1.1 403 No\r\n\r\n'));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${String(port)}`, NO_PROXY: noProxy };
    const { failure } = await send(env, undefined, 5_000, 'https://api.nowhere.invalid/');
    // A name that exists nowhere: what fails is looking it up, here.
    expect(failure?.kind).toBe('dns');
    expect(seen).toEqual([]);
    if (noProxy === '*') return;
    expect((await send(env)).failure).toMatchObject({ kind: 'proxy', status: 403 });
    expect(seen).toHaveLength(1);
  });
});

describe('trust', () => {
  it('a proxy over TLS needs a certificate that is trusted; the tunnel then works', async () => {
    const simulator = await simulateBehindProxy();
    const { cert, key } = await makeLoopbackCertificate('127.0.0.1');
    const outer = createTlsServer({ cert, key }, (client) => {
      client.on('error', () => undefined);
      const inner = connect(simulator.port, '127.0.0.1');
      inner.on('error', () => undefined);
      client.pipe(inner).pipe(client);
    });
    const port = await listen(outer);
    const env = { HTTPS_PROXY: `https://127.0.0.1:${String(port)}` };
    const untrusted = await send(env, simulator.proxy.caCertificate);
    expect(untrusted.failure).toMatchObject({ kind: 'proxy', code: 'PROXY_UNREACHABLE' });
    const trusted = await send(env, `${cert}\n${simulator.proxy.caCertificate}`);
    expect(trusted.response?.status).toBe(403);
  });

  it('an added CA vouches for its own hosts only, as part of a list too', async () => {
    const simulator = await simulateBehindProxy();
    const { cert } = await makeLoopbackCertificate('localhost');
    const env = { HTTPS_PROXY: simulator.proxy.url };
    expect((await send(env, cert)).failure?.kind).toBe('tls');
    expect((await send(env)).failure?.kind).toBe('tls');
    // Node's roots beside it; how both get on with NODE_EXTRA_CA_CERTS a process shows, in test/e2e.
    const list = await trustedCas({}, simulator.proxy.caCertificate);
    expect(list.length).toBeGreaterThan(rootCertificates.length / 2);
    expect((await send(env, list.join('\n'))).response?.status).toBe(403);
  });
});

describe('many at once', () => {
  it('requests share the proxy and use their connections again', async () => {
    const simulator = await simulateBehindProxy();
    const transport = sendThrough(simulator);
    const hosts = ['datadoghq.com', 'datadoghq.eu', 'us3.datadoghq.com', 'us2.ddog-gov.com'];
    for (let round = 0; round < 3; round += 1) {
      const sent = await Promise.all(
        hosts.map((domain) =>
          transport({ method: 'GET', url: `https://api.${domain}/api/v1/validate`, headers: {} }),
        ),
      );
      expect(sent.map(({ response }) => response?.status)).toEqual([403, 403, 403, 403]);
    }
    const requests = simulator.state().connections.map((row) => row.requests);
    expect(requests.reduce((sum, each) => sum + each, 0)).toBe(12);
    expect(requests.length).toBeLessThan(12);
  });
});
