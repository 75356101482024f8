import { expect, it } from 'vitest';
import type { Clock } from '../../../src/host/host.ts';
import { createPace } from '../../../src/flows/region/pace.ts';

/** A clock whose sleeps are written down and take no time. */
function clockAt(at: { ms: number }, slept: number[]): Clock {
  return {
    now: () => at.ms,
    monotonic: () => at.ms,
    sleep: (ms) => {
      slept.push(ms);
      return Promise.resolve();
    },
  };
}

it('spreads what comes at once, and lets what comes later begin at once', async () => {
  const at = { ms: 1_000 };
  const slept: number[] = [];
  const pace = createPace(clockAt(at, slept), 5);
  const { signal } = new AbortController();
  await Promise.all([pace(signal), pace(signal), pace(signal)]);
  expect(slept).toEqual([5, 10]);
  at.ms = 2_000;
  await pace(signal);
  expect(slept).toEqual([5, 10]);
});
