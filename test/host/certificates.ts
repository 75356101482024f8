import { generate } from 'selfsigned';

/** PEM texts of a TLS server. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** What a certificate of a test is like. */
export interface CertificateOptions {
  readonly names?: readonly string[];
  /** Days from now. */
  readonly fromDays?: number;
  readonly untilDays?: number;
  readonly commonName?: string;
  readonly organization?: string;
  /** Signs it; without one it signs itself. */
  readonly signer?: Identity;
}

const DAY_MS = 24 * 3_600_000;

/** Makes a certificate for `localhost`, good from yesterday until in thirty days, unless told otherwise. */
export async function certificate(options: CertificateOptions = {}): Promise<Identity> {
  const { names = ['localhost'], fromDays = -1, untilDays = 30, organization } = options;
  const commonName = options.commonName ?? names[0] ?? '';
  const made = await generate(
    [
      { name: 'commonName', value: commonName },
      ...(organization === undefined ? [] : [{ name: 'organizationName', value: organization }]),
    ],
    {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      notBeforeDate: new Date(Date.now() + fromDays * DAY_MS),
      notAfterDate: new Date(Date.now() + untilDays * DAY_MS),
      extensions: [
        { name: 'basicConstraints', cA: names.length === 0, critical: true },
        ...(names.length === 0
          ? [{ name: 'keyUsage' as const, keyCertSign: true, critical: true }]
          : [
              {
                name: 'subjectAltName' as const,
                altNames: names.map((value) => ({ type: 2 as const, value })),
              },
            ]),
      ],
      ...(options.signer === undefined ? {} : { ca: options.signer }),
    },
  );
  return { cert: made.cert, key: made.private };
}

/** Makes an authority, which vouches for others. */
export function authority(commonName: string, organization: string): Promise<Identity> {
  return certificate({ names: [], commonName, organization });
}
