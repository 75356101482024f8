import type { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** More certificates than any chain has. */
const LONGEST_CHAIN = 10;

let builtIn: readonly Buffer[] | undefined;

/** The roots that Node comes with, as DER. Reading them as certificates would take as long as 15 handshakes. */
function builtInRoots(): readonly Buffer[] {
  return (builtIn ??= rootCertificates.map((pem) =>
    Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64'),
  ));
}

/**
 * Who vouches for a chain that was found good: a root that Node comes with, or only a CA that somebody
 * added. `unclear` when a root with a name of the chain comes with Node: it may have signed the chain as
 * well (cross-signing), which only a handshake without the added CAs tells.
 */
export function voucherOf(leaf: X509Certificate | undefined): 'built-in' | 'added' | 'unclear' {
  const chain = chainOf(leaf);
  const last = chain.at(-1);
  if (last === undefined) return 'unclear';
  const roots = builtInRoots();
  if (roots.some((root) => root.equals(last.raw))) return 'built-in';
  const names = chain.flatMap(({ issuer }) => nameOf(issuer));
  const known =
    names.length < chain.length || roots.some((root) => names.some((n) => root.includes(n)));
  return known ? 'unclear' : 'added';
}

/** The words that tell one issuer from the others, as a certificate holds them; none if it has no name. */
function nameOf(issuer: string): Buffer[] {
  const lines = issuer.split('\n');
  const line =
    lines.find((each) => each.startsWith('CN=')) ??
    lines.find((each) => each.startsWith('OU=')) ??
    lines.find((each) => each.startsWith('O='));
  const words = line?.slice(line.indexOf('=') + 1) ?? '';
  return words === '' ? [] : [Buffer.from(words)];
}

function chainOf(leaf: X509Certificate | undefined): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next = leaf;
  while (next !== undefined && chain.length < LONGEST_CHAIN) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}
