import { X509Certificate, createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeLoopbackCertificate } from '../../src/callback/loopback-certificate.ts';

const NOW = Date.UTC(2026, 10, 1);

describe('makeLoopbackCertificate', () => {
  it.each(['localhost', '127.0.0.1', '[::1]', 'app.localhost', '127.0.0.9'])(
    'makes one for %s that is good for the loopbacks and a day',
    async (host) => {
      const made = await makeLoopbackCertificate(host, NOW);
      const certificate = new X509Certificate(made.cert);
      const name = host.replace(/^\[|\]$/g, '');
      const covers = (entry: string) =>
        /^[\d.]+$|:/.test(entry) ? certificate.checkIP(entry) : certificate.checkHost(entry);
      for (const entry of ['localhost', '127.0.0.1', '::1', name])
        expect(covers(entry)).toBeTruthy();
      expect(covers('example.com')).toBeUndefined();
      expect(certificate.ca).toBe(false);
      expect(Date.parse(certificate.validTo)).toBe(NOW + 24 * 3_600_000);
      expect(Date.parse(certificate.validFrom)).toBeLessThan(NOW);
      expect(certificate.publicKey.asymmetricKeyType).toBe('ec');
      expect(certificate.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
    },
  );

  it('makes another one each time', async () => {
    const [one, other] = [await makeLoopbackCertificate('x'), await makeLoopbackCertificate('x')];
    expect(one.key).not.toBe(other.key);
  });
});
