import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A proxy that lets nothing through and remembers who was asked for. */
export interface RecordingProxy {
  readonly url: string;
  /** First lines of what came: `CONNECT api.datadoghq.eu:443 HTTP/1.1`. */
  readonly asked: string[];
  close(): void;
}

/**
 * Starts a proxy on loopback that sees every connection that leaves the machine.
 * @param behaviour `refuse` answers 403, `hang` never answers
 */
export async function startRecordingProxy(behaviour: 'refuse' | 'hang'): Promise<RecordingProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.once('data', (chunk) => {
      asked.push(chunk.toString('latin1').split('\r\n')[0] ?? '');
      if (behaviour === 'refuse') socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}
