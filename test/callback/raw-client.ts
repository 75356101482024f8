import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request as a browser sends it, on a connection of its own. */
export function get(
  url: string,
  options: {
    method?: string;
    headers?: Record<string, string | string[]>;
    address?: string;
    port?: number;
    ca?: string;
    rejectUnauthorized?: boolean;
  } = {},
): Promise<Answer> {
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const sent = (secure ? httpsRequest : httpRequest)(
      {
        host: options.address ?? target.hostname.replace(/^\[|\]$/g, ''),
        port: options.port ?? target.port,
        path: target.pathname + target.search,
        method: options.method ?? 'GET',
        headers: { host: target.host, ...options.headers },
        agent: false,
        ...(secure ? { servername: 'localhost' } : {}),
        ...(options.ca === undefined ? {} : { ca: options.ca }),
        ...(options.rejectUnauthorized === undefined
          ? {}
          : { rejectUnauthorized: options.rejectUnauthorized }),
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** Writes bytes as they are and collects what comes back until the connection ends. */
export function exchange(
  port: number,
  bytes: string | Uint8Array,
  options: { end?: boolean; giveUpAfterMs?: number } = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const timer =
      options.giveUpAfterMs === undefined
        ? undefined
        : setTimeout(() => socket.destroy(), options.giveUpAfterMs);
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received);
    });
    if (options.end) socket.end(bytes);
    else socket.write(bytes);
  });
}

/** Opens a connection and leaves it open. */
export function open(port: number, bytes = '', address = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, address, () => {
      socket.on('error', () => undefined);
      if (bytes !== '') socket.write(bytes);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Resolves when the socket has ended. */
export function ended(socket: Socket): Promise<void> {
  socket.resume();
  return socket.destroyed
    ? Promise.resolve()
    : new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Listens on an address, or rejects with the system's error. */
export function occupy(port: number, address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen({ port, host: address }, () => resolve(server));
  });
}

/** A port that is free on both loopbacks. */
export async function freePort(): Promise<number> {
  for (;;) {
    const four = await occupy(0, '127.0.0.1');
    const { port } = four.address() as AddressInfo;
    const six = await occupy(port, '::1').catch(() => undefined);
    await closed(four);
    if (six === undefined) continue;
    await closed(six);
    return port;
  }
}

export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
