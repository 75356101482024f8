import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openNodeFetch } from '../../../src/host/node/fetch.ts';
import { nodeClock } from '../../../src/host/node/clock.ts';
import type { NetworkFailure, Send } from '../../../src/model/http.ts';
import { Redactor } from '../../../src/redact.ts';
import { routeToSimulator } from '../../../src/flows/run/simulation.ts';
import { createTransport } from '../../../src/transport/transport.ts';
import { call, random, simulate, type TestSimulator } from '../support.ts';
import { sendThrough, simulateBehindProxy, tlsThrough } from './support.ts';

const HOST = 'api.datadoghq.eu';
const VALIDATE = `https://${HOST}/api/v1/validate`;
const ELSEWHERE = 'https://api.us5.datadoghq.com/api/v1/validate';

async function setFaults(simulator: TestSimulator, faults: readonly object[]): Promise<void> {
  const url = `${simulator.origin}/__simulator/faults`;
  const answer = await call(simulator, 'POST', url, { body: JSON.stringify(faults) });
  if (answer.status !== 200) throw new Error(answer.text);
}

async function failureOf(send: Send, url: string, timeoutMs = 5_000): Promise<NetworkFailure> {
  const { failure, response } = await send({ method: 'GET', url, headers: {} }, { timeoutMs });
  if (failure === undefined) throw new Error(`answered ${String(response.status)}`);
  return failure;
}

/** The program's way under `--simulator`. */
function sendSimulated(simulator: TestSimulator): Send {
  return createTransport({
    fetch: routeToSimulator(openNodeFetch({}, {}), simulator.address),
    clock: nodeClock,
    random,
    redactor: new Redactor(),
    signal: new AbortController().signal,
    remainingMs: () => Number.POSITIVE_INFINITY,
    onExchange: () => undefined,
  });
}

