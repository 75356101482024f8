import type { SecureContext } from 'node:tls';

type Environment = Readonly<Record<string, string | undefined>>;

/** Node's switches for other roots than its own. */
const OTHER_ROOTS = /--use-(?:system|openssl)-ca/;

/**
 * The CAs to trust with an added one, as `ca` of a TLS connection: such a list replaces Node's own
 * choice, so it names the roots that count anyway, `NODE_EXTRA_CA_CERTS` among them. `node:tls` is slow
 * to load, and most runs need no list.
 * @param extraCa PEM
 */
export async function trustedCas(env: Environment, extraCa: string): Promise<string[]> {
  const tls = await import('node:tls');
  // Not in Node 20.
  if ('getCACertificates' in tls) {
    return [...(tls as WithDefaultRoots).getCACertificates('default'), extraCa];
  }
  const file = env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined || file === '') return [...tls.rootCertificates, extraCa];
  const { readFile } = await import('node:fs/promises');
  // Node itself only warns when it cannot read the file.
  return [...tls.rootCertificates, await readFile(file, 'utf8').catch(() => ''), extraCa];
}

/** `node:tls` from Node 22.15 on. */
interface WithDefaultRoots {
  getCACertificates(type: 'default'): readonly string[];
}

let latest: { readonly key: string; readonly context: Promise<SecureContext> } | undefined;

/**
 * The CAs to trust with an added one, read: that takes longer than a handshake, so all connections of a
 * run share it.
 */
export function trustWith(env: Environment, extraCa: string): Promise<SecureContext> {
  const key = `${env['NODE_EXTRA_CA_CERTS'] ?? ''}\n${extraCa}`;
  if (latest?.key !== key) latest = { key, context: readTrust(env, extraCa) };
  return latest.context;
}

async function readTrust(env: Environment, extraCa: string): Promise<SecureContext> {
  const ca = await trustedCas(env, extraCa);
  return (await import('node:tls')).createSecureContext({ ca });
}

/** Whether somebody added CAs to those that Node comes with. */
export function hasAddedCas(env: Environment, extraCa: string | undefined): boolean {
  return (
    extraCa !== undefined ||
    Boolean(env['NODE_EXTRA_CA_CERTS']) ||
    env['NODE_USE_SYSTEM_CA'] === '1' ||
    OTHER_ROOTS.test([env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' '))
  );
}
