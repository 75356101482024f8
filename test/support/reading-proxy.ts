import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { createAuthority } from '../../src/simulator/proxy/authority.ts';

/** One request as it stood inside TLS. */
export interface ReadRequest {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** Request line, headers and body as text: everything that was sent. */
  readonly text: string;
}

/** A proxy that reads everything, as one that a company has, and hands it to a simulator. */
export interface ReadingProxy {
  readonly url: string;
  readonly caCertificate: string;
  readonly requests: ReadRequest[];
  /** Every host that a CONNECT named, with or without a request behind it. */
  readonly connected: string[];
  close(): void;
}

/** Starts one on loopback. @param simulator origin that serves `/<host>/<path>` */
export async function startReadingProxy(simulator: string): Promise<ReadingProxy> {
  const authority = await createAuthority({
    commonName: 'Reading CA',
    organization: 'A test',
    nowMs: Date.now(),
  });
  const requests: ReadRequest[] = [];
  const connected: string[] = [];
  const hosts = new WeakMap<object, string>();
  const sockets = new Set<Socket>();
  const inside = createServer((request, response) => {
    const host = hosts.get(request.socket) ?? '';
    answer(simulator, host, request, response, requests).catch(() => response.destroy());
  });
  const outside = createServer((_request, response) => response.writeHead(403).end());
  outside.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  outside.on('connect', (request: IncomingMessage, socket: Socket) => {
    const host = (request.url ?? '').replace(/:443$/, '');
    connected.push(host);
    void authority.issue({ names: [host] }).then(({ key, chain }) => {
      const tls = createTlsServer({ key, cert: chain, ALPNProtocols: ['http/1.1'] });
      tls.on('tlsClientError', () => socket.destroy());
      tls.on('secureConnection', (secured: TLSSocket) => {
        secured.on('error', () => undefined);
        hosts.set(secured, host);
        inside.emit('connection', secured);
      });
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      tls.emit('connection', socket);
    });
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const { port } = outside.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    caCertificate: authority.certificate,
    requests,
    connected,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      outside.close();
    },
  };
}

async function answer(
  simulator: string,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
  requests: ReadRequest[],
): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method = '', url: path = '' } = request;
  const text = [`${method} ${path}`, ...request.rawHeaders, body].join('\n');
  requests.push({ host, method, path, text });
  const headers = Object.entries(request.headers).filter(
    ([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name),
  );
  const forwarded = await fetch(`${simulator}/${host}${path}`, {
    method,
    redirect: 'manual',
    headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
    ...(body === '' ? {} : { body }),
  });
  const location = forwarded.headers.get('location');
  response.writeHead(forwarded.status, {
    'content-type': forwarded.headers.get('content-type') ?? 'text/plain',
    ...(location === null ? {} : { location }),
  });
  response.end(await forwarded.text());
}
