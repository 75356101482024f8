import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { Clock } from '../../host/host.ts';
import type { ProxyConnection } from '../world/proxy-connections.ts';
import { namesHost } from './connect-target.ts';
import type { ConnectionEffect } from './meet-faults.ts';
import type { Identities } from './identities.ts';

/** A TLS connection to a simulated host. */
export interface Tunnel {
  readonly host: string;
  /** The name in the TLS handshake is the host's, or there was none. */
  readonly sniAgrees: boolean;
  readonly connection: ProxyConnection;
}

/** What tunnels are made of. */
export interface TunnelParts {
  readonly clock: Clock;
  readonly identities: Identities;
  /** Aborts when the simulator closes. */
  readonly signal: AbortSignal;
  /** Takes over a connection whose handshake is done. */
  readonly serve: (socket: TLSSocket, tunnel: Tunnel) => void;
  readonly onHandshakeFailed: (tunnel: Omit<Tunnel, 'sniAgrees'>, code: string) => void;
}

/** A handshake that has not ended by then is cut off. */
const HANDSHAKE_TIMEOUT_MS = 10_000;

const ESTABLISHED = 'HTTP/1.1 200 Connection established\r\n\r\n';

/**
 * Answers a CONNECT with 200 and is the host behind it, unless a fault of TLS comes first.
 * @param head what came right after the CONNECT, unasked
 */
export async function openTunnel(
  parts: TunnelParts,
  socket: Socket,
  head: Buffer,
  to: {
    readonly host: string;
    readonly effect: ConnectionEffect;
    readonly connection: ProxyConnection;
  },
): Promise<void> {
  const { host, effect, connection } = to;
  if (head.length > 0) socket.unshift(head);
  socket.write(ESTABLISHED);
  if (effect.kind === 'tls-black-hole') {
    socket.resume();
    return;
  }
  if (effect.kind === 'tls-reset') {
    socket.once('data', () => socket.resetAndDestroy());
    return;
  }
  if (effect.delayMs > 0) await parts.clock.sleep(effect.delayMs, parts.signal);
  const { key, chain } = await parts.identities(host, effect.kind);
  if (socket.destroyed) return;
  connection.handshake = 'pending';
  // A server of its own that never listens: the CONNECT, not the client's SNI, says who this is.
  const server = createServer({
    key,
    cert: chain,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  });
  server.on('secureConnection', (secured) => {
    connection.handshake = 'done';
    const { servername } = secured;
    const sniAgrees = typeof servername !== 'string' || namesHost(servername, host);
    parts.serve(secured, { host, sniAgrees, connection });
  });
  server.on('tlsClientError', (error) => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
    connection.handshake = code;
    parts.onHandshakeFailed({ host, connection }, code);
    socket.destroy();
  });
  server.emit('connection', socket);
}
