import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { buildConnector as Connector } from 'undici';
import api from 'undici/lib/api/index.js';
import buildConnector from 'undici/lib/core/connect.js';
import Agent from 'undici/lib/dispatcher/agent.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
import type { Fetch } from '../host.ts';
import { orAborted } from './abort.ts';
import { chooseProxy } from './proxy-choice.ts';
import { trustWith } from './trust.ts';

/**
 * HTTP through undici. Proxies come from the environment, except for loopback; certificate checks are
 * always on; `extraCa` is added to the roots that count anyway.
 */
export function openNodeFetch(
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly extraCa?: string },
): Fetch {
  // As undici's main file does.
  Object.assign(Dispatcher.prototype, api);
  let dispatcher: Dispatcher | undefined;
  return async (url, init) => {
    dispatcher ??= openDispatcher(env, options.extraCa);
    const request = telling(dispatcher, init.onSent).request({
      origin: new URL(url).origin,
      path: pathOf(url),
      method: asMethod(init.method),
      headers: { 'user-agent': 'ddoauth', ...init.headers },
      body: init.body ?? null,
      signal: init.signal,
    });
    const { body, headers, statusCode } = await orAborted(request, init.signal);
    const coding = headers['content-encoding'];
    return {
      status: statusCode,
      headers: lowerCase(headers),
      text: (limit, onPart) =>
        coding === undefined
          ? readText(body, limit, onPart)
          : readCoded(body, String(coding), limit, onPart),
    };
  };
}

/** The same dispatcher, but it tells when a request is about to be written to its connection. */
function telling(dispatcher: Dispatcher, onSent: (() => void) | undefined): Dispatcher {
  if (onSent === undefined) return dispatcher;
  return dispatcher.compose(
    (dispatch) => (options, handler) =>
      dispatch(options, {
        onRequestStart: (controller, context) => {
          onSent();
          handler.onRequestStart?.(controller, context);
        },
        onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
        onResponseStart: (...args) => handler.onResponseStart?.(...args),
        onResponseData: (...args) => handler.onResponseData?.(...args),
        onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
        onResponseError: (...args) => handler.onResponseError?.(...args),
      }),
  );
}

function openDispatcher(
  env: Readonly<Record<string, string | undefined>>,
  extraCa: string | undefined,
): Dispatcher {
  const toPlain = buildConnector({});
  let toSecure: Promise<typeof toPlain> | undefined;
  const openSecure = async (): Promise<typeof toPlain> =>
    buildConnector({ secureContext: await trustWith(env, extraCa) });
  const connect = async (
    options: Connector.Options,
    callback: Connector.Callback,
  ): Promise<void> => {
    const { protocol, hostname } = options;
    const secure = protocol === 'https:';
    const port = Number(options.port) || (secure ? 443 : 80);
    const proxy = chooseProxy(env, { protocol, hostname, port });
    const toServer = secure ? await (toSecure ??= openSecure()) : toPlain;
    if (proxy === undefined) {
      withLeafOnly(toServer(options, callback));
      return;
    }
    // Loaded here: few runs have a proxy.
    const { connectThrough } = await import('./connect-through.ts');
    const target = `${hostname}:${String(port)}`;
    const httpSocket = await connectThrough(proxy, target, await trustWith(env, extraCa));
    if (secure) withLeafOnly(toServer({ ...options, httpSocket }, callback));
    else callback(null, httpSocket);
  };
  return new Agent({
    connect: (options, callback) => {
      connect(options, callback).catch((error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), null);
      });
    },
  });
}

/**
 * Has Node read no more of the server's chain than it compares with the name: making objects of all
 * certificates up to the root takes longer than checking them. Whether they are good is judged apart from
 * that, by OpenSSL, before.
 */
function withLeafOnly(socket: Socket | TLSSocket): void {
  if (!('getPeerCertificate' in socket)) return;
  const whole = socket.getPeerCertificate.bind(socket);
  Object.assign(socket, { getPeerCertificate: () => whole(false) });
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function asMethod(method: string): Dispatcher.HttpMethod {
  const known = ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD'] as const;
  const found = known.find((each) => each === method);
  if (found === undefined) throw new TypeError(`method ${method} is not sent`);
  return found;
}

function lowerCase(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(separatorOf(name)) : (value ?? ''),
    ]),
  );
}

/** A comma may stand in the date of a cookie. */
function separatorOf(name: string): string {
  return name.toLowerCase() === 'set-cookie' ? '\n' : ', ';
}

/** A body without the coding that nobody asked for, as some gateways put one on all answers. */
async function readCoded(
  body: AsyncIterable<unknown>,
  codings: string,
  limit: number,
  onPart?: (soFar: string) => void,
): Promise<string> {
  const { decoded } = await import('./decoded-body.ts');
  return readText(decoded(body, codings), limit, onPart);
}

async function readText(
  body: AsyncIterable<unknown>,
  limit: number,
  onPart?: (soFar: string) => void,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += chunk instanceof Uint8Array ? decoder.decode(chunk, { stream: true }) : String(chunk);
    onPart?.(text);
    if (text.length > limit) return text.slice(0, limit);
  }
  // undici gives a connection free one turn of the event loop after its answer. A request that follows
  // at once would open another, and wait for a handshake.
  await new Promise((resolve) => setImmediate(resolve));
  return text + decoder.decode();
}
