import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { ToolError, messageOf } from '../errors.ts';
import { trackConnections, type Connections } from './connections.ts';
import type { TlsPair } from './loopback-certificate.ts';

/** One address to listen on. */
export interface ListenTarget {
  /** IP address without brackets. */
  readonly address: string;
  /** 0 takes a free port, the same one for all targets with 0. */
  readonly port: number;
  readonly tls?: TlsPair;
  /** May be left out on a machine that has no such address: `::1` beside `127.0.0.1`. */
  readonly optional: boolean;
}

/** Listeners that are bound. */
export interface Listeners {
  readonly bound: readonly { readonly address: string; readonly port: number }[];
  readonly connections: Connections;
  /** Takes no further connections; the port is free for others from now on. */
  stop(): void;
  /** Ends what is still open and waits until the system has let go of it. */
  release(): Promise<void>;
}

/** How much a peer may take. */
export interface ListenerLimits {
  /** Time from connecting to the end of the headers, in milliseconds. */
  readonly headerTimeoutMs: number;
  readonly maxConnections: number;
}

/** Browsers send a `localhost` cookie to every port, and developers collect many of them. */
const HEADER_LIMIT_BYTES = 65_536;
const FREE_PORT_ATTEMPTS = 5;

/**
 * Binds all targets or none. The order of the targets is that of `bound`.
 * @throws ToolError `listen.busy`, `listen.failed`
 */
export async function openListeners(
  targets: readonly ListenTarget[],
  limits: ListenerLimits,
  onRequest: RequestListener,
): Promise<Listeners> {
  const drawsPort = targets.some(({ port }) => port === 0);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await bindAll(targets, limits, onRequest);
    } catch (error) {
      const busy = error instanceof ToolError && error.code === 'listen.busy';
      // A port that is free on one loopback may be taken on the other.
      if (!busy || !drawsPort || attempt === FREE_PORT_ATTEMPTS) throw error;
    }
  }
}

async function bindAll(
  targets: readonly ListenTarget[],
  limits: ListenerLimits,
  onRequest: RequestListener,
): Promise<Listeners> {
  const connections = trackConnections(limits.maxConnections);
  const servers: Server[] = [];
  const bound: { address: string; port: number }[] = [];
  const closings: Promise<void>[] = [];
  const stop = () => {
    for (const server of servers.splice(0)) {
      closings.push(new Promise((resolve) => server.close(() => resolve())));
    }
  };
  const release = async () => {
    stop();
    connections.destroyAll();
    await Promise.all(closings);
  };
  let drawn = 0;
  try {
    for (const target of targets) {
      const server = createListener(target, limits);
      answerOnce(server, onRequest);
      connections.watch(server);
      const port = target.port === 0 ? drawn : target.port;
      const taken = await listen(server, { ...target, port }, target.optional && bound.length > 0);
      if (taken === undefined) continue;
      if (target.port === 0) drawn = taken;
      servers.push(server);
      bound.push({ address: target.address, port: taken });
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { bound, connections, stop, release };
}

function createListener({ tls }: ListenTarget, limits: ListenerLimits): Server {
  const options = {
    maxHeaderSize: HEADER_LIMIT_BYTES,
    headersTimeout: limits.headerTimeoutMs,
    requestTimeout: limits.headerTimeoutMs,
    connectionsCheckingInterval: Math.min(1000, limits.headerTimeoutMs),
    keepAliveTimeout: 1,
  };
  let server: Server;
  try {
    server = tls
      ? createTlsServer({ ...options, ...tls, handshakeTimeout: limits.headerTimeoutMs })
      : createServer(options);
  } catch (error) {
    const reason = `The certificate or its key cannot be used: ${messageOf(error)}`;
    throw new ToolError('listen.failed', reason, { cause: error });
  }
  // Headers beyond the count Node keeps would be dropped unseen; their size is limited anyway.
  server.maxHeadersCount = 0;
  return server;
}

/**
 * Handles the first request of each connection; what is sent behind it is neither read nor
 * answered, nor does it disturb a response that is held.
 */
function answerOnce(server: Server, onRequest: RequestListener): void {
  const answering = new WeakSet<Duplex>();
  server.on('request', (request, response) => {
    if (answering.has(request.socket)) {
      request.socket.pause();
      return;
    }
    answering.add(request.socket);
    onRequest(request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!answering.has(socket)) refuseUnreadable(error, socket);
  });
}

/** Answers what is no HTTP, or takes too long to become some. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const statuses: Readonly<Record<string, string>> = {
    HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
    ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  };
  const status = statuses[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}

/** Resolves with the port, or with `undefined` where an optional address does not exist. */
function listen(
  server: Server,
  target: ListenTarget,
  mayBeAbsent: boolean,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const absent = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'EPROTONOSUPPORT'];
      server.close();
      if (mayBeAbsent && absent.includes(error.code ?? '')) resolve(undefined);
      else reject(listenError(error, target));
    };
    server.once('error', onError);
    server.listen({ host: target.address, port: target.port }, () => {
      server.off('error', onError);
      // Running out of file descriptors while accepting must not end the process.
      server.on('error', () => undefined);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : target.port);
    });
  });
}

/** `127.0.0.1:8085`, `[::1]:8085`. */
export function formatAddress({ address, port }: { address: string; port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function listenError(error: NodeJS.ErrnoException, target: ListenTarget): ToolError {
  const where = formatAddress(target);
  if (error.code === 'EADDRINUSE') {
    return new ToolError('listen.busy', `Another program is listening on ${where}.`, {
      hint:
        `Stop it ("lsof -i :${target.port}" names it, on Windows "netstat -ano"), or put ` +
        `--listen HOST:PORT where something forwards ${where} to. The port is part of the ` +
        'registered redirect URI and is never replaced.',
      cause: error,
    });
  }
  const hints: Readonly<Record<string, string>> = {
    EACCES: 'Ports below 1024 need special rights: use --listen and forward the port to it.',
    EADDRNOTAVAIL: 'This machine has no such address: use --listen.',
    ENOTFOUND: 'The host is unknown: give an IP address.',
  };
  const hint = hints[error.code ?? ''];
  return new ToolError('listen.failed', `Cannot listen on ${where}: ${messageOf(error)}`, {
    ...(hint === undefined ? {} : { hint }),
    cause: error,
  });
}
