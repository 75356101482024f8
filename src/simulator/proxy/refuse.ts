import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** A CONNECT that gets no tunnel. */
export interface ProxyAnswer {
  readonly status: number;
  /** Error type of the `Proxy-Status` header. RFC 9209 section 2.3. */
  readonly error: string;
  readonly text: string;
}

/** How long a client may take to read the answer and close, in milliseconds. */
const LINGER_MS = 2_000;

/** Headers of an answer of the proxy itself. */
export function proxyHeaders({ status, error, text }: ProxyAnswer): Record<string, string> {
  return {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(`${text}\n`)),
    'Proxy-Status': `ddoauth-simulator; error=${error}`,
    ...(status === 407 ? { 'Proxy-Authenticate': 'Basic realm="simulated"' } : {}),
    Connection: 'close',
  };
}

/** Answers a CONNECT with an error and closes; what is still sent is thrown away. */
export function refuse(socket: Socket, answer: ProxyAnswer): void {
  const lines = [
    `HTTP/1.1 ${String(answer.status)} ${STATUS_CODES[answer.status] ?? 'Unknown'}`,
    ...Object.entries(proxyHeaders(answer)).map(([name, value]) => `${name}: ${value}`),
  ];
  // Closing with unread bytes would reset the connection before the answer is read.
  socket.resume();
  socket.end(`${lines.join('\r\n')}\r\n\r\n${answer.text}\n`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
