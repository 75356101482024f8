import { randomBytes } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { nodeClock } from '../../../src/host/node/clock.ts';
import { startSimulator } from '../../../src/simulator/server.ts';
import { clientSeed, random } from '../support.ts';
import { connectByHand, exchangeOver, sendThrough, type ProxiedSimulator } from './support.ts';

const HOST = 'api.datadoghq.eu';
const CONNECT = `CONNECT ${HOST}:443 HTTP/1.1\r\nHost: ${HOST}:443\r\n`;

let simulator: ProxiedSimulator;

beforeAll(async () => {
  const notices: string[] = [];
  const seed = clientSeed();
  const onNotice = (line: string): void => void notices.push(line);
  const running = await startSimulator({ seed, clock: nodeClock, random, proxy: { onNotice } });
  const { proxy } = running;
  if (proxy === undefined) throw new Error('no proxy was started');
  const port = Number(new URL(proxy.url).port);
  const clock = { ...nodeClock, advance: () => undefined };
  simulator = { ...running, proxy, port, notices, clientId: '', clock };
});
afterAll(() => simulator.close());

/** Whether a client that does everything right is served, right now. */
async function stillServes(): Promise<void> {
  const url = `https://${HOST}/api/v1/validate`;
  const { response } = await sendThrough(simulator)({ method: 'GET', url, headers: {} });
  expect(response?.status).toBe(403);
}

/** Sends bytes to the proxy and reads until it closes; hangs up itself after a while. */
function throwAt(bytes: string | Uint8Array, hangUpAfterMs = 1_500): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(simulator.port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), hangUpAfterMs);
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}

describe('garbage on the port of the proxy', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['random bytes', randomBytes(4_096), /^HTTP\/1\.1 400/],
    ['zeros', new Uint8Array(10_000), /^HTTP\/1\.1 400/],
    ['a TLS ClientHello', Buffer.from('16030100c8010000c40303', 'hex'), /^HTTP\/1\.1 400/],
    ['an SSH greeting', 'SSH-2.0-OpenSSH_9.9\r\n', /^HTTP\/1\.1 400/],
    ['SOCKS 5', Buffer.from([5, 1, 0]), /^HTTP\/1\.1 400/],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 (400|505)/],
    ['a head of 100 kB', `${CONNECT}X: ${'x'.repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      'a target of 100 kB',
      `CONNECT ${'x'.repeat(100_000)}:443 HTTP/1.1\r\n\r\n`,
      /^HTTP\/1\.1 431/,
    ],
    ['no target', 'CONNECT  HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 400/],
    ['no version', `CONNECT ${HOST}:443\r\n\r\n`, /^HTTP\/1\.1 [24]00/],
    ['no port', `CONNECT ${HOST} HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['a path', `CONNECT /${HOST}:443 HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['user info', `CONNECT me:pw@${HOST}:443 HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['port 0', `CONNECT ${HOST}:0 HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['another port', `CONNECT ${HOST}:22 HTTP/1.1\r\nHost: x\r\n\r\n`, /^HTTP\/1\.1 403/],
    ['an IPv6 literal', 'CONNECT [::1]:443 HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 403/],
    ['an IPv4 literal', 'CONNECT 127.0.0.1:443 HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 403/],
    ['a control character', 'CONNECT a\u0001.datadoghq.eu:443 HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'latin 1',
      'CONNECT \u00e9.datadoghq.eu:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      /^(HTTP\/1\.1 400|$)/,
    ],
    ['two lengths', `${CONNECT}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, /^HTTP\/1\.1 400/],
    ['a plain request', `GET http://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`, /^HTTP\/1\.1 403/],
    [
      'a plain post',
      `POST http://${HOST}/x HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: 1\r\n\r\nx`,
      /^HTTP\/1\.1 403/,
    ],
    [
      'https without CONNECT',
      `GET https://${HOST}/ HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`,
      /^HTTP\/1\.1 403/,
    ],
    ['a page', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', /^HTTP\/1\.1 400[\s\S]*HTTPS_PROXY/],
    [
      'its own state',
      'GET /__simulator/state HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
      /^HTTP\/1\.1 400/,
    ],
    [
      'an upgrade',
      `GET http://${HOST}/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      /^HTTP\/1\.1 403/,
    ],
  ])('%s', async (_, bytes, answer) => {
    expect(await throwAt(bytes)).toMatch(answer);
    await stillServes();
  });

  it.each([
    ['nothing', ''],
    ['half a line', `CONNECT ${HOST}`],
    ['half a head', CONNECT],
  ])('%s, and then silence, holds nobody up', async (_, bytes) => {
    const silent = connect(simulator.port, '127.0.0.1');
    silent.on('error', () => undefined);
    onTestFinished(() => void silent.destroy());
    silent.write(bytes);
    await stillServes();
  });

  it('any bytes, and the same behind a CONNECT', async () => {
    const throws = Array.from({ length: 60 }, (_, index) => {
      const bytes = randomBytes(1 + index * 37);
      return throwAt(
        index % 2 === 0 ? bytes : Buffer.concat([Buffer.from(`${CONNECT}\r\n`), bytes]),
      );
    });
    await Promise.all(throws);
    await stillServes();
  });

  it('clients that hang up at any moment', async () => {
    const whole = Buffer.from(`${CONNECT}\r\n`);
    await Promise.all(
      Array.from({ length: whole.length }, async (_, cut) => {
        const socket = connect(simulator.port, '127.0.0.1');
        socket.on('error', () => undefined);
        await new Promise<void>((resolve) => {
          socket.write(whole.subarray(0, cut), () => resolve());
        });
        if (cut % 2 === 0) socket.resetAndDestroy();
        else socket.destroy();
      }),
    );
    await stillServes();
  });
});

describe('a tunnel that is misused', () => {
  it.each<[string, string | Uint8Array]>([
    ['plain HTTP in it', `GET / HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`],
    ['another CONNECT in it', `${CONNECT}\r\n`],
    ['random bytes in it', randomBytes(2_000)],
  ])('%s: TLS fails, and the state says so', async (_, bytes) => {
    const { socket, answer } = await connectByHand(simulator.port, `${HOST}:443`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    await exchangeOver(socket, bytes).catch(() => '');
    const last = simulator.state().connections.at(-1);
    expect(last).toMatchObject({ verdict: 'served', requests: 0 });
    expect(last?.handshake).toMatch(/^ERR_SSL_/);
    await stillServes();
  });

  it('TLS that starts before the proxy has answered is served', async () => {
    const relay = await relayAtOnce();
    const secured = connectTls({
      port: relay,
      host: '127.0.0.1',
      servername: HOST,
      ca: simulator.proxy.caCertificate,
    });
    const request = `GET /api/v1/validate HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
    expect(await exchangeOver(secured, request)).toMatch(/^HTTP\/1\.1 403/);
  });

  it('an old version of TLS is refused', async () => {
    const { socket } = await connectByHand(simulator.port, `${HOST}:443`);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    const secured = connectTls({ socket, servername: HOST, rejectUnauthorized: false, ...old });
    await expect(
      new Promise((resolve, reject) => secured.on('secureConnect', resolve).on('error', reject)),
    ).rejects.toThrow();
    await stillServes();
  });
});

