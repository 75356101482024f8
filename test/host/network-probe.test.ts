import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openNodeNetworkProbe } from '../../src/host/node/network-probe.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { clientSeed, random, testClock } from '../simulator/support.ts';
import { authority, certificate, type Identity } from './certificates.ts';

const HOST = 'api.datadoghq.eu';

/** Listens on loopback until the test ends, open connections included. */
async function listen(server: Server): Promise<number> {
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
  return (server.address() as AddressInfo).port;
}

/** A TLS server that shows these certificates; it remembers every byte that came inside. */
async function serveTls(identity: Identity): Promise<{ host: string; received: () => number }> {
  let received = 0;
  const server = createTlsServer({ key: identity.key, cert: identity.cert }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
  });
  server.on('tlsClientError', () => undefined);
  return { host: `localhost:${String(await listen(server))}`, received: () => received };
}

async function behindProxy(faults: readonly object[] = []) {
  const simulator = await startSimulator({
    seed: clientSeed(),
    clock: testClock(),
    random,
    proxy: {},
  });
  onTestFinished(() => simulator.close());
  await fetch(`${simulator.origin}/__simulator/faults`, {
    method: 'POST',
    body: JSON.stringify(faults),
  });
  const { url = '', caCertificate = '' } = simulator.proxy ?? {};
  return {
    simulator,
    probe: openNodeNetworkProbe({ HTTPS_PROXY: url }, { extraCa: caCertificate }),
    url,
  };
}

const soon = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms);
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof Error && 'code' in error && typeof error.code === 'string'
        ? error.code
        : error,
  );

