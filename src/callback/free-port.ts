import { createServer } from 'node:net';
import type { Random } from '../host/host.ts';

/** Ports that systems do not give to whoever asks for any port: nobody takes one by chance. */
const LOWEST_PORT = 20_000;
const PORTS = 10_000;
/** How many ports are tried before giving up. */
const TRIES = 50;

/** A port of the IPv4 loopback that is free and likely to stay so until it is listened on. */
export async function findFreePort(random: Random): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [high = 0, low = 0] = random.bytes(2);
    const port = LOWEST_PORT + ((high * 256 + low) % PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${String(LOWEST_PORT)} on is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
