import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate with its key, able to sign others. */
export interface Signed {
  readonly certificate: string;
  readonly key: string;
  readonly made: x509.X509Certificate;
  readonly pair: webcrypto.CryptoKeyPair;
}

/** What a certificate is like. */
export interface OddCertificate {
  readonly commonName?: string;
  readonly organization?: string;
  /** DNS names; an empty list leaves the extension out. */
  readonly names?: readonly string[];
  readonly addresses?: readonly string[];
  /** Hours from now. */
  readonly fromHours?: number;
  readonly untilHours?: number;
  readonly ca?: boolean;
  /** RSA of so many bits, instead of P-256. */
  readonly rsaBits?: number;
  readonly clientOnly?: boolean;
  readonly signer?: Signed;
}

const HOUR_MS = 3_600_000;
const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const EC_SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** Makes a certificate as sound, or as odd, as told; without a signer it signs itself. */
export async function oddCertificate(options: OddCertificate): Promise<Signed> {
  const { names = [], addresses = [], ca = false, rsaBits, signer } = options;
  const algorithm = rsaBits === undefined ? EC : rsa(rsaBits);
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const subject = [
    { CN: [options.commonName ?? names[0] ?? 'nobody'] },
    ...(options.organization === undefined ? [] : [{ O: [options.organization] }]),
  ];
  const signing = signer?.pair ?? pair;
  const alternatives = [
    ...names.map((value) => ({ type: 'dns' as const, value })),
    ...addresses.map((value) => ({ type: 'ip' as const, value })),
  ];
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: `4${randomBytes(15).toString('hex').slice(1)}0`,
    subject,
    issuer: signer?.made.subjectName ?? subject,
    notBefore: new Date(Date.now() + (options.fromHours ?? -1) * HOUR_MS),
    notAfter: new Date(Date.now() + (options.untilHours ?? 24 * 90) * HOUR_MS),
    signingAlgorithm:
      signing.privateKey.algorithm.name === 'ECDSA' ? EC_SIGNATURE : rsa(rsaBits ?? 2048),
    publicKey: pair.publicKey,
    signingKey: signing.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      new x509.KeyUsagesExtension(
        ca ? x509.KeyUsageFlags.keyCertSign : x509.KeyUsageFlags.digitalSignature,
        true,
      ),
      ...(ca
        ? []
        : [
            new x509.ExtendedKeyUsageExtension([
              options.clientOnly === true
                ? x509.ExtendedKeyUsage.clientAuth
                : x509.ExtendedKeyUsage.serverAuth,
            ]),
          ]),
      ...(alternatives.length === 0
        ? []
        : [new x509.SubjectAlternativeNameExtension(alternatives)]),
    ],
  });
  return {
    certificate: `${made.toString('pem')}\n`,
    key: KeyObject.from(pair.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
    made,
    pair,
  };
}

function rsa(modulusLength: number) {
  return {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength,
  };
}
