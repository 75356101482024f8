import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { toVerdicts } from '../../src/diagnosis/verdicts.ts';
import { PLACES } from '../support/secret-places.ts';
import { EXAMPLES } from './examples/index.ts';

const CANARY = 'CaNaRy-9f8E7d6C5b4A3_z1y2X3w4V5u6T7s8R9q0P1o2N3';

const errors = Object.values(EXAMPLES).flatMap(({ recognises }) => recognises);

function leaks(text: string): boolean {
  const diagnosis = diagnose(text);
  return JSON.stringify([diagnosis, toVerdicts(diagnosis)]).includes(CANARY);
}

test.each(Object.entries(PLACES))('a secret in place "%s" does not come out', (_, place) => {
  expect(leaks(place(CANARY))).toBe(false);
  for (const error of errors.slice(0, 40))
    expect(leaks(`${error}\n${place(CANARY)}\n${error}`)).toBe(false);
});

test('nor amid anything else', () => {
  const piece = fc.oneof(
    fc.constantFrom(...errors),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '"',
      '\\',
      '%',
      '%25',
      '&',
      '<',
      '{"errors":[',
      '{"log":{"entries":[',
      '\0',
      '\u200b',
      '\r\n',
      'https://api.acme.datadoghq.com/',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 4 }),
      fc.constantFrom(...Object.values(PLACES)),
      fc.array(piece, { maxLength: 4 }),
      (before, place, after) => !leaks(`${before.join(' ')}\n${place(CANARY)}\n${after.join(' ')}`),
    ),
    { numRuns: 2_500 },
  );
});

test('nothing makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.json(),
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
      ),
      fc.constantFrom('', ...errors),
      fc.nat(200),
      (text, error, cut) => {
        const { recognised, redactedInput } = diagnose(
          `${error}${text}`.slice(0, text.length + cut),
        );
        expect(typeof redactedInput).toBe('string');
        expect(Array.isArray(recognised)).toBe(true);
      },
    ),
    { numRuns: 2_500 },
  );
});

test('a code that is an ordinary word is masked in its place, the word elsewhere is not', () => {
  const { redactedInput } = diagnose(
    `hunter ${encodeURIComponent('https://a.example/cb?x=1&code=hunter&y=2')}`,
  );
  expect(redactedInput.startsWith('hunter ')).toBe(true);
  expect(redactedInput.match(/hunter/g)).toHaveLength(1);
});

test('what is no secret stays readable', () => {
  const text =
    '{"errors":["API key required"],"code":"invalid_grant","state":"open"} code: ENOTFOUND password: incorrect';
  const { redactedInput } = diagnose(text);
  expect(redactedInput).toContain('API key required');
  expect(redactedInput).toContain('invalid_grant');
  expect(redactedInput).toContain('ENOTFOUND');
});
