import { describe, expect, it, onTestFinished } from 'vitest';
import { connect as connectTls } from 'node:tls';
import { EnvHttpProxyAgent, request } from 'undici';
import {
  REDIRECT_URI,
  SECRET,
  at,
  authorizeUrl,
  call,
  obtainKey,
  pick,
  VERIFIER,
} from '../support.ts';
import {
  connectByHand,
  exchangeOver,
  sendThrough,
  simulateBehindProxy,
  tlsThrough,
} from './support.ts';

const HOST = 'api.datadoghq.eu';
const GET = `GET /api/v1/validate HTTP/1.1\r\nHost: ${HOST}\r\n`;
const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);

describe('HTTP through a tunnel', () => {
  it('keeps a connection alive, and ends it when asked to', async () => {
    const simulator = await simulateBehindProxy();
    const socket = await tlsThrough(simulator, HOST);
    for (let round = 0; round < 3; round += 1) {
      const answer = await exchangeOver(socket, `${GET}\r\n`, /required"\]\}$/);
      expect(statusOf(answer)).toBe(403);
    }
    expect(await exchangeOver(socket, `${GET}Connection: close\r\n\r\n`)).toMatch(/required"\]\}$/);
    expect(simulator.state().connections).toMatchObject([
      { target: `${HOST}:443`, verdict: 'served', why: null, handshake: 'done', requests: 4 },
    ]);
    const [logged] = simulator.state().requests;
    expect(logged).toEqual({ method: 'GET', host: HOST, path: '/api/v1/validate', status: 403 });
  });

  it('answers pipelined requests in order', async () => {
    const simulator = await simulateBehindProxy();
    const socket = await tlsThrough(simulator, HOST);
    const text = await exchangeOver(
      socket,
      `${GET}\r\nGET /nowhere HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`,
    );
    expect([...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status)).toEqual([
      '403',
      '404',
    ]);
  });

  it('takes a chunked body after 100 Continue', async () => {
    const simulator = await simulateBehindProxy();
    const { key } = await obtainKey(simulator, 'us1', 'datadoghq.com');
    const socket = await tlsThrough(simulator, 'api.datadoghq.com');
    const head = await exchangeOver(
      socket,
      'POST /api/v2/series HTTP/1.1\r\nHost: api.datadoghq.com\r\nConnection: close\r\n' +
        `DD-API-KEY: ${key}\r\nContent-Type: application/json\r\n` +
        'Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n',
      /\r\n\r\n$/,
    );
    expect(head).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    const now = Math.floor(simulator.clock.now() / 1000);
    const points = [{ timestamp: now, value: 1 }];
    const body = JSON.stringify({ series: [{ metric: 'through.proxy', type: 3, points }] });
    const half = Math.floor(body.length / 2);
    const chunks = [body.slice(0, half), body.slice(half)].map(
      (chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`,
    );
    const answer = await exchangeOver(socket, `${chunks.join('')}0\r\n\r\n`);
    expect(statusOf(answer)).toBe(202);
    expect(simulator.state().received).toMatchObject([{ latest: ['through.proxy'] }]);
  });

  it('answers HEAD without a body', async () => {
    const simulator = await simulateBehindProxy();
    const socket = await tlsThrough(simulator, 'app.datadoghq.eu');
    const path = new URL(authorizeUrl(simulator)).search;
    const text = await exchangeOver(
      socket,
      `HEAD /oauth2/v1/authorize${path} HTTP/1.1\r\nHost: app.datadoghq.eu\r\nConnection: close\r\n\r\n`,
    );
    expect(statusOf(text)).toBe(200);
    expect(text).toMatch(/content-length: [1-9]/i);
    expect(text.endsWith('\r\n\r\n')).toBe(true);
  });

  it('does not become a websocket, nor another tunnel', async () => {
    const simulator = await simulateBehindProxy();
    const socket = await tlsThrough(simulator, HOST);
    const answer = await exchangeOver(
      socket,
      `GET / HTTP/1.1\r\nHost: ${HOST}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      /\]\}$/,
    );
    expect(statusOf(answer)).toBe(404);
    const inner = await tlsThrough(simulator, HOST);
    expect(await exchangeOver(inner, 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n')).toBe(
      '',
    );
  });

  it('serves a target that repeats the host, and no page of the simulator itself', async () => {
    const simulator = await simulateBehindProxy();
    const read = async (target: string): Promise<string> => {
      const socket = await tlsThrough(simulator, HOST);
      return exchangeOver(
        socket,
        `GET ${target} HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`,
      );
    };
    expect(statusOf(await read(`https://${HOST}/api/v1/validate`))).toBe(403);
    expect(statusOf(await read('https://api.datadoghq.com/api/v1/validate'))).toBe(421);
    for (const target of [
      '/__simulator/state',
      '/',
      '/__simulator/ca.pem',
      `/${HOST}/api/v1/validate`,
    ]) {
      expect(statusOf(await read(target))).toBe(404);
    }
  });

  it('serves hosts of Datadog that the simulator has nothing for', async () => {
    const simulator = await simulateBehindProxy();
    const send = sendThrough(simulator);
    const { response } = await send({
      method: 'GET',
      url: 'https://docs.datadoghq.com/',
      headers: {},
    });
    expect(response?.status).toBe(404);
    expect(response?.body).toContain('no host');
  });
});

describe('names', () => {
  it.each([
    ['Host of another site', 'api.datadoghq.com', HOST],
    ['Host of loopback', '127.0.0.1', HOST],
    ['another name in TLS', HOST, 'api.datadoghq.com'],
  ])('%s: 421', async (_, host, servername) => {
    const simulator = await simulateBehindProxy();
    const socket = await tlsThrough(simulator, HOST, { servername, checkServerIdentity: noCheck });
    const request = `GET /api/v1/validate HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(statusOf(await exchangeOver(socket, request))).toBe(421);
    expect(simulator.state().requests).toMatchObject([{ host: HOST, status: 421 }]);
  });

  it('a client that names nobody in TLS gets the host it asked the proxy for', async () => {
    const simulator = await simulateBehindProxy();
    const { socket } = await connectByHand(simulator.port, `${HOST}:443`);
    const { caCertificate: ca } = simulator.proxy;
    const secured = connectTls({ socket, ca, servername: '', checkServerIdentity: noCheck });
    secured.once('secureConnect', () => {
      expect(secured.getPeerCertificate().subject.CN).toBe('*.datadoghq.eu');
    });
    expect(statusOf(await exchangeOver(secured, `${GET}Connection: close\r\n\r\n`))).toBe(403);
    expect(secured.authorized).toBe(true);
  });

  it('a customer subdomain between api. and the domain is in no certificate', async () => {
    const simulator = await simulateBehindProxy();
    const send = sendThrough(simulator);
    const get = (url: string) => send({ method: 'GET', url, headers: {} });
    const wrong = await get('https://api.acme.datadoghq.com/api/v1/validate');
    expect(wrong.failure).toMatchObject({
      kind: 'tls-name',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      message: expect.stringContaining("does not match certificate's altnames") as string,
    });
    const right = await get('https://acme.datadoghq.com/');
    expect(right.response?.status).toBe(404);
    expect(simulator.notices).toEqual([
      "api.acme.datadoghq.com is in no certificate of Datadog's: the nearest covers *.datadoghq.com, datadoghq.com.",
    ]);
  });

  it('offers http/1.1 only', async () => {
    const simulator = await simulateBehindProxy();
    const both = await tlsThrough(simulator, HOST, { ALPNProtocols: ['h2', 'http/1.1'] });
    expect(both.alpnProtocol).toBe('http/1.1');
    await expect(tlsThrough(simulator, HOST, { ALPNProtocols: ['h2'] })).rejects.toThrow(
      /no application protocol|ECONNRESET|disconnected/i,
    );
  });
});

function noCheck(): undefined {
  return undefined;
}

describe('a whole authorization', () => {
  it('works with real URLs through undici', async () => {
    const simulator = await simulateBehindProxy();
    const dispatcher = new EnvHttpProxyAgent({
      httpsProxy: simulator.proxy.url,
      requestTls: { ca: simulator.proxy.caCertificate },
    });
    onTestFinished(() => dispatcher.destroy());
    const consentPage = await request(authorizeUrl(simulator, {}, 'app.datadoghq.eu'), {
      dispatcher,
    });
    const html = await consentPage.body.text();
    const [, id = ''] = /name="request" value="([^"]*)"/.exec(html) ?? [];
    const [, user = ''] = /<option value="([^"]*)"[^>]* selected>/.exec(html) ?? [];
    const decided = await request('https://app.datadoghq.eu/oauth2/v1/authorize/decision', {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ request: id, user, decision: 'authorize' }).toString(),
    });
    await decided.body.dump();
    const callback = new URL(String(decided.headers['location'])).searchParams;
    expect(callback.get('domain')).toBe('datadoghq.eu');
    const tokens = await request('https://api.datadoghq.eu/oauth2/v1/token', {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: simulator.clientId,
        client_secret: SECRET,
        redirect_uri: REDIRECT_URI,
        code: callback.get('code') ?? '',
        code_verifier: VERIFIER,
      }).toString(),
    });
    expect(pick(await tokens.body.json(), 'access_token')).not.toBe('');
  });
});

describe('the CA', () => {
  it('is served by the origin', async () => {
    const simulator = await simulateBehindProxy();
    const answer = await call(simulator, 'GET', `${simulator.origin}/__simulator/ca.pem`);
    expect(answer.text).toBe(simulator.proxy.caCertificate);
    expect(answer.headers.get('content-type')).toBe('application/x-pem-file');
    expect(answer.text).not.toContain('PRIVATE');
    const state = await call(simulator, 'GET', `${simulator.origin}/__simulator/state`);
    expect(at(state.json, 'connections')).toEqual([]);
    expect(state.text).not.toContain('PRIVATE');
  });

  it('is another one in the next run, which the first client does not believe', async () => {
    const [one, other] = [await simulateBehindProxy(), await simulateBehindProxy()];
    expect(one.proxy.caCertificate).not.toBe(other.proxy.caCertificate);
    const send = sendThrough(one, { HTTPS_PROXY: other.proxy.url });
    const sent = await send({ method: 'GET', url: `https://${HOST}/`, headers: {} });
    expect(sent.failure?.kind).toBe('tls');
    expect(other.state().connections).toMatchObject([{ verdict: 'served', requests: 0 }]);
  });
});
