import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { nodeClock } from '../../../src/host/node/clock.ts';
import { openNodeFetch } from '../../../src/host/node/fetch.ts';
import type { Send } from '../../../src/model/http.ts';
import { Redactor } from '../../../src/redact.ts';
import type { RunningProxy } from '../../../src/simulator/proxy/start.ts';
import { startSimulator } from '../../../src/simulator/server.ts';
import { createTransport } from '../../../src/transport/transport.ts';
import { clientSeed, random, testClock, type TestSimulator } from '../support.ts';

/** A running simulator with its proxy. */
export interface ProxiedSimulator extends TestSimulator {
  readonly proxy: RunningProxy;
  readonly port: number;
  /** What its proxy told of. */
  readonly notices: readonly string[];
}

/** A simulator with a proxy that ends with the test. */
export async function simulateBehindProxy(seed = clientSeed()): Promise<ProxiedSimulator> {
  const notices: string[] = [];
  const clock = testClock();
  const running = await startSimulator({
    seed,
    clock,
    random,
    proxy: { onNotice: (line) => notices.push(line) },
  });
  onTestFinished(() => running.close());
  const { proxy } = running;
  if (proxy === undefined) throw new Error('no proxy was started');
  const port = Number(new URL(proxy.url).port);
  const clientId = seed.clients[0]?.clientId ?? '';
  return { ...running, proxy, port, notices, clock, clientId };
}

/** The program's own way to the network, with real URLs through the proxy. */
export function sendThrough(
  { proxy }: ProxiedSimulator,
  env: Readonly<Record<string, string>> = { HTTPS_PROXY: proxy.url },
): Send {
  return createTransport({
    fetch: openNodeFetch(env, { extraCa: proxy.caCertificate }),
    clock: nodeClock,
    random,
    redactor: new Redactor(),
    signal: new AbortController().signal,
    remainingMs: () => Number.POSITIVE_INFINITY,
    onExchange: () => undefined,
  });
}

/** A CONNECT by hand, and what the proxy answered up to the end of the head. */
export function connectByHand(
  port: number,
  target: string,
  early: Uint8Array | string = '',
): Promise<{ readonly socket: Socket; readonly answer: string }> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp(port, '127.0.0.1', () => {
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
      socket.write(early);
    });
    onTestFinished(() => void socket.destroy());
    socket.on('error', reject);
    let answer = '';
    const read = (): void => {
      let chunk: Buffer | null;
      while ((chunk = socket.read(1) as Buffer | null) !== null) {
        answer += chunk.toString('latin1');
        if (!answer.endsWith('\r\n\r\n')) continue;
        socket.off('readable', read);
        resolve({ socket, answer });
        return;
      }
    };
    socket.on('readable', read);
    socket.once('close', () => resolve({ socket, answer }));
  });
}

/** TLS to a host through the proxy, by hand: whatever SNI and ALPN a test wants. */
export async function tlsThrough(
  { proxy, port }: ProxiedSimulator,
  host: string,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const { socket } = await connectByHand(port, `${host}:443`);
  return new Promise((resolve, reject) => {
    const secured = connectTls(
      { socket, ca: proxy.caCertificate, servername: host, ...options },
      () => resolve(secured),
    );
    secured.once('error', reject);
  });
}

/** Writes a request as it is and reads until the server closes or `pattern` is there. */
export function exchangeOver(
  socket: Socket,
  request: string | Uint8Array,
  pattern?: RegExp,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (): void => {
      socket.off('data', take);
      resolve(text);
    };
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (pattern?.test(text) === true) end();
    };
    socket.on('data', take);
    socket.once('error', reject);
    socket.once('close', end);
    socket.write(request);
  });
}
