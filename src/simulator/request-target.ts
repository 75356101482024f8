import type { IncomingMessage } from 'node:http';
import { findHost, type KnownHost } from './http/address.ts';
import { isLoopbackHostHeader } from './http/loopback.ts';
import { namesHost } from './proxy/connect-target.ts';
import type { Tunnel } from './proxy/tunnel.ts';

/** Where a request goes: to a Datadog host, to the simulator itself, or to nobody. */
export interface Target {
  readonly at: KnownHost | undefined;
  /** The first part of the path when it looks like a host, for the log. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** A request that names its host although it is sent to it. RFC 9112 section 3.2.2. */
const ABSOLUTE = /^https:\/\/([^/?#]*)/i;

/**
 * Splits `/<host>/<path>?<query>`; the simulator's own pages have no host.
 * @param tunnelled the host, when the connection says it
 */
export function parseTarget(url: string, tunnelled: string | undefined): Target {
  const cut = url.indexOf('?');
  const whole = cut < 0 ? url : url.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? '' : url.slice(cut + 1));
  if (tunnelled !== undefined) {
    const path = whole.replace(ABSOLUTE, '');
    return {
      at: findHost(tunnelled),
      host: tunnelled,
      path: path.startsWith('/') ? path : `/${path}`,
      query,
    };
  }
  if (whole === '/' || whole.startsWith('/__simulator/')) {
    return { at: undefined, host: '', path: whole, query };
  }
  const [, name = '', path = ''] = /^\/([^/]*)(.*)$/s.exec(whole) ?? [];
  const host = name.toLowerCase().replace(/:443$/, '').slice(0, 255);
  const at = findHost(host);
  return { at, host: host === '' ? '-' : host, path: path === '' ? '/' : path, query };
}

/** Why a request is not for this server: its names have to be those of the way it came. */
export function findMisdirection(
  message: IncomingMessage,
  tunnel: Tunnel | undefined,
): string | undefined {
  const { host } = message.headers;
  if (tunnel === undefined) {
    return isLoopbackHostHeader(host) ? undefined : 'Only loopback names are served';
  }
  if (!tunnel.sniAgrees) return `The TLS handshake did not name ${tunnel.host}`;
  const [, named = host] = ABSOLUTE.exec(message.url ?? '') ?? [];
  const agrees = [host, named].every((name) => name === undefined || namesHost(name, tunnel.host));
  return agrees ? undefined : `This is ${tunnel.host}, not the host of the request`;
}
