import { describe, expect, test } from 'vitest';
import { SCOPE_FINDINGS } from '../../../src/catalog/findings/scope.ts';
import { ROUND_TRIP_WORDS } from '../../../src/report/messages/round-trip.ts';
import { SCOPE_WORDS } from '../../../src/report/messages/scope.ts';

const full = {
  scope: 'things_read',
  site: 'eu1',
  route: ['GET /a', 'GET /b'],
  status: '403',
  detail: 'Forbidden',
  refused: ['GET /z (403)'],
  others: ['other_read'],
  companions: ['pair_read'],
  candidates: ['scope', 'permission', 'something else'],
  permission: 'things_admin',
  reason: 'Because.',
  byHand: 'Do it.',
  waitSeconds: 7,
  listed: true,
};
const least = { scope: 'things_read', site: 'eu1' };

describe('SCOPE_WORDS', () => {
  test.each(Object.entries({ ...SCOPE_WORDS, ...ROUND_TRIP_WORDS }))(
    '%s makes whole sentences',
    (_, wording) => {
      for (const args of [full, least]) {
        const words = wording(args);
        expect(words.message).toContain('things_read on eu1');
        for (const text of [
          words.message,
          words.remedy ?? 'x.',
          words.nextCommand ?? 'ddoauth x',
        ]) {
          expect(text).not.toMatch(/undefined|\[object|\(\)|""/);
        }
        expect(words.nextCommand ?? 'ddoauth --site eu1').toMatch(/^ddoauth .*--site eu1/);
      }
    },
  );

  test('has words for every code', () => {
    expect(Object.keys(SCOPE_WORDS).sort()).toEqual(Object.keys(SCOPE_FINDINGS).sort());
  });

  test('quotes Datadog, names routes, and turns candidates into words', () => {
    const { message } = SCOPE_WORDS['scope.denied-unclear'](full);
    expect(message).toContain('Datadog says: "Forbidden"');
    expect(message).toContain('the scope was not granted; or');
    expect(message).toContain('something else');
    expect(SCOPE_WORDS['scope.observed'](full).message).toContain('GET /z (403)');
    expect(SCOPE_WORDS['scope.observed'](least).message).not.toContain('Refused');
    expect(SCOPE_WORDS['scope.shared']({ ...full, others: 'any' }).message).toContain('any token');
    expect(SCOPE_WORDS['scope.not-granted'](full).nextCommand).toBe('ddoauth authorize --site eu1');
  });
});
