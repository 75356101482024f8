import type { IncomingMessage, ServerResponse } from 'node:http';
import { failureAnswer } from './faults/connection-faults.ts';
import { control } from './control/control.ts';
import { errors, type SimulatorAnswer } from './http/exchange.ts';
import { meetFaults, type FaultSpec } from './faults/faults.ts';
import { isLoopbackOrigin } from './http/loopback.ts';
import type { Tunnel } from './proxy/tunnel.ts';
import { readBody } from './http/read-body.ts';
import { keep } from './world/received.ts';
import { findMisdirection, parseTarget, type Target } from './request-target.ts';
import type { Router } from './router.ts';
import { enter } from './world/traffic.ts';
import type { World } from './world/world.ts';

const MOST_REQUESTS = 5000;
const LONGEST_LOGGED_PATH = 500;

/** What the front door stands before. */
export interface FrontDoorOptions {
  /** The world of now: a reset replaces it. */
  world(): World;
  reset(): void;
  readonly router: Router;
  /** The host that a connection through the proxy leads to; `undefined` for one of the plain way. */
  tunnelOf(socket: object): Tunnel | undefined;
  /** The proxy's CA in PEM; `undefined` without a proxy. */
  caCertificate(): string | undefined;
  /** Aborts when the simulator closes. */
  readonly signal: AbortSignal;
}

/**
 * Takes every HTTP request: checks where it comes from, misbehaves as the faults say, finds the
 * Datadog host in the path or behind the proxy, and sends what the router answers. Never rejects.
 */
export function createFrontDoor(
  options: FrontDoorOptions,
): (message: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (message, response) => {
    response.on('error', () => response.destroy());
    const method = message.method ?? 'GET';
    const tunnel = options.tunnelOf(message.socket);
    const target = parseTarget(message.url ?? '/', tunnel?.host);
    const log = (status: number): void => {
      const { host, path } = target;
      if (host === '') return;
      const row = { method, host, path: path.slice(0, LONGEST_LOGGED_PATH), status };
      keep(options.world().requests, row, MOST_REQUESTS);
    };
    const { at } = target;
    const leave = at?.role === 'api' ? enter(options.world().traffic, at.site.key) : undefined;
    try {
      if (tunnel !== undefined) tunnel.connection.requests += 1;
      const answer = await answerTo(options, message, target, tunnel);
      leave?.();
      if (!answer) {
        log(0);
        message.socket.destroy();
        return;
      }
      log(answer.status);
      if (answer.cut === true) cutShort(response, answer);
      else send(options.world(), response, answer);
    } catch {
      leave?.();
      // A sender that went away, or a request nobody foresaw: only this one connection ends.
      if (response.headersSent || message.destroyed) message.socket.destroy();
      else send(options.world(), response, errors(500, 'Internal error of the simulator'));
    }
  };
}

/** What goes back, perhaps only its first half. */
type Reply = SimulatorAnswer & { readonly cut?: boolean };

/** The answer to a request; `undefined` when its connection is to be cut without one. */
async function answerTo(
  options: FrontDoorOptions,
  message: IncomingMessage,
  target: Target,
  tunnel: Tunnel | undefined,
): Promise<Reply | undefined> {
  const method = message.method ?? 'GET';
  const misdirected = findMisdirection(message, tunnel);
  if (misdirected !== undefined) {
    message.resume();
    return errors(421, misdirected);
  }
  const read = await readBody(message);
  if (read.trouble === 'cut') return undefined;
  let losesAnswer = false;
  let cut = false;
  let wait = 0;
  if (target.at) {
    const { delayMs, lateMs, then } = meetFaults(options.world(), {
      ...target,
      method,
      tunnelled: tunnel !== undefined,
    });
    wait = lateMs;
    if (delayMs > 0) await options.world().clock.sleep(delayMs, options.signal);
    if (then === 'drop') return undefined;
    if (then === 'black-hole') return untilClosed(message, options.signal);
    if (then === 'lose-answer') losesAnswer = true;
    else if (then === 'cut-answer') cut = true;
    else if (then !== 'serve') {
      return then.failure === undefined ? faultAnswer(then.answer) : failureAnswer(then.failure);
    }
  }
  if (read.trouble !== undefined) return errors(read.trouble, BODY_TROUBLE[read.trouble]);
  if (!target.at) return serveOwnPages(options, message, target, method, read.body);
  const answer = options.router(options.world(), {
    method,
    at: target.at,
    path: target.path,
    query: target.query,
    headers: message.headers,
    body: read.body,
    packedBytes: read.packedBytes,
    pathParameters: {},
  });
  if (wait > 0) await options.world().clock.sleep(wait, options.signal);
  return losesAnswer ? undefined : { ...answer, cut };
}

const BODY_TROUBLE = {
  400: 'The body cannot be unpacked',
  413: 'Payload too large',
  415: 'Unsupported content encoding',
} as const;

function serveOwnPages(
  options: FrontDoorOptions,
  message: IncomingMessage,
  target: Target,
  method: string,
  body: Buffer,
): SimulatorAnswer {
  if (target.host !== '') return errors(404, `The simulator has no host "${target.host}"`);
  const { answer, reset } = control(options.world(), {
    method,
    path: target.path,
    body,
    origin: message.headers.origin,
    isLocal: isLoopbackOrigin,
    caCertificate: options.caCertificate(),
  });
  if (reset) options.reset();
  return answer;
}

function faultAnswer(spec: FaultSpec): SimulatorAnswer {
  const status = spec.status ?? 500;
  const text = typeof spec.body === 'string';
  const body = spec.body === undefined ? { errors: [`Simulated fault ${status}`] } : spec.body;
  const headers: Record<string, string> = {
    'content-type': text ? 'text/plain; charset=utf-8' : 'application/json',
  };
  for (const [name, value] of Object.entries(spec.headers ?? {})) {
    // The length is the server's to say: a wrong one would garble the next answer too.
    if (!FRAMING.includes(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const FRAMING = ['content-length', 'transfer-encoding', 'connection'];

/** Sends the head and half of the body, then cuts the connection. */
function cutShort(response: ServerResponse, { status, headers, body }: SimulatorAnswer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Never answers: waits until the sender or the simulator ends. */
function untilClosed(message: IncomingMessage, signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const end = (): void => {
      signal.removeEventListener('abort', end);
      resolve(undefined);
    };
    message.socket.once('close', end);
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Statuses that never have a body. RFC 9110 section 6.4.1. */
const WITHOUT_BODY = [204, 304];

function send(world: World, response: ServerResponse, answer: SimulatorAnswer): void {
  const body = WITHOUT_BODY.includes(answer.status) ? '' : answer.body;
  const length = WITHOUT_BODY.includes(answer.status)
    ? {}
    : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(answer.status, {
    date: new Date(world.clock.now()).toUTCString(),
    'x-request-id': world.ids.uuid(),
    'x-content-type-options': 'nosniff',
    ...length,
    ...answer.headers,
  });
  response.end(body);
}
