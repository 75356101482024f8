import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ScopeRow } from '../catalog/scope-row.ts';
import { SCOPES } from '../catalog/scopes.ts';
import { messageOf, ToolError } from '../errors.ts';
import type { Clock, Random } from '../host/host.ts';
import { toSimulatorUrl } from './address.ts';
import { createFrontDoor } from './front-door.ts';
import { createRouter } from './router.ts';
import type { SimulatorSeed } from './seed-schema.ts';
import { describeWorld, type SimulatorState } from './state.ts';
import { createWorld } from './world.ts';

export type { SimulatorState } from './state.ts';

/** How to start a simulator. */
export interface SimulatorOptions {
  readonly seed: SimulatorSeed;
  /** 0, the default: any free one. */
  readonly port?: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Scopes whose probes become routes. Default: the catalog. */
  readonly rows?: readonly ScopeRow[];
}

/** A simulator that listens. */
export interface RunningSimulator {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Where a real Datadog URL is served here; `undefined` when its host is no Datadog site's. */
  address(realUrl: string): string | undefined;
  state(): SimulatorState;
  /** Forgets everything that happened; the seed stays. */
  reset(): void;
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** A request that has not been sent whole by then is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;

/**
 * Starts a stand-in for all Datadog sites on 127.0.0.1.
 * @throws ToolError `listen.busy` when the port is taken, `listen.failed` when it cannot be had
 */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { seed, clock, random, port = 0, rows = SCOPES } = options;
  let world = createWorld(seed, clock, random);
  const reset = (): void => {
    world = createWorld(seed, clock, random);
  };
  const closing = new AbortController();
  // Every request that is answered late listens to it.
  setMaxListeners(0, closing.signal);
  const serve = createFrontDoor({
    world: () => world,
    reset,
    router: createRouter(rows),
    signal: closing.signal,
  });
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    (message: IncomingMessage, response: ServerResponse) => {
      void serve(message, response);
    },
  );
  server.on('clientError', (error, socket) => {
    if (!socket.writable) socket.destroy();
    else socket.end(`HTTP/1.1 ${statusLine(error)}\r\nConnection: close\r\n\r\n`);
  });
  // An upgrade that nobody listens for is served as an ordinary request; a tunnel is not.
  server.on('connect', (_message, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, port)));
    server.listen({ port, host: '127.0.0.1' }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new ToolError('listen.failed', 'The simulator got no port.');
  }
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    address: (realUrl) => toSimulatorUrl(origin, realUrl),
    state: () => describeWorld(world),
    reset,
    close: () => {
      closing.abort();
      return new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** What a request that is no HTTP, too slow or too long in its head is answered. */
function statusLine(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return '400 Bad Request';
}

function listenError(error: Error, port: number): ToolError {
  if ('code' in error && error.code === 'EADDRINUSE') {
    return new ToolError('listen.busy', `Port ${port} on 127.0.0.1 is taken.`, {
      hint: 'choose another port with --port, or 0 for any',
      cause: error,
    });
  }
  const message = `The simulator cannot listen on port ${port}: ${messageOf(error)}`;
  return new ToolError('listen.failed', message, { cause: error });
}
