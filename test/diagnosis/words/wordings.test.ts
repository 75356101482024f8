import { expect, it } from 'vitest';
import { anyOf, anyWordsOf } from '../../../src/diagnosis/words/wordings.ts';

const WORDINGS = { node: [/\bEPIPE\b/, /hang up|hung up/], unix: [/broken pipe/] };

it('finds each way to say it, whatever case', () => {
  for (const text of ['write EPIPE', 'Socket Hang Up', 'it hung up', 'Broken pipe (os error 32)']) {
    expect(anyOf(WORDINGS).test(text), text).toBe(true);
  }
  expect(anyOf(WORDINGS).test('EPIPES')).toBe(false);
});

it('keeps out longer words where asked to, around every wording', () => {
  const whole = anyWordsOf(WORDINGS);
  expect(whole.exec('a broken pipe')?.[0]).toBe('broken pipe');
  for (const text of ['broken pipes', 'unbroken pipe', 'hang upwards', 'hung up2']) {
    expect(whole.test(text), text).toBe(false);
  }
});
