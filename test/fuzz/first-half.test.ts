import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz-run.ts';

/** Half of the hundred thousand: the halves run side by side. */
const HALF = 50_000;

test('random inputs, first half: no crash, no hang, no secret', () => {
  const { failures, slowestMs } = fuzz(0, HALF);
  console.log(`slowest of ${String(HALF)}: ${String(Math.round(slowestMs))} ms`);
  expect(failures).toEqual([]);
});
