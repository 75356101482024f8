import { setMaxListeners } from 'node:events';
import type { ScopeRow } from '../catalog/scope-row.ts';
import { SCOPES } from '../catalog/scopes.ts';
import type { Clock, Random } from '../host/host.ts';
import { toSimulatorUrl } from './http/address.ts';
import { createFrontDoor } from './front-door.ts';
import { closeServer, createHttpServer, listen } from './http/listening.ts';
import type { RunningProxy } from './proxy/start.ts';
import type { Tunnel } from './proxy/tunnel.ts';
import { createRouter } from './router.ts';
import type { SimulatorSeed } from './world/seed-schema.ts';
import { describeWorld, type SimulatorState } from './control/state.ts';
import { createWorld } from './world/world.ts';

export type { SimulatorState } from './control/state.ts';

/** How to start a simulator. */
export interface SimulatorOptions {
  readonly seed: SimulatorSeed;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Serves the real host names too, through a proxy. Default: not. */
  readonly proxy?: {
    /** 0, the default: any free one. */
    readonly port?: number;
    /** Told of what a client did not get, such as a host that is not Datadog's. */
    readonly onNotice?: (line: string) => void;
  };
  readonly clock: Clock;
  readonly random: Random;
  /** Scopes whose probes become routes. Default: the catalog. */
  readonly rows?: readonly ScopeRow[];
}

/** A simulator that listens. */
export interface RunningSimulator {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** `undefined` when none was asked for. */
  readonly proxy: RunningProxy | undefined;
  /** Where a real Datadog URL is served here; `undefined` when its host is no Datadog site's. */
  address(realUrl: string): string | undefined;
  state(): SimulatorState;
  /** Forgets everything that happened; the seed stays. */
  reset(): void;
  /** Ends open connections too. */
  close(): Promise<void>;
}

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
  const tunnels = new WeakMap<object, Tunnel>();
  let proxy: RunningProxy | undefined;
  const serve = createFrontDoor({
    world: () => world,
    reset,
    router: createRouter(rows),
    tunnelOf: (socket) => tunnels.get(socket),
    caCertificate: () => proxy?.caCertificate,
    signal: closing.signal,
  });
  const server = createHttpServer((message, response) => {
    void serve(message, response);
  });
  // An upgrade that nobody listens for is served as an ordinary request; a tunnel is not.
  server.on('connect', (_message, socket) => socket.destroy());
  const listening = await listen(server, { host: '127.0.0.1', port, flag: '--port' });
  const origin = `http://127.0.0.1:${String(listening)}`;
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([proxy?.close(), closeServer(server)]);
  };
  if (options.proxy !== undefined) {
    try {
      // Loaded here: making certificates takes a big package.
      const { startProxy } = await import('./proxy/start.ts');
      proxy = await startProxy({
        port: options.proxy.port ?? 0,
        world: () => world,
        signal: closing.signal,
        serve: (socket, tunnel) => {
          tunnels.set(socket, tunnel);
          server.emit('connection', socket);
        },
        onNotice: options.proxy.onNotice ?? (() => undefined),
      });
    } catch (error) {
      await close();
      throw error;
    }
  }
  return {
    origin,
    proxy,
    address: (realUrl) => toSimulatorUrl(origin, realUrl),
    state: () => describeWorld(world),
    reset,
    close,
  };
}
