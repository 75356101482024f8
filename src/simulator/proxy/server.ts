import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { ConnectionFaultKind } from '../faults/connection-faults.ts';
import { closeServer, createHttpServer, listen } from '../http/listening.ts';
import { keep } from '../world/received.ts';
import type { World } from '../world/world.ts';
import { readConnectTarget, type Refusal } from './connect-target.ts';
import { shownTarget, type ProxyConnection } from '../world/proxy-connections.ts';
import { certificateNames, covers } from './datadog-names.ts';
import { meetConnectionFaults } from './meet-faults.ts';
import { proxyHeaders, refuse, type ProxyAnswer } from './refuse.ts';
import { openTunnel, type TunnelParts } from './tunnel.ts';

/** How a proxy is started. */
export interface ProxyServerOptions extends Omit<TunnelParts, 'clock' | 'onHandshakeFailed'> {
  /** 0: any free one. */
  readonly port: number;
  world(): World;
  /** Told of what a client did not get, once for each. */
  readonly onNotice: (line: string) => void;
}

/** A proxy that listens on loopback. */
export interface RunningProxyServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** `http://[::1]:PORT`; `undefined` where this machine has no IPv6 loopback or the port is taken there. */
  readonly ipv6Url: string | undefined;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 5_000;
const MOST_NOTICES = 50;

/**
 * Starts a CONNECT proxy that is every Datadog host itself and connects to nobody.
 * @throws ToolError `listen.busy`, `listen.failed`
 */
export async function startProxyServer(options: ProxyServerOptions): Promise<RunningProxyServer> {
  const open = new Set<Socket>();
  const told = new Set<string>();
  const tell = (line: string): void => {
    if (told.has(line) || told.size >= MOST_NOTICES) return;
    told.add(line);
    options.onNotice(line);
  };
  const log = (row: Omit<ProxyConnection, 'handshake' | 'requests'>): ProxyConnection => {
    const connection: ProxyConnection = { ...row, handshake: null, requests: 0 };
    keep(options.world().connections, connection, MOST_CONNECTIONS);
    return connection;
  };
  const parts: TunnelParts = {
    ...options,
    clock: options.world().clock,
    onHandshakeFailed: ({ host, connection }, code) => {
      // Otherwise the reason is known: a fault, or a name in no certificate.
      if (connection.verdict !== 'served' || !covers(certificateNames(host), host)) return;
      tell(`${host}: the client broke off TLS (${code}). Does it know the CA of this run?`);
    },
  };
  const connect = async (
    message: IncomingMessage,
    socket: Socket,
    head: Buffer,
    ipv6: boolean,
  ): Promise<void> => {
    const { host, refusal } = readConnectTarget(message.url ?? '');
    const target = shownTarget(message.url ?? '');
    if (refusal !== undefined) {
      log({ target, verdict: 'refused', why: refusal });
      if (host !== undefined) tell(`Refused: CONNECT ${target}. ${REFUSALS[refusal].text}`);
      refuse(socket, REFUSALS[refusal]);
      return;
    }
    const effect = meetConnectionFaults(options.world(), host, ipv6);
    const verdict = effect.kind === undefined && effect.delayMs === 0 ? 'served' : 'fault';
    const why = verdict === 'served' ? null : (effect.kind ?? 'tls-latency');
    const connection = log({ target, verdict, why });
    const names = certificateNames(host);
    if (!covers(names, host)) {
      tell(`${host} is in no certificate of Datadog's: the nearest covers ${names.join(', ')}.`);
    }
    if (effect.kind === 'connect-black-hole') socket.resume();
    else {
      const answer = failedConnect(effect.kind, host, effect.status);
      if (answer !== undefined) refuse(socket, answer);
      else await openTunnel(parts, socket, head, { host, effect, connection });
    }
  };
  const serverOf = (ipv6: boolean): Server => {
    const server = createHttpServer((message, response) => {
      answerPlain(message, response, (target) => {
        log({ target, verdict: 'refused', why: 'plain-http' });
        tell(`Refused: ${message.method ?? 'GET'} ${target}. ${REFUSALS['plain-http'].text}`);
      });
    });
    server.on('connect', (message, socket, head) => {
      if (!(socket instanceof Socket)) return;
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
      // One connection that fails for a reason nobody foresaw ends alone.
      connect(message, socket, head, ipv6).catch(() => socket.destroy());
    });
    return server;
  };
  const ipv4 = serverOf(false);
  const port = await listen(ipv4, { host: '127.0.0.1', port: options.port, flag: '--proxy-port' });
  const ipv6 = serverOf(true);
  const hasIpv6 = await listen(ipv6, { host: '::1', port, flag: '--proxy-port' }).then(
    () => true,
    () => false,
  );
  return {
    url: `http://127.0.0.1:${String(port)}`,
    ipv6Url: hasIpv6 ? `http://[::1]:${String(port)}` : undefined,
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([closeServer(ipv4), ...(hasIpv6 ? [closeServer(ipv6)] : [])]);
    },
  };
}

const REFUSALS: Readonly<Record<Refusal, ProxyAnswer>> = {
  malformed: {
    status: 400,
    error: 'http_request_error',
    text: 'The target of CONNECT must be host:port.',
  },
  'not-datadog': {
    status: 403,
    error: 'http_request_denied',
    text: "The simulator serves Datadog's hosts only and connects to nobody.",
  },
  port: {
    status: 403,
    error: 'http_request_denied',
    text: "Datadog's hosts are served at port 443 only.",
  },
  'plain-http': {
    status: 403,
    error: 'http_request_denied',
    text: 'The simulator forwards nothing, and Datadog is https only. Set NO_PROXY=localhost,127.0.0.1,::1 for requests to this machine.',
  },
};

/** What a CONNECT is answered that a fault keeps from its host; `undefined` when it gets there. */
function failedConnect(
  kind: ConnectionFaultKind | undefined,
  host: string,
  status: number,
): ProxyAnswer | undefined {
  switch (kind) {
    case 'refused':
      return {
        status: 502,
        error: 'connection_refused',
        text: `${host}:443 refused the connection`,
      };
    case 'unresolved':
      return { status: 502, error: 'dns_error', text: `The name ${host} cannot be resolved` };
    case 'ipv6-only':
      return {
        status: 502,
        error: 'destination_ip_unroutable',
        text: `${host} has IPv6 addresses only, and there is no IPv6 here`,
      };
    case 'proxy-status':
      return {
        status,
        error: status < 500 ? 'http_request_denied' : 'proxy_internal_error',
        text: `Simulated answer ${String(status)}`,
      };
    default:
      return undefined;
  }
}

/** A request that is no CONNECT: nothing is forwarded. */
function answerPlain(
  message: IncomingMessage,
  response: ServerResponse,
  onRefused: (target: string) => void,
): void {
  message.resume();
  message.on('error', () => response.destroy());
  const url = message.url ?? '';
  let answer: ProxyAnswer = { ...REFUSALS.malformed, text: PLAIN_PAGE };
  if (URL.canParse(url)) {
    const { host } = new URL(url);
    onRefused(shownTarget(host));
    answer = REFUSALS['plain-http'];
  }
  response.writeHead(answer.status, proxyHeaders(answer));
  response.end(`${answer.text}\n`);
}

const PLAIN_PAGE =
  "This is the proxy of ddoauth's simulator: set HTTPS_PROXY to it. The simulator's own pages are at the other port.";
