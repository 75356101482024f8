import { connect, type Socket } from 'node:net';
import type { NetworkProbe } from '../host.ts';
import { orAborted } from './abort.ts';
import { connectThrough } from './connect-through.ts';
import { lookUp } from './dns.ts';
import { chooseProxy, type Proxy } from './proxy-choice.ts';
import { inspect } from './tls.ts';
import { hasAddedCas, trustWith } from './trust.ts';

/** Names, ways and certificates of this machine's network. */
export function openNodeNetworkProbe(
  env: Readonly<Record<string, string | undefined>>,
  { extraCa }: { readonly extraCa?: string },
): NetworkProbe {
  const addedCas = hasAddedCas(env, extraCa);
  const proxyFor = (host: string): Proxy | undefined => {
    const { hostname, port } = new URL(`https://${host}`);
    return chooseProxy(env, { protocol: 'https:', hostname, port: Number(port || 443) });
  };
  return {
    proxyFor: (host) => proxyFor(host)?.shown,
    lookUp,
    inspectTls: async (host, signal) => {
      const { hostname, port } = new URL(`https://${host}`);
      const trust = await trustWith(env, extraCa);
      const target = { hostname: bare(hostname), port: Number(port || 443) };
      const proxy = proxyFor(host);
      const openSocket = (): Promise<Socket> =>
        proxy === undefined
          ? connected(connect({ host: target.hostname, port: target.port }), signal)
          : tunnel(connectThrough(proxy, `${hostname}:${String(target.port)}`, trust), signal);
      return inspect(target.hostname, { trust, addedCas, openSocket }, signal);
    },
  };
}

/** Without the brackets of a literal IPv6 address. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

async function connected(socket: Socket, signal: AbortSignal): Promise<Socket> {
  const open = new Promise<Socket>((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    // Stays: an error that comes later must not end the process.
    socket.on('error', reject);
  });
  return orAborted(open, signal).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
}

/** A tunnel that comes after the signal is closed at once. */
async function tunnel(opening: Promise<Socket>, signal: AbortSignal): Promise<Socket> {
  const socket = await orAborted(opening, signal).catch((error: unknown) => {
    if (signal.aborted) opening.then((late) => late.destroy()).catch(() => undefined);
    throw error;
  });
  socket.on('error', () => undefined);
  return socket;
}
