import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOffset, dateOf, judgeOffset } from '../../src/datadog/clock-offset.ts';

const MINUTE = 60_000;
const LIMITS = { aheadMs: 10 * MINUTE, behindMs: 60 * MINUTE };

describe('clockOffset', () => {
  it('holds the true offset, whatever delays and fractions of a second', () => {
    const sample = fc.record({
      at: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
      out: fc.integer({ min: 0, max: 3_000 }),
      back: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: -1e8, max: 1e8 }),
        (samples, offset) => {
          const found = clockOffset(
            samples.map(({ at, out, back }) => ({
              sentAtMs: at - out + offset,
              receivedAtMs: at + back + offset,
              dateMs: Math.floor(at / 1000) * 1000,
            })),
          )!;
          expect(found.lowMs).toBeLessThanOrEqual(offset);
          expect(found.highMs).toBeGreaterThanOrEqual(offset);
          const narrowest = Math.min(...samples.map(({ out, back }) => out + back + 1_000));
          expect(found.highMs - found.lowMs).toBeLessThanOrEqual(narrowest);
        },
      ),
    );
  });

  it('of hosts that disagree takes the sample that took least time', () => {
    const found = clockOffset([
      { sentAtMs: 10_000, receivedAtMs: 10_050, dateMs: 10_000 },
      { sentAtMs: 90_000, receivedAtMs: 92_000, dateMs: 20_000 },
    ]);
    expect(found).toEqual({ lowMs: -1_000, highMs: 50, samples: 2 });
  });

  it('of nothing is nothing', () => {
    expect(clockOffset([])).toBeUndefined();
  });
});

describe('judgeOffset', () => {
  it.each([
    [0, 0, 'fine'],
    [-1_000, 500, 'fine'],
    [59_000, 60_500, 'fine'],
    [61_000, 62_000, 'off'],
    [-3 * MINUTE, -3 * MINUTE, 'fine'],
    [-7 * MINUTE, -6.5 * MINUTE, 'off'],
    [-2 * MINUTE, 11 * MINUTE, 'off'],
    [9.9 * MINUTE, 10.1 * MINUTE, 'off'],
    [10.1 * MINUTE, 10.2 * MINUTE, 'outside'],
    [-62 * MINUTE, -61 * MINUTE, 'outside'],
    [-61 * MINUTE, -59 * MINUTE, 'off'],
  ])('from %i to %i ms is %s', (lowMs, highMs, verdict) => {
    expect(judgeOffset({ lowMs, highMs, samples: 1 }, LIMITS)).toBe(verdict);
  });

  it('without a limit nothing is outside', () => {
    const none = { aheadMs: Number.POSITIVE_INFINITY, behindMs: MINUTE };
    expect(judgeOffset({ lowMs: 1e9, highMs: 1e9, samples: 1 }, none)).toBe('fine');
  });
});

it.each([
  ['Tue, 15 Nov 1994 08:12:31 GMT', 784_887_151_000],
  ['soon', undefined],
  [undefined, undefined],
])('the date %s is %s', (date, ms) => {
  const headers = date === undefined ? {} : { date };
  expect(dateOf({ status: 200, headers, body: '' })).toBe(ms);
});
