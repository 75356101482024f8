import { expect, test } from 'vitest';
import { DIAGNOSE_FINDINGS } from '../../src/catalog/findings/diagnose.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { toVerdicts } from '../../src/diagnosis/verdicts.ts';
import { DIAGNOSE_WORDS } from '../../src/report/messages/diagnose.ts';

const AT = '2026-11-23T10:00:00+01:00';

test('a recognised text becomes one review per rule', () => {
  const context = {
    redirectUri: 'https://a.example/cb/',
    registeredRedirectUris: ['https://a.example/cb'],
    site: 'eu1',
  };
  const [verdict, ...rest] = toVerdicts(diagnose('Mismatching redirect URI.', context), context);
  expect(rest).toEqual([]);
  expect(verdict).toMatchObject({
    id: 'diagnose.redirect-uri-mismatch',
    check: 'diagnose',
    grade: 'review',
    subject: { site: 'eu1' },
    finding: {
      code: 'diagnose.recognised',
      args: {
        rule: 'redirect-uri-mismatch',
        sure: 'certain',
        evidence: 'Mismatching redirect URI.',
        nextCommand: 'ddoauth authorize --redirect-uri <registered URI>',
      },
    },
    exchanges: [],
  });
  const { causes } = verdict?.finding.args ?? {};
  expect(Array.isArray(causes) && causes[0]).toMatch(/^confirmed: .*https:\/\/a\.example\/cb/);
  const words = DIAGNOSE_WORDS['diagnose.recognised'](verdict?.finding.args ?? {});
  expect(words.message).toContain('Mismatching redirect URI.');
  expect(words.message).toContain('\n1. confirmed');
  expect(words.remedy).not.toBe('');
  expect(words.nextCommand).toBe('ddoauth authorize --redirect-uri <registered URI>');
});

test('an unknown text says what to send to support, with what is known', () => {
  const text = `x-request-id: 7a6b5c4d-req\nsomething odd client_secret=s3cr3t-value-xyz ${'long '.repeat(400)}`;
  const [verdict, ...rest] = toVerdicts(diagnose(text), { clientId: 'client-1', site: 'us5' }, AT);
  expect(rest).toEqual([]);
  expect(verdict).toMatchObject({
    id: 'diagnose.not-recognised',
    grade: 'inconclusive',
    finding: {
      code: 'diagnose.not-recognised',
      args: { clientId: 'client-1', site: 'us5', requestId: '7a6b5c4d-req', at: AT },
    },
  });
  expect(String(verdict?.finding.args['text']).length).toBeLessThanOrEqual(500);
  const words = DIAGNOSE_WORDS['diagnose.not-recognised'](verdict?.finding.args ?? {});
  for (const part of ['client-1', 'us5', '7a6b5c4d-req', AT]) expect(words.remedy).toContain(part);
  expect(JSON.stringify([verdict, words])).not.toContain('s3cr3t');
});

test('every code has words that need no argument', () => {
  expect(Object.keys(DIAGNOSE_WORDS).sort()).toEqual(Object.keys(DIAGNOSE_FINDINGS).sort());
  for (const wording of Object.values(DIAGNOSE_WORDS)) {
    expect(wording({}).message).not.toContain('undefined');
  }
});
