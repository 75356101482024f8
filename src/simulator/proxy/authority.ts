import { createHash, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** PEM texts for a TLS server: the whole chain, and the secret key. */
export interface TlsIdentity {
  readonly chain: string;
  readonly key: string;
}

/** What a certificate that an authority makes is like. */
export interface LeafOptions {
  /** DNS names, `*.example.com` among them; the first is its common name too. */
  readonly names: readonly string[];
  /** From and until when it counts, in milliseconds since 1970. Default: as long as the authority's own. */
  readonly validMs?: readonly [from: number, until: number];
}

/** A certificate authority that ends with the process: its key is nowhere but in memory. */
export interface Authority {
  /** Its own certificate in PEM. */
  readonly certificate: string;
  /** SHA-256 of its public key in base64, as Chromium's flag wants it. */
  readonly spkiHash: string;
  issue(leaf: LeafOptions): Promise<TlsIdentity>;
  /** A certificate that vouches for itself and has nothing to do with the authority. */
  issueSelfSigned(leaf: LeafOptions): Promise<TlsIdentity>;
}

const HOUR_MS = 3_600_000;
const LIFETIME_MS = 365 * 24 * HOUR_MS;

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/**
 * Makes an authority (EC, P-256) that counts from an hour before `nowMs`, for a year. Its leaves name
 * the key that signed them, which strict checks ask for (Python 3.13; RFC 5280 section 4.2.1.1).
 */
export async function createAuthority(subject: {
  readonly commonName: string;
  readonly organization: string;
  readonly nowMs: number;
}): Promise<Authority> {
  const { subtle } = webcrypto;
  const pair = await subtle.generateKey(KEY, true, ['sign', 'verify']);
  // Servers of one run may share a key; making one for each costs time and guards nothing.
  const leafPair = await subtle.generateKey(KEY, true, ['sign', 'verify']);
  const leafKey = pemOf(leafPair.privateKey);
  const [notBefore, notAfter] = [
    new Date(subject.nowMs - HOUR_MS),
    new Date(subject.nowMs + LIFETIME_MS),
  ];
  const own = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ CN: [subject.commonName] }, { O: [subject.organization] }],
    notBefore,
    notAfter,
    signingAlgorithm: SIGNATURE,
    keys: pair,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(pair.publicKey),
    ],
  });
  const make = async (
    { names, validMs = [notBefore.getTime(), notAfter.getTime()] }: LeafOptions,
    signer: 'authority' | 'itself',
  ): Promise<x509.X509Certificate> => {
    const name = [{ CN: [names[0] ?? ''] }];
    const signing = signer === 'authority' ? pair : leafPair;
    return x509.X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: name,
      issuer: signer === 'authority' ? own.subjectName : name,
      notBefore: new Date(validMs[0]),
      notAfter: new Date(validMs[1]),
      signingAlgorithm: SIGNATURE,
      publicKey: leafPair.publicKey,
      signingKey: signing.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
        await x509.SubjectKeyIdentifierExtension.create(leafPair.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(signing.publicKey),
      ],
    });
  };
  const certificate = `${own.toString('pem')}\n`;
  return {
    certificate,
    spkiHash: createHash('sha256').update(Buffer.from(own.publicKey.rawData)).digest('base64'),
    issue: async (leaf) => {
      const made = await make(leaf, 'authority');
      return { chain: `${made.toString('pem')}\n${certificate}`, key: leafKey };
    },
    issueSelfSigned: async (leaf) => {
      const made = await make(leaf, 'itself');
      return { chain: `${made.toString('pem')}\n`, key: leafKey };
    },
  };
}

/** A positive serial number, new each time: browsers refuse a repeated one. RFC 5280 section 4.1.2.2. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function pemOf(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}
