import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

/** An answer as a server writes it: nothing is added to its headers. */
export interface RawAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Objects become JSON; `content-type` is JSON then unless the headers say otherwise. */
  readonly body?: unknown;
  readonly gzip?: boolean;
}

/** What one request is answered; `hang` never, `reset` by closing, `pass` by who stands behind. */
export type Told = RawAnswer | 'hang' | 'reset' | 'pass';

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  /** The Datadog host, when it stands first in the path; else empty. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A server that says what it is told to. */
export interface Answering {
  readonly origin: string;
  readonly arrived: readonly Arrived[];
  tell(answer: (request: Arrived) => Told): void;
  close(): Promise<void>;
}

/** Starts one; `behind` is the simulator that gets what is passed on. */
export async function startAnswering(behind?: string): Promise<Answering> {
  let answer: (request: Arrived) => Told = () => 'pass';
  const arrived: Arrived[] = [];
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await arrivedOf(message, behind !== undefined);
    arrived.push(request);
    const told = answer(request);
    if (told === 'hang') return;
    if (told === 'reset') return void message.socket.destroy();
    const raw = told === 'pass' ? await passOn(behind, message.url ?? '/', request) : told;
    write(raw, response);
  };
  const server = createServer((message, response) => {
    response.on('error', () => undefined);
    serve(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    arrived,
    tell: (next) => void (answer = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Gives these answers in turn, the last one for ever. */
export function inTurn(answers: readonly Told[]): () => Told {
  let asked = 0;
  return () => {
    asked += 1;
    return answers[Math.min(asked, answers.length) - 1] ?? { status: 500 };
  };
}

async function arrivedOf(message: IncomingMessage, hostFirst: boolean): Promise<Arrived> {
  const url = new URL(message.url ?? '/', 'http://server');
  const [, first = '', ...rest] = url.pathname.split('/');
  return {
    method: message.method ?? '',
    host: hostFirst ? first : '',
    path: hostFirst ? `/${rest.join('/')}` : url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body: (await buffer(message)).toString(),
  };
}

function write({ status, headers = {}, body, gzip }: RawAnswer, response: ServerResponse): void {
  const isText = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(isText ? (body ?? '') : JSON.stringify(body));
  const all = {
    ...(isText ? {} : { 'content-type': 'application/json' }),
    ...(gzip === true ? { 'content-encoding': 'gzip' } : {}),
    ...headers,
  };
  response.writeHead(status, all as Record<string, string | string[]>);
  response.end(gzip === true ? gzipSync(bytes) : bytes);
}

async function passOn(
  behind: string | undefined,
  url: string,
  { method, headers, body }: Arrived,
): Promise<RawAnswer> {
  if (behind === undefined) return { status: 404, body: { errors: ['Not found'] } };
  const skipped = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding'];
  const onward = Object.entries(headers).filter(([name]) => !skipped.includes(name));
  const answer = await fetch(new URL(url, behind), {
    method,
    headers: onward.map(([name, value]): [string, string] => [name, String(value)]),
    redirect: 'manual',
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  const kept = [...answer.headers].filter(
    ([name]) => !/^(connection|content-enc|transf)/.test(name),
  );
  return {
    status: answer.status,
    headers: Object.fromEntries(kept),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
