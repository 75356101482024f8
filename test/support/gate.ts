import { once } from 'node:events';
import {
  createServer,
  request as startRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * Where one exchange stands: the request has come and was not passed on; the simulator has done what
 * was asked and nothing has gone back; head and half of the body are sent; all of it is.
 */
export type Step = 'received' | 'committed' | 'half' | 'answered';

/** Sees each step of the requests that the gate watches; the exchange waits for it. */
export type OnStep = (step: Step) => void | Promise<void>;

/** A server in front of a simulator that passes everything on and stops at every step. */
export interface Gate {
  readonly origin: string;
  /** Watches requests whose path ends so, from now on. */
  watch(pathEnd: string, onStep: OnStep): void;
  close(): Promise<void>;
}

/** Opens a gate before a simulator. */
export async function openGate(simulator: string): Promise<Gate> {
  let watched: { readonly pathEnd: string; readonly onStep: OnStep } | undefined;
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => undefined);
    const { url = '/' } = message;
    const current = watched;
    const step: OnStep = (each) =>
      current !== undefined && url.endsWith(current.pathEnd) ? current.onStep(each) : undefined;
    try {
      const body = await buffer(message);
      await step('received');
      if (response.destroyed || message.socket.destroyed) return;
      const answer = await passOn(simulator, message, body);
      await step('committed');
      const { status, headers, bytes } = answer;
      response.writeHead(status, headers);
      const half = Math.floor(bytes.length / 2);
      response.write(bytes.subarray(0, half));
      await step('half');
      response.end(bytes.subarray(half));
      await once(response, 'finish').catch(() => undefined);
      await step('answered');
    } catch {
      response.destroy();
    }
  };
  const server = createServer((message, response) => void serve(message, response));
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    watch: (pathEnd, onStep) => {
      watched = { pathEnd, onStep };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function passOn(
  simulator: string,
  message: IncomingMessage,
  body: Buffer,
): Promise<{
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}> {
  const { host } = new URL(simulator);
  const onward = startRequest(new URL(message.url ?? '/', simulator), {
    method: message.method ?? 'GET',
    headers: { ...message.headers, host, connection: 'close' },
  });
  onward.end(body);
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const { connection: _, ...headers } = answer.headers;
  return { status: answer.statusCode ?? 0, headers, bytes: await buffer(answer) };
}
