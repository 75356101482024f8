import type { Server, Socket } from 'node:net';

/** Every open connection of a server's listeners, by its two ends. */
export interface Connections {
  /** Follows the raw connections of a server, below TLS too. */
  watch(server: Server): void;
  /** Keeps the connection of a socket, or of the TLS socket on it, out of `limit`'s reach. */
  keep(socket: Socket): void;
  /** Ends all connections at once. */
  destroyAll(): void;
}

/**
 * Holds at most `limit` connections: one more ends the oldest that is not kept. Refusing the new
 * one instead would let a few idle connections shut the callback out.
 */
export function trackConnections(limit: number): Connections {
  const open = new Map<string, Socket>();
  const kept = new Set<string>();
  const dropOldest = () => {
    for (const [ends, socket] of open) {
      if (kept.has(ends)) continue;
      open.delete(ends);
      socket.destroy();
      return;
    }
  };
  return {
    watch: (server) => {
      server.on('connection', (socket: Socket) => {
        const ends = endsOf(socket);
        open.set(ends, socket);
        // Resets are the peer's business; without a listener one would end the process.
        socket.on('error', () => socket.destroy());
        socket.once('close', () => {
          if (open.get(ends) === socket) open.delete(ends);
          kept.delete(ends);
        });
        if (open.size > limit) dropOldest();
      });
    },
    keep: (socket) => {
      kept.add(endsOf(socket));
    },
    destroyAll: () => {
      for (const socket of open.values()) socket.destroy();
    },
  };
}

function endsOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): string {
  return `${localAddress} ${localPort} ${remoteAddress} ${remotePort}`;
}
