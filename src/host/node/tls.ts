import type { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  rootCertificates,
  type DetailedPeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import { voucherOf } from './added-ca.ts';
import type { CertificateFacts, TlsInspection } from '../host.ts';
import { orAborted } from './abort.ts';

/** More certificates than any chain has. */
const LONGEST_CHAIN = 10;

/** How an inspection is done. */
export interface InspectionParts {
  readonly openSocket: () => Promise<Socket>;
  /** Whom to trust. */
  readonly trust: SecureContext;
  /** There are CAs beside those that Node comes with. */
  readonly addedCas: boolean;
}

/**
 * Shakes hands with a host and hangs up. Its certificate is judged as strictly as for a request, but
 * the verdict is told instead of ending the connection, on which nothing is ever sent.
 */
export async function inspect(
  hostname: string,
  parts: InspectionParts,
  signal: AbortSignal,
): Promise<TlsInspection> {
  const { leaf, ...shown } = await shake(hostname, parts, parts.trust, signal);
  const voucher = parts.addedCas && shown.problem === undefined ? voucherOf(leaf) : 'built-in';
  if (voucher !== 'unclear') return { ...shown, addedCaOnly: voucher === 'added' };
  // The same host once more, trusting only whom Node trusts when nobody adds anything.
  const again = await shake(hostname, parts, builtIn(), signal).catch(() => undefined);
  return { ...shown, addedCaOnly: again?.problem !== undefined };
}

type Shown = Omit<TlsInspection, 'addedCaOnly'> & { readonly leaf: X509Certificate | undefined };

async function shake(
  hostname: string,
  parts: InspectionParts,
  secureContext: SecureContext,
  signal: AbortSignal,
): Promise<Shown> {
  const raw = await parts.openSocket();
  const socket = connect({
    socket: raw,
    ...(isIP(hostname) === 0 ? { servername: hostname } : { host: hostname }),
    secureContext,
    ALPNProtocols: ['http/1.1'],
    // The verdict is read from the socket below.
    rejectUnauthorized: false,
  });
  try {
    const secured = new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', resolve);
      socket.on('error', reject);
      socket.once('close', () => reject(closedEarly()));
    });
    await orAborted(secured, signal);
    return shownBy(socket, hostname);
  } finally {
    socket.destroy();
    raw.destroy();
  }
}

function closedEarly(): Error {
  const error = new Error('the connection was closed in the TLS handshake');
  return Object.assign(error, { code: 'ECONNRESET' });
}

function shownBy(socket: TLSSocket, hostname: string): Shown {
  const leaf = socket.getPeerCertificate(true);
  // Node's types promise a certificate, and an Error that is in fact its code.
  const problem: unknown = socket.authorized ? undefined : socket.authorizationError;
  return {
    protocol: socket.getProtocol() ?? '',
    chain: chainOf(leaf).map(factsOf),
    ...(problem === undefined || problem === null ? {} : { problem: codeOf(problem) }),
    namesHost: checkServerIdentity(hostname, leaf) === undefined,
    leaf: socket.getPeerX509Certificate(),
  };
}

function codeOf(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  return problem instanceof Error ? problem.message : 'UNKNOWN';
}

/** As Node really gives it: empty when the host showed none, and a root names itself as its issuer. */
type PeerCertificate = Partial<Omit<DetailedPeerCertificate, 'issuerCertificate'>> & {
  readonly issuerCertificate?: PeerCertificate;
};

function chainOf(leaf: PeerCertificate): PeerCertificate[] {
  const chain: PeerCertificate[] = [];
  const seen = new Set<string>();
  let next: PeerCertificate | undefined = leaf;
  while (next?.fingerprint256 !== undefined && chain.length < LONGEST_CHAIN) {
    if (seen.has(next.fingerprint256)) break;
    seen.add(next.fingerprint256);
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}

function factsOf(certificate: PeerCertificate): CertificateFacts {
  const { subject, issuer, subjectaltname = '', valid_from = '', valid_to = '' } = certificate;
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    names: [...subjectaltname.matchAll(/DNS:([^,\s]+)/g)].map(([, name = '']) => name),
    validFromMs: Date.parse(valid_from),
    validUntilMs: Date.parse(valid_to),
  };
}

/** Common name and organization, as far as there are any. */
function nameOf(name: { readonly CN?: unknown; readonly O?: unknown } | undefined): string {
  const [common, organization] = [name?.CN, name?.O].map((part) =>
    Array.isArray(part) ? part.join(', ') : typeof part === 'string' ? part : '',
  );
  if (!common || !organization || common === organization) return common || organization || '';
  return `${common} (${organization})`;
}

let ofNode: SecureContext | undefined;

function builtIn(): SecureContext {
  return (ofNode ??= createSecureContext({ ca: [...rootCertificates] }));
}
