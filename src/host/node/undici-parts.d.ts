/**
 * The parts of undici that the program uses. Its main file loads all of them (fetch, WebSocket, cache,
 * mocks), which takes three times as long and 9 MB more; the build bundles these parts, so that no
 * other version of undici can meet the paths.
 */
declare module 'undici/lib/dispatcher/dispatcher.js' {
  export { Dispatcher as default } from 'undici';
}

declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}

declare module 'undici/lib/core/connect.js' {
  import type { TLSSocket } from 'node:tls';
  import type { buildConnector } from 'undici';

  /** As undici's types have it, but for what its connectors give back: the socket that connects. */
  export default function build(
    options?: buildConnector.BuildOptions,
  ): (...args: Parameters<buildConnector.connector>) => TLSSocket | import('node:net').Socket;
}

declare module 'undici/lib/api/index.js' {
  import type { Dispatcher } from 'undici';

  /** What undici's main file makes methods of every dispatcher. */
  const api: Pick<Dispatcher, 'request' | 'stream' | 'pipeline' | 'upgrade' | 'connect'>;
  export default api;
}
