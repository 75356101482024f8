import { expect, test } from 'vitest';
import { fuzz } from '../support/fuzz-run.ts';

// `npm run test:fuzz` goes through a hundred thousand.
test('random inputs: no crash, no hang, no secret', () => {
  expect(fuzz(1_000_000, 2_500).failures).toEqual([]);
}, 120_000);
