import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../../src/simulator/proxy/authority.ts';

const NOW = Date.UTC(2026, 10, 1);
const SUBJECT = { commonName: 'A CA', organization: 'Somebody = else', nowMs: NOW };
const NAMES = ['*.datadoghq.eu', 'datadoghq.eu'];

function split(chain: string): X509Certificate[] {
  return (chain.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem),
  );
}

describe('createAuthority', () => {
  it('is a CA that may sign servers and no other CA, for a year', async () => {
    const { certificate, spkiHash } = await createAuthority(SUBJECT);
    const own = new X509Certificate(certificate);
    expect(own.ca).toBe(true);
    expect(own.verify(own.publicKey)).toBe(true);
    expect(own.subject).toBe('CN=A CA\nO=Somebody = else');
    expect(Date.parse(own.validFrom)).toBeLessThan(NOW);
    expect(Date.parse(own.validTo)).toBe(NOW + 365 * 24 * 3_600_000);
    expect(own.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    const spki = own.publicKey.export({ type: 'spki', format: 'der' });
    expect(spkiHash).toBe(createHash('sha256').update(spki).digest('base64'));
  });

  it('issues leaves that it signed, for the names alone, with a key that fits', async () => {
    const authority = await createAuthority(SUBJECT);
    const { chain, key } = await authority.issue({ names: NAMES });
    const [leaf, own] = split(chain);
    if (leaf === undefined || own === undefined) throw new Error('a chain of two');
    expect(own.raw).toEqual(new X509Certificate(authority.certificate).raw);
    expect(leaf.checkIssued(own)).toBe(true);
    expect(leaf.verify(own.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(leaf.checkHost('api.datadoghq.eu')).toBeDefined();
    expect(leaf.checkHost('api.acme.datadoghq.eu')).toBeUndefined();
    expect(leaf.checkHost('datadoghq.com')).toBeUndefined();
    expect(leaf.keyUsage).toContain('1.3.6.1.5.5.7.3.1');
  });

  it('never repeats a serial number', async () => {
    const authority = await createAuthority(SUBJECT);
    const leaves = await Promise.all(
      Array.from({ length: 20 }, () => authority.issue({ names: NAMES })),
    );
    const serials = leaves.map(({ chain }) => split(chain)[0]?.serialNumber);
    expect(new Set(serials).size).toBe(20);
  });

  it('issues for another time, and certificates that vouch for themselves', async () => {
    const authority = await createAuthority(SUBJECT);
    const late = await authority.issue({ names: NAMES, validMs: [NOW - 2_000, NOW - 1_000] });
    expect(Date.parse(split(late.chain)[0]?.validTo ?? '')).toBe(NOW - 1_000);
    const { chain } = await authority.issueSelfSigned({ names: NAMES });
    const [alone, ...more] = split(chain);
    expect(more).toEqual([]);
    expect(alone?.verify(alone.publicKey)).toBe(true);
    expect(alone?.verify(new X509Certificate(authority.certificate).publicKey)).toBe(false);
  });

  it('two of them share nothing', async () => {
    const [one, other] = [await createAuthority(SUBJECT), await createAuthority(SUBJECT)];
    expect(one.spkiHash).not.toBe(other.spkiHash);
    const [leaf] = split((await one.issue({ names: NAMES })).chain);
    expect(leaf?.verify(new X509Certificate(other.certificate).publicKey)).toBe(false);
    const keys = [await one.issue({ names: NAMES }), await other.issue({ names: NAMES })];
    expect(keys[0]?.key).not.toBe(keys[1]?.key);
  });
});
