import type { SecureContext } from 'node:tls';

type Environment = Readonly<Record<string, string | undefined>>;

/** Node's switches for other roots than its own. */
const OTHER_ROOTS = /--use-(?:system|openssl)-ca/;

const contexts = new Map<string | undefined, Promise<SecureContext>>();

/**
 * Whom connections trust: Node's own choice of roots, `NODE_EXTRA_CA_CERTS` among them, and an added CA.
 * All connections of a run share one context. `node:tls` is slow to load, so it is loaded here.
 * @param extraCa PEM
 */
export function trustWith(env: Environment, extraCa: string | undefined): Promise<SecureContext> {
  let context = contexts.get(extraCa);
  if (context === undefined) contexts.set(extraCa, (context = openTrust(env, extraCa)));
  return context;
}

async function openTrust(env: Environment, extraCa: string | undefined): Promise<SecureContext> {
  const tls: Tls = await import('node:tls');
  const context = tls.createSecureContext();
  if (extraCa === undefined) return context;
  const handle: unknown = context.context;
  if (!canAdd(handle)) return tls.createSecureContext({ ca: await trustedCas(env, extraCa) });
  handle.addCACert(extraCa);
  // Node 20 forgets these when one is added.
  const others = tls.getCACertificates === undefined ? await extraCasOfNode(env) : '';
  if (others !== '') handle.addCACert(others);
  return context;
}

/**
 * Node's own `ca` option ends in this as well; not documented, and the same in Node 20 to 26. Adding one
 * CA to the roots that are read takes no time; reading a list of them all, as long as twenty handshakes.
 */
function canAdd(handle: unknown): handle is { addCACert(pem: string): void } {
  return typeof (handle as { addCACert?: unknown } | undefined)?.addCACert === 'function';
}

/** The same as a list, for the `ca` option: it replaces Node's own choice, so it names those that count anyway. */
export async function trustedCas(env: Environment, extraCa: string): Promise<string[]> {
  const { getCACertificates, rootCertificates }: Tls = await import('node:tls');
  return getCACertificates === undefined
    ? [...rootCertificates, await extraCasOfNode(env), extraCa]
    : [...getCACertificates('default'), extraCa];
}

/** What `NODE_EXTRA_CA_CERTS` names, PEM; Node itself only warns when it cannot read the file. */
async function extraCasOfNode(env: Environment): Promise<string> {
  const file = env['NODE_EXTRA_CA_CERTS'];
  if (file === undefined || file === '') return '';
  const { readFile } = await import('node:fs/promises');
  return readFile(file, 'utf8').catch(() => '');
}

type Tls = typeof import('node:tls') & {
  /** From Node 22.15 on; with `NODE_EXTRA_CA_CERTS`. */
  readonly getCACertificates?: (type: 'default') => readonly string[];
};

/** Whether somebody added CAs to those that Node comes with. */
export function hasAddedCas(env: Environment, extraCa: string | undefined): boolean {
  return (
    extraCa !== undefined ||
    Boolean(env['NODE_EXTRA_CA_CERTS']) ||
    env['NODE_USE_SYSTEM_CA'] === '1' ||
    OTHER_ROOTS.test([env['NODE_OPTIONS'] ?? '', ...process.execArgv].join(' '))
  );
}
