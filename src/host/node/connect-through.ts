import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely, type SecureContext } from 'node:tls';
import type { Proxy } from './proxy-choice.ts';

/** How long a proxy may take to answer, in milliseconds; undici gives a server as long. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Asks a proxy for a tunnel to `target`, `host:port`, and gives its socket. Rejects with the code
 * - `PROXY_REFUSED`, `status` and perhaps `proxyError`, when the proxy answered something else than 2xx;
 * - `PROXY_UNREACHABLE` when there was no proxy to talk to, or it hung up;
 * - `ETIMEDOUT` when it never answered: the target may be as dead as the proxy.
 * @see RFC 9110 section 9.3.6
 */
export function connectThrough(
  proxy: Proxy,
  target: string,
  secureContext: SecureContext,
): Promise<Socket> {
  const asking = startConnect(proxy, target, secureContext);
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer);
      asking.destroy();
      reject(error);
    };
    let connected = false;
    const timer = setTimeout(() => {
      const message = `the proxy ${proxy.shown} did not answer CONNECT ${target} in time`;
      fail(failure(connected ? 'ETIMEDOUT' : 'PROXY_UNREACHABLE', message));
    }, CONNECT_TIMEOUT_MS);
    asking.once('socket', (socket) => {
      socket.once(proxy.secure ? 'secureConnect' : 'connect', () => (connected = true));
    });
    asking.on('error', (error) => {
      const message = `the proxy ${proxy.shown} cannot be used: ${error.message}`;
      fail(failure('PROXY_UNREACHABLE', message, { cause: error }));
    });
    asking.once('connect', (response, socket: Socket, head: Buffer) => {
      clearTimeout(timer);
      const { statusCode = 0 } = response;
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.on('error', () => undefined);
      socket.destroy();
      reject(refusal(proxy, target, response));
    });
    asking.end();
  });
}

function startConnect(proxy: Proxy, target: string, secureContext: SecureContext): ClientRequest {
  const { host, port, authorization } = proxy;
  return request({
    host,
    port,
    method: 'CONNECT',
    path: target,
    headers: {
      host: target,
      'user-agent': 'ddoauth',
      ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
    },
    // Instead of an agent, which would be one more object for each tunnel.
    createConnection: () =>
      proxy.secure
        ? connectSecurely({
            host,
            port,
            // Not the name in the Host header, which is the target's.
            servername: isIP(host) === 0 ? host : '',
            secureContext,
          })
        : connect({ host, port }),
  });
}

function refusal(proxy: Proxy, target: string, response: IncomingMessage): Error {
  const { statusCode: status = 0, statusMessage = '' } = response;
  const proxyError = statedReason(response);
  const said = [String(status), statusMessage].filter((word) => word !== '').join(' ');
  const why = proxyError === undefined ? '' : ` (${proxyError})`;
  const message = `the proxy ${proxy.shown} answered ${said}${why} to CONNECT ${target}`;
  return failure('PROXY_REFUSED', message, {
    status,
    ...(proxyError === undefined ? {} : { proxyError }),
  });
}

/** The proxy's own word for the reason: `dns_error`. RFC 9209 section 2.1.1; Squid has a header of its own. */
function statedReason({ headers }: IncomingMessage): string | undefined {
  const standard = /;\s*error=([a-z_]{1,60})/i.exec(String(headers['proxy-status'] ?? ''))?.[1];
  return standard ?? /^(\w{1,60})/.exec(String(headers['x-squid-error'] ?? ''))?.[1];
}

function failure(code: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { code, ...more });
}
