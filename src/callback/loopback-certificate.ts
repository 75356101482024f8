import { isIP } from 'node:net';

/** PEM texts for a TLS server. `key` is secret. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

const HOUR_MS = 3_600_000;
const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/**
 * Makes a throw-away certificate (EC, P-256, one day) for an https redirect URI on loopback. Nobody
 * trusts it: the browser warns once, and the user goes on. `host` is the URI's, `nowMs` since 1970.
 */
export async function makeLoopbackCertificate(host: string, nowMs = Date.now()): Promise<TlsPair> {
  // Loaded here: it is big, and only https callbacks need it.
  const { default: selfsigned } = await import('selfsigned');
  const name = host.replace(/^\[|\]$/g, '');
  const names = new Set([...LOOPBACK_NAMES, name]);
  const made = await selfsigned.generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of virtual machines lag behind.
    notBeforeDate: new Date(nowMs - HOUR_MS),
    notAfterDate: new Date(nowMs + 24 * HOUR_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...names].map((entry) =>
          isIP(entry) ? { type: 7, ip: entry } : { type: 2, value: entry },
        ),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