/** What a client meets: fault, how the failure looks through the proxy, and without one. */
const MET: readonly (readonly [object, object, object])[] = [
  [
    { kind: 'wrong-certificate' },
    { kind: 'tls-name', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    { kind: 'tls-name', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
  ],
  [
    { kind: 'expired-certificate' },
    { kind: 'tls', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
    { kind: 'tls', code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
  ],
  [
    { kind: 'early-certificate' },
    { kind: 'tls', code: 'CERT_NOT_YET_VALID' },
    { kind: 'tls', code: 'CERT_NOT_YET_VALID' },
  ],
  [
    { kind: 'self-signed-certificate' },
    { kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    { kind: 'tls', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  ],
  [
    { kind: 'intercepted' },
    { kind: 'tls', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    { kind: 'tls', code: 'SELF_SIGNED_CERT_IN_CHAIN' },
  ],
  [{ kind: 'tls-reset' }, { kind: 'reset', code: 'ECONNRESET' }, { kind: 'reset' }],
  [
    { kind: 'refused' },
    { kind: 'proxy', code: 'PROXY_REFUSED', status: 502, proxyError: 'connection_refused' },
    { kind: 'connect', code: 'ECONNREFUSED' },
  ],
  [
    { kind: 'unresolved' },
    { kind: 'proxy', code: 'PROXY_REFUSED', status: 502, proxyError: 'dns_error' },
    { kind: 'dns', code: 'ENOTFOUND' },
  ],
  [
    { kind: 'ipv6-only' },
    { kind: 'proxy', code: 'PROXY_REFUSED', status: 502, proxyError: 'destination_ip_unroutable' },
    { kind: 'connect', code: 'ENETUNREACH' },
  ],
  [
    { kind: 'proxy-status', status: 407 },
    { kind: 'proxy', code: 'PROXY_REFUSED', status: 407 },
    { kind: 'proxy', code: 'PROXY_REFUSED', status: 407 },
  ],
];

describe('what a client meets', () => {
  it.each(MET)('%j', async (fault, throughProxy, withoutProxy) => {
    const simulator = await simulateBehindProxy();
    const [proxied, plain] = [sendThrough(simulator), sendSimulated(simulator)];
    await setFaults(simulator, [{ ...fault, host: HOST }]);
    expect(await failureOf(proxied, VALIDATE)).toMatchObject(throughProxy);
    expect(await failureOf(plain, VALIDATE)).toMatchObject(withoutProxy);
    for (const send of [proxied, plain]) {
      const other = await send({ method: 'GET', url: ELSEWHERE, headers: {} });
      expect(other.response?.status).toBe(403);
    }
    await setFaults(simulator, []);
    for (const send of [proxied, plain]) {
      const again = await send({ method: 'GET', url: VALIDATE, headers: {} });
      expect(again.response?.status).toBe(403);
    }
  });

  it.each(['tls-black-hole', 'connect-black-hole'])(
    '%s: no answer in time',
    async (kind) => {
      const simulator = await simulateBehindProxy();
      await setFaults(simulator, [{ kind, host: HOST }]);
      for (const send of [sendThrough(simulator), sendSimulated(simulator)]) {
        const began = performance.now();
        // undici looks at the signal only once a connection stands: its own limit ends the wait too.
        expect((await failureOf(send, VALIDATE, 300)).kind).toBe('timeout');
        expect(performance.now() - began).toBeLessThan(12_000);
      }
    },
    40_000,
  );

  it('tls-latency: TLS begins later, and all delays add up', async () => {
    const simulator = await simulateBehindProxy();
    await setFaults(simulator, [
      { kind: 'tls-latency', ms: 200 },
      { kind: 'tls-latency', ms: 150, host: '*.eu' },
    ]);
    for (const send of [sendThrough(simulator), sendSimulated(simulator)]) {
      const began = performance.now();
      const sent = await send({ method: 'GET', url: VALIDATE, headers: {} });
      expect(sent.response?.status).toBe(403);
      expect(performance.now() - began).toBeGreaterThanOrEqual(345);
    }
  });

  it('ipv6-only: served by the IPv6 address of the proxy', async (context) => {
    const simulator = await simulateBehindProxy();
    const { ipv6Url } = simulator.proxy;
    if (ipv6Url === undefined) return context.skip('this machine has no IPv6 loopback');
    await setFaults(simulator, [{ kind: 'ipv6-only', host: HOST, times: 1 }]);
    const send = sendThrough(simulator, { HTTPS_PROXY: ipv6Url });
    expect((await send({ method: 'GET', url: VALIDATE, headers: {} })).response?.status).toBe(403);
    expect(simulator.state().faults).toMatchObject([{ left: 1 }]);
    expect((await failureOf(sendThrough(simulator), VALIDATE)).kind).toBe('proxy');
  });

  it('intercepted: the issuer is named as a company would', async () => {
    const simulator = await simulateBehindProxy();
    await setFaults(simulator, [{ kind: 'intercepted' }]);
    const socket = await tlsThrough(simulator, HOST, { rejectUnauthorized: false });
    expect(socket.authorized).toBe(false);
    const { issuer, subjectaltname } = socket.getPeerCertificate();
    expect(issuer).toMatchObject({ CN: 'Corporate Proxy CA', O: 'Example Corp' });
    expect(subjectaltname).toContain('*.datadoghq.eu');
    socket.destroy();
  });
});

describe('faults over nine sites in one run', () => {
  it('each host has its own end, and none waits for another', async () => {
    const simulator = await simulateBehindProxy();
    const hosts = {
      'api.datadoghq.com': undefined,
      'api.us3.datadoghq.com': 'wrong-certificate',
      'api.us5.datadoghq.com': 'expired-certificate',
      'api.datadoghq.eu': 'intercepted',
      'api.ap1.datadoghq.com': 'refused',
      'api.ap2.datadoghq.com': 'unresolved',
      'api.uk1.datadoghq.com': 'connect-black-hole',
      'api.ddog-gov.com': 'tls-reset',
      'api.us2.ddog-gov.com': 'ipv6-only',
    };
    await setFaults(
      simulator,
      Object.entries(hosts).flatMap(([host, kind]) => (kind === undefined ? [] : [{ host, kind }])),
    );
    const send = sendThrough(simulator);
    const ends = await Promise.all(
      Object.keys(hosts).map(async (host) => {
        const began = performance.now();
        const url = `https://${host}/api/v1/validate`;
        const sent = await send({ method: 'GET', url, headers: {} }, { timeoutMs: 2_000 });
        const ms = performance.now() - began;
        return { end: sent.response?.status ?? sent.failure?.kind, ms };
      }),
    );
    expect(ends.map(({ end }) => end)).toEqual([
      403,
      'tls-name',
      'tls',
      'tls',
      'proxy',
      'proxy',
      'timeout',
      'reset',
      'proxy',
    ]);
    for (const { end, ms } of ends) if (end !== 'timeout') expect(ms).toBeLessThan(2_000);
    const log = simulator
      .state()
      .connections.map(({ target, verdict, why }) => [target, verdict, why]);
    for (const [host, kind] of Object.entries(hosts)) {
      expect(log).toContainEqual([
        `${host}:443`,
        kind === undefined ? 'served' : 'fault',
        kind ?? null,
      ]);
    }
  }, 30_000);

  it('a fault counts connections through the proxy, requests without it', async () => {
    const simulator = await simulateBehindProxy();
    await setFaults(simulator, [{ kind: 'wrong-certificate', host: '*.datadoghq.eu', times: 2 }]);
    const send = sendThrough(simulator);
    const outcome = async () => {
      const sent = await send({ method: 'GET', url: VALIDATE, headers: {} });
      return sent.response?.status ?? sent.failure?.kind;
    };
    expect([await outcome(), await outcome(), await outcome()]).toEqual([
      'tls-name',
      'tls-name',
      403,
    ]);
  });

  it('faults of requests meet requests through the proxy too', async () => {
    const simulator = await simulateBehindProxy();
    const send = sendThrough(simulator);
    await setFaults(simulator, [
      { kind: 'status', status: 503, path: '/api/v1/validate', times: 1 },
      { kind: 'drop', host: HOST, times: 1 },
      { kind: 'black-hole', host: HOST, times: 1 },
    ]);
    const get = { method: 'GET', url: VALIDATE, headers: {} } as const;
    expect((await send(get)).response?.status).toBe(503);
    expect((await send(get)).failure?.kind).toBe('reset');
    expect((await send(get, { timeoutMs: 300 })).failure?.kind).toBe('timeout');
    expect((await send(get)).response?.status).toBe(403);
  });

  it('a black hole ends with its client and with the simulator', async () => {
    const simulator = await simulate();
    await setFaults(simulator, [{ kind: 'connect-black-hole' }]);
    const socket = connect(Number(new URL(simulator.origin).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('GET /api.datadoghq.eu/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await simulator.close();
    await closed;
  });
});

describe('a list of faults', () => {
  it.each([
    [{ kind: 'tls-latency' }, 'faults.0: tls-latency needs ms'],
    [{ kind: 'proxy-status' }, 'faults.0: proxy-status needs a status from 400 to 599'],
    [{ kind: 'proxy-status', status: 302 }, 'faults.0: proxy-status needs a status from 400'],
    [{ kind: 'refused', path: '/api/*' }, 'faults.0: a fault of connections goes by host alone'],
    [{ kind: 'expired-certificate', method: 'GET' }, 'goes by host alone'],
    [{ kind: 'certificate' }, 'faults.0.kind: must be one of latency, status, drop'],
  ])('%j is refused: %s', async (fault, reason) => {
    const simulator = await simulate();
    await expect(setFaults(simulator, [fault])).rejects.toThrow(reason);
  });
});