describe('inspectTls, straight to the host', () => {
  it('tells of a chain that an added CA vouches for, and that nothing else does', async () => {
    const ca = await authority('Lab Root', 'Lab Ltd');
    const leaf = await certificate({ names: ['localhost', '*.lab.test'], signer: ca });
    const { host, received } = await serveTls({ key: leaf.key, cert: `${leaf.cert}\n${ca.cert}` });
    const shown = await openNodeNetworkProbe({}, { extraCa: ca.cert }).inspectTls(host, soon());
    expect(shown).toMatchObject({ namesHost: true, addedCaOnly: true });
    expect(shown.problem).toBeUndefined();
    expect(shown.protocol).toBe('TLSv1.3');
    expect(shown.chain[0]).toMatchObject({
      subject: 'localhost',
      issuer: 'Lab Root (Lab Ltd)',
      names: ['localhost', '*.lab.test'],
    });
    const days = ((shown.chain[0]?.validUntilMs ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
    expect(received()).toBe(0);
  });

  it.each([
    ['nobody vouches for', { names: ['localhost'] }, false, /SELF_SIGNED|UNABLE_TO/, true],
    ['is over', { names: ['localhost'], untilDays: -0.5 }, true, /CERT_HAS_EXPIRED/, true],
    ['has not begun', { names: ['localhost'], fromDays: 2 }, true, /CERT_NOT_YET_VALID/, true],
    ['is for another name', { names: ['a.test'] }, true, /ALTNAME_INVALID/, false],
  ] as const)('a certificate that %s', async (_, options, trusted, problem, namesHost) => {
    const ca = await authority('Lab Root', 'Lab Ltd');
    const leaf = await certificate({ ...options, signer: ca });
    const { host, received } = await serveTls({ key: leaf.key, cert: `${leaf.cert}\n${ca.cert}` });
    const probe = openNodeNetworkProbe({}, trusted ? { extraCa: ca.cert } : {});
    const shown = await probe.inspectTls(host, soon());
    expect(shown.problem).toMatch(problem);
    expect(shown).toMatchObject({ namesHost, addedCaOnly: false });
    expect(shown.chain[0]?.issuer).toBe('Lab Root (Lab Ltd)');
    expect(received()).toBe(0);
  });

  it('says what kept it from a handshake', async () => {
    const { inspectTls } = openNodeNetworkProbe({}, {});
    const plain = await listen(createTcpServer((socket) => socket.end('220 not TLS\r\n')));
    const closes = await listen(createTcpServer((socket) => socket.destroy()));
    const silent = await listen(createTcpServer());
    const gone = createTcpServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await codeOf(inspectTls(`localhost:${String(plain)}`, soon()))).toMatch(/SSL|EPROTO/);
    expect(await codeOf(inspectTls(`localhost:${String(closes)}`, soon()))).toBe('ECONNRESET');
    expect(await codeOf(inspectTls(`localhost:${String(port)}`, soon()))).toBe('ECONNREFUSED');
    const began = performance.now();
    const late = await codeOf(inspectTls(`localhost:${String(silent)}`, soon(200)));
    expect(late).toMatchObject({ name: 'TimeoutError' });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('inspectTls, through a proxy', () => {
  it('names the way, and sees the certificate behind it', async () => {
    const { probe, simulator, url } = await behindProxy();
    expect(probe.proxyFor(HOST)).toBe(url);
    const shown = await probe.inspectTls(HOST, soon());
    expect(shown).toMatchObject({ namesHost: true, addedCaOnly: true });
    expect(shown.chain[0]?.issuer).toContain('ddoauth simulator CA');
    // A handshake, and no request.
    expect(simulator.state().connections.map(({ requests }) => requests)).toEqual([0]);
  });

  it.each([
    ['wrong-certificate', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
    ['early-certificate', 'CERT_NOT_YET_VALID'],
    ['self-signed-certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['intercepted', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ])('%s', async (kind, problem) => {
    const { probe } = await behindProxy([{ host: HOST, kind }]);
    const shown = await probe.inspectTls(HOST, soon());
    expect(shown.problem).toBe(problem);
    expect(shown.namesHost).toBe(kind !== 'wrong-certificate');
  });

  it.each([
    ['refused', 'PROXY_REFUSED'],
    ['unresolved', 'PROXY_REFUSED'],
    ['tls-reset', 'ECONNRESET'],
  ])('%s', async (kind, code) => {
    const { probe } = await behindProxy([{ host: HOST, kind }]);
    expect(await codeOf(probe.inspectTls(HOST, soon()))).toBe(code);
  });

  it.each(['connect-black-hole', 'tls-black-hole'])('%s ends with the signal', async (kind) => {
    const { probe } = await behindProxy([{ host: HOST, kind }]);
    const began = performance.now();
    expect(await codeOf(probe.inspectTls(HOST, soon(300)))).toMatchObject({ name: 'TimeoutError' });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  it('a proxy that is not there', async () => {
    const probe = openNodeNetworkProbe({ HTTPS_PROXY: 'http://127.0.0.1:9' }, {});
    expect(await codeOf(probe.inspectTls(HOST, soon()))).toBe('PROXY_UNREACHABLE');
  });
});

describe('lookUp', () => {
  it('takes addresses as they are', async () => {
    const { lookUp } = openNodeNetworkProbe({}, {});
    expect(await lookUp('127.0.0.1', soon())).toEqual({ ipv4: ['127.0.0.1'], ipv6: [] });
    expect(await lookUp('[::1]', soon())).toEqual({ ipv4: [], ipv6: ['::1'] });
  });

  it('finds names that only the hosts file has', async () => {
    const found = await openNodeNetworkProbe({}, {}).lookUp('localhost', soon(20_000));
    expect([...(found.ipv4 ?? []), ...(found.ipv6 ?? [])]).not.toEqual([]);
    expect(found.code).toBeUndefined();
  });

  it('knows when there is no such name', async () => {
    const found = await openNodeNetworkProbe({}, {}).lookUp('no-such-host.invalid', soon(20_000));
    expect(found).toMatchObject({ code: expect.stringMatching(/^[A-Z]+$/) });
  });

  it('ends with the signal', async () => {
    const { lookUp } = openNodeNetworkProbe({}, {});
    const over = AbortSignal.abort(new Error('enough'));
    await expect(lookUp(HOST, over)).rejects.toThrow('enough');
  });
});