/** A port that sends a CONNECT and what its client says in one go, and hides the proxy's answer. */
async function relayAtOnce(): Promise<number> {
  const server = createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (hello) => {
      client.pause();
      const proxy = connect(simulator.port, '127.0.0.1');
      proxy.on('error', () => undefined);
      proxy.write(Buffer.concat([Buffer.from(`${CONNECT}\r\n`), hello]));
      let head = '';
      const skip = (chunk: Buffer): void => {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        proxy.off('data', skip);
        client.write(Buffer.from(head.slice(end + 4), 'latin1'));
        proxy.pipe(client).pipe(proxy);
      };
      proxy.on('data', skip);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('hosts outside Datadog', () => {
  it('are refused and never connected to', async () => {
    const reached: Socket[] = [];
    const watched = createServer((socket) => void reached.push(socket));
    await new Promise<void>((resolve) => watched.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void watched.close());
    const port = String((watched.address() as AddressInfo).port);
    const before = simulator.state().connections.length;
    const names = ['127.0.0.1', 'localhost', 'example.com', 'localhost.datadoghq.eu', '[::1]'];
    for (const name of names) {
      const text = await throwAt(`CONNECT ${name}:${port} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect(text).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n[\s\S]*error=http_request_denied/);
      const plain = `GET http://${name}:${port}/ HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`;
      expect(await throwAt(plain)).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n[\s\S]*NO_PROXY/);
    }
    expect(reached).toEqual([]);
    const asked = simulator.state().connections.slice(before);
    expect(asked.map(({ verdict }) => verdict)).toEqual(
      names.flatMap(() => ['refused', 'refused']),
    );
    expect(asked.map(({ why }) => why)).toEqual(
      names.flatMap((name) => [name.endsWith('.eu') ? 'port' : 'not-datadog', 'plain-http']),
    );
    expect(simulator.notices).toContainEqual(
      `Refused: CONNECT example.com:${port}. The simulator serves Datadog's hosts only and connects to nobody.`,
    );
  });

  it('a flood of them is told of only so often', async () => {
    for (let index = 0; index < 120; index += 1) {
      await throwAt(`CONNECT host-${String(index)}.test:443 HTTP/1.1\r\nHost: x\r\n\r\n`);
    }
    expect(simulator.notices.length).toBeLessThanOrEqual(50);
    await stillServes();
  });

  it('a password before an @ is in no log', async () => {
    await throwAt(`CONNECT me:hush-hush@${HOST}:443 HTTP/1.1\r\nHost: x\r\n\r\n`);
    await throwAt(`GET http://me:hush-hush@example.com/ HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(JSON.stringify(simulator.state())).not.toContain('hush-hush');
    expect(simulator.notices.join('\n')).not.toContain('hush-hush');
  });
});

describe('closing', () => {
  it('ends tunnels, half-open connections and black holes at once', async () => {
    const one = await startSimulator({ seed: clientSeed(), clock: nodeClock, random, proxy: {} });
    const port = Number(new URL(one.proxy?.url ?? '').port);
    const tunnel = (await connectByHand(port, `${HOST}:443`)).socket;
    const silent = connect(port, '127.0.0.1');
    for (const socket of [tunnel, silent]) socket.on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    const ends = [tunnel, silent].map(
      (socket) => new Promise((resolve) => socket.resume().once('close', resolve)),
    );
    const began = performance.now();
    await one.close();
    await Promise.all(ends);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('a port that is taken leaves nothing behind', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as AddressInfo;
    const start = () =>
      startSimulator({ seed: clientSeed(), clock: nodeClock, random, proxy: { port } });
    await expect(start()).rejects.toMatchObject({
      code: 'listen.busy',
      hint: 'choose another port with --proxy-port, or 0 for any',
    });
  });
});
