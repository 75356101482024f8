import { createServer, type Server } from 'node:net';

/**
 * A free port that stays free while other programs start: it lies below those that systems give to
 * whoever asks for any port, as the simulator and the browser do.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

/** Takes a port, so that nobody else can have it. */
export function occupy(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Whether nobody listens on a port of the IPv4 loopback. */
export async function isFree(port: number): Promise<boolean> {
  try {
    const server = await occupy(port);
    await new Promise((resolve) => server.close(resolve));
    return true;
  } catch {
    return false;
  }
}
