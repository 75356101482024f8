import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openNodeFetch } from '../../../src/host/node/fetch.ts';

const NAME = 'lab.example.test';
let certificate = '';
let secure: Server;
/** A proxy that sends every tunnel to a server here: port 443 to the secure one, others to itself. */
let proxy: Server;
let asked: string[] = [];

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  const names = [NAME, 'localhost'].map((value) => ({ type: 2 as const, value }));
  const made = await generate([{ name: 'commonName', value: NAME }], {
    extensions: [{ name: 'subjectAltName', altNames: names }],
  });
  certificate = made.cert;
  secure = createHttpsServer({ key: made.private, cert: made.cert }, (request, response) => {
    response.setHeader('X-Two', ['a', 'b']).end(`secure ${request.headers.host ?? ''}`);
  });
  proxy = createHttpServer((request, response) => {
    response.end(`plain ${request.headers.host ?? ''}`);
  });
  proxy.on('connect', (request, client) => {
    asked.push(`CONNECT ${request.url ?? ''}`);
    const port = portOf(request.url?.endsWith(':443') === true ? secure : proxy);
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
  });
  await Promise.all(
    [secure, proxy].map((server) => new Promise<void>((resolve) => server.listen(0, resolve))),
  );
});
afterAll(() => {
  for (const server of [secure, proxy]) {
    server.close();
    server.closeAllConnections();
  }
});
beforeEach(() => {
  asked = [];
});

async function get(
  url: string,
  env: Readonly<Record<string, string>> = {},
  options: { readonly extraCa?: string } = { extraCa: certificate },
): Promise<{ status: number; text: string; two: string | undefined }> {
  const { signal } = new AbortController();
  const answer = await openNodeFetch(env, options)(url, { method: 'GET', headers: {}, signal });
  return { status: answer.status, text: await answer.text(1000), two: answer.headers['x-two'] };
}

test('an extra CA is trusted, and headers come in lower case', async () => {
  const host = `localhost:${portOf(secure)}`;
  expect(await get(`https://${host}/`)).toEqual({
    status: 200,
    text: `secure ${host}`,
    two: 'a, b',
  });
});

test('without it the certificate is refused', async () => {
  await expect(get(`https://localhost:${portOf(secure)}/`, {}, {})).rejects.toThrow(/self-signed/);
});

test('a proxy of the environment gets a tunnel, for https and for http', async () => {
  const url = `http://127.0.0.1:${portOf(proxy)}`;
  const env = { HTTPS_PROXY: url, http_proxy: url };
  expect(await get(`https://${NAME}/x`, env)).toMatchObject({ text: `secure ${NAME}` });
  expect(await get(`http://${NAME}/x`, env)).toMatchObject({ text: `plain ${NAME}` });
  expect(asked).toEqual([`CONNECT ${NAME}:443`, `CONNECT ${NAME}:80`]);
});

test('never for loopback, nor for what NO_PROXY names', async () => {
  const url = `http://127.0.0.1:${portOf(proxy)}`;
  const env = { HTTP_PROXY: url, NO_PROXY: '127.0.0.2' };
  expect(await get(`${url}/`, env)).toMatchObject({ text: `plain 127.0.0.1:${portOf(proxy)}` });
  await expect(get('http://127.0.0.2:1/', env)).rejects.toThrow();
  expect(asked).toEqual([]);
});
