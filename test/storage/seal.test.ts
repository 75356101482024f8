import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSealKey, openSealed, sealText } from '../../src/storage/seal.ts';
import { random } from './support.ts';

test('opens with its key, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (text) => {
      const key = newSealKey(random);
      const sealed = sealText(random, key, text);
      return openSealed(key, sealed) === text && /^[A-Za-z0-9+/]+=*$/.test(sealed);
    }),
    { numRuns: 200 },
  );
});

test('no other key opens it, nor a changed text, nor rubbish', () => {
  const key = newSealKey(random);
  const sealed = sealText(random, key, 'a secret');
  expect(openSealed(newSealKey(random), sealed)).toBeUndefined();
  for (const bad of ['', 'AAAA', sealed.slice(4), sealed.slice(0, -8)]) {
    expect(openSealed(key, bad)).toBeUndefined();
  }
  const bytes = Buffer.from(sealed, 'base64');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(openSealed(key, changed.toString('base64'))).toBeUndefined();
  }
  for (const bad of ['', 'AAAA', 'not base64 at all'])
    expect(openSealed(bad, sealed)).toBeUndefined();
});

test('two seals of one text differ, and neither shows it', () => {
  const key = newSealKey(random);
  const [one, other] = [sealText(random, key, 'a secret'), sealText(random, key, 'a secret')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, 'base64').includes('secret')).toBe(false);
});
