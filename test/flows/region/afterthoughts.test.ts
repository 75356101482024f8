import { describe, expect, it } from 'vitest';
import { finding, type FindingCode } from '../../../src/catalog/findings.ts';
import {
  withClock,
  withKeyOwners,
  withNobodyKnowing,
} from '../../../src/flows/region/afterthoughts.ts';
import type { FindingArg, Verdict } from '../../../src/model/report.ts';
import { wordsOf } from '../../../src/report/message.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 24 * 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const verdict = (
  column: string,
  code: FindingCode,
  args: Readonly<Record<string, FindingArg>> = {},
  grade: Verdict['grade'] = 'failed',
): Verdict => ({
  id: `region.eu1.${column}`,
  check: `region.${column}`,
  title: column,
  subject: { site: 'eu1' },
  grade,
  finding: finding(code, args),
  exchanges: [],
  durationMs: 1,
});

const sample = (aheadMs: number) => ({
  sentAtMs: NOW - 100,
  receivedAtMs: NOW,
  dateMs: NOW - aheadMs,
});

describe('withClock', () => {
  const expired = verdict('tls', 'region.certificate-expired', {
    code: 'CERT_HAS_EXPIRED',
    from: iso(NOW - 90 * DAY),
    until: iso(NOW - DAY),
  });

  it('a clock that is two days ahead makes a good certificate look old', () => {
    const [judged] = withClock([expired], [sample(2 * DAY)], NOW);
    expect(judged).toMatchObject({ grade: 'inconclusive', finding: { code: 'region.clock-off' } });
    expect(wordsOf(judged!.finding).message).toMatch(/off by 28(?:79|80|81) min/);
  });

  it('a clock that agrees leaves the certificate at fault, and says so', () => {
    const [judged] = withClock([expired], [sample(0)], NOW);
    expect(judged).toMatchObject({
      grade: 'failed',
      finding: { code: 'region.certificate-expired' },
    });
    expect(wordsOf(judged!.finding).remedy).toContain('clock agrees');
  });

  it('a clock that is off by less than it takes leaves it at fault too', () => {
    const [judged] = withClock([expired], [sample(DAY / 2)], NOW);
    expect(judged?.finding.code).toBe('region.certificate-expired');
  });

  it('a clock behind, and a certificate that has not begun', () => {
    const early = verdict('tls', 'region.certificate-expired', {
      code: 'CERT_NOT_YET_VALID',
      from: iso(NOW + 3_600_000),
      until: iso(NOW + 90 * DAY),
    });
    const [judged] = withClock([early], [sample(-2 * DAY)], NOW);
    expect(judged?.finding.code).toBe('region.clock-off');
  });

  it('without answers both are possible, and the words say so', () => {
    const [judged] = withClock([expired], [], NOW);
    expect(judged).toEqual(expired);
    expect(wordsOf(judged!.finding).remedy).toContain("this machine's clock");
  });

  it('a certificate nobody looked at is not excused', () => {
    const unseen = verdict('token', 'region.certificate-expired', { code: 'CERT_HAS_EXPIRED' });
    const [judged] = withClock([unseen], [sample(2 * DAY)], NOW);
    expect(judged?.finding.code).toBe('region.certificate-expired');
  });
});

describe('withNobodyKnowing', () => {
  const elsewhere = verdict('client', 'region.client-elsewhere', { kind: 'test' }, 'skipped');

  it('is a failure when no site knows the client', () => {
    const judged = withNobodyKnowing([elsewhere, elsewhere]);
    expect(judged.map(({ grade }) => grade)).toEqual(['failed', 'failed']);
    expect(wordsOf(judged[0]!.finding).message).toContain('No site that was asked');
  });

  it.each(['region.client-known', 'region.unreachable', 'region.client-undecided'] as const)(
    'is none while one says %s',
    (code) => {
      const all = [elsewhere, verdict('client', code, {}, 'inconclusive')];
      expect(withNobodyKnowing(all)).toEqual(all);
    },
  );
});

describe('withKeyOwners', () => {
  const refused = verdict('key', 'region.key-refused', { last4: '251b' });

  it('a key that another site took is that site’s', () => {
    const taken = verdict('cross-key', 'region.cross-accepted', {
      what: 'API key',
      accepted: ['us5'],
    });
    expect(withKeyOwners([refused, taken])[0]?.finding).toMatchObject({
      code: 'region.key-of-another-site',
      args: { owner: 'us5', how: 'asked' },
    });
  });

  it('a token that another site took says nothing of the key', () => {
    const taken = verdict('cross-token', 'region.cross-accepted', {
      what: 'access token',
      accepted: ['us5'],
    });
    expect(withKeyOwners([refused, taken])[0]).toEqual(refused);
  });
});
