import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { voucherOf } from '../../src/host/node/added-ca.ts';
import { authority, certificate } from './certificates.ts';

describe('voucherOf', () => {
  it('knows every root that Node comes with', () => {
    const standings = rootCertificates.map((pem) => voucherOf(new X509Certificate(pem)));
    expect(new Set(standings)).toEqual(new Set(['built-in']));
  });

  it('is added for a CA of another name', async () => {
    const { cert } = await authority('Lab Root', 'Lab Ltd');
    expect(voucherOf(new X509Certificate(cert))).toBe('added');
  });

  it('is unclear for a CA that has the name of a built-in root, or none', async () => {
    const [name = ''] = rootCertificates
      .map((pem) => /^CN=(.*)$/m.exec(new X509Certificate(pem).subject)?.[1])
      .filter((each) => each !== undefined);
    const namesake = await authority(name, 'Lab Ltd');
    const leaf = await certificate({ names: ['a.test'], signer: namesake });
    expect(voucherOf(new X509Certificate(namesake.cert))).toBe('unclear');
    expect(voucherOf(new X509Certificate(leaf.cert))).toBe('unclear');
    expect(voucherOf(undefined)).toBe('unclear');
  });
});
