import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, ToolError } from '../../errors.ts';

/** A request that has not been sent whole by then is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;

/** An HTTP server that gives up on slow senders and answers what is no HTTP. */
export function createHttpServer(serve: RequestListener): Server {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    serve,
  );
  server.on('clientError', (error, socket) => {
    if (!socket.writable) socket.destroy();
    else socket.end(`HTTP/1.1 ${statusLine(error)}\r\nConnection: close\r\n\r\n`);
  });
  return server;
}

/** What a request that is no HTTP, too slow or too long in its head is answered. */
function statusLine(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return '400 Bad Request';
}

/** Where to listen, and the flag with which a user chooses the port. */
export interface ListenOptions {
  readonly host: '127.0.0.1' | '::1';
  /** 0: any free one. */
  readonly port: number;
  readonly flag: '--port' | '--proxy-port';
}

/**
 * Listens, and returns the port.
 * @throws ToolError `listen.busy` when the port is taken, `listen.failed` when it cannot be had
 */
export async function listen(server: Server, options: ListenOptions): Promise<number> {
  const { host, port } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, options)));
    server.listen({ port, host }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function listenError(error: Error, { host, port, flag }: ListenOptions): ToolError {
  if ('code' in error && error.code === 'EADDRINUSE') {
    return new ToolError('listen.busy', `Port ${String(port)} on ${host} is taken.`, {
      hint: `choose another port with ${flag}, or 0 for any`,
      cause: error,
    });
  }
  const message = `The simulator cannot listen on port ${String(port)}: ${messageOf(error)}`;
  return new ToolError('listen.failed', message, { cause: error });
}

/** Stops listening and ends open connections too. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
