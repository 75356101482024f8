import { randomBytes } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { World } from '../world/world.ts';
import { createAuthority } from './authority.ts';
import { createIdentities } from './identities.ts';
import { startProxyServer } from './server.ts';
import type { Tunnel } from './tunnel.ts';

/** A proxy that serves the real host names, and what a client needs to believe it. */
export interface RunningProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** `http://[::1]:PORT`, where there is an IPv6 loopback. */
  readonly ipv6Url: string | undefined;
  /** Certificate of the throw-away CA in PEM. */
  readonly caCertificate: string;
  /** SHA-256 of the CA's public key in base64, for Chromium. */
  readonly spkiHash: string;
  close(): Promise<void>;
}

/**
 * Makes a CA that lives as long as this process's memory, and starts a proxy whose hosts show its
 * certificates.
 * @throws ToolError `listen.busy`, `listen.failed`
 */
export async function startProxy(options: {
  /** 0: any free one. */
  readonly port: number;
  world(): World;
  readonly signal: AbortSignal;
  /** Takes a TLS connection to a simulated host. */
  readonly serve: (socket: TLSSocket, tunnel: Tunnel) => void;
  readonly onNotice: (line: string) => void;
}): Promise<RunningProxy> {
  const nowMs = options.world().clock.now();
  const authority = await createAuthority({
    // Two runs never share a name: stores of certificates tell CAs apart by it.
    commonName: `ddoauth simulator CA ${randomBytes(4).toString('hex')}`,
    organization: 'ddoauth simulator (this run only)',
    nowMs,
  });
  const identities = createIdentities(authority, nowMs);
  const server = await startProxyServer({ ...options, identities });
  return { ...server, caCertificate: authority.certificate, spkiHash: authority.spkiHash };
}
