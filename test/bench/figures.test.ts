import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { roundsWanted, runRounds } from '../../bench/support/rounds.mjs';
import { isMet, printSeries, printTargets } from '../../bench/support/show.mjs';
import { median, ratio, spread } from '../../bench/support/statistics.mjs';

describe('median', () => {
  test.each([
    [[3], 3],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100, 1], 9.5],
    [[-1, -5, 0], -1],
    [[2, 2, 2, 1000], 2],
  ])('of %j is %d', (numbers, expected) => {
    const before = [...numbers];
    expect(median(numbers)).toBe(expected);
    expect(numbers).toEqual(before);
  });

  test('of nothing is an error', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

test('spread', () => {
  expect(spread([5, 1, 9, 3])).toEqual({ min: 1, median: 4, max: 9 });
});

test('a ratio is that of the medians, and needs something to compare with', () => {
  expect(ratio([30, 20, 1000], [10, 20, 5])).toBe(3);
  expect(() => ratio([1], [0])).toThrow(RangeError);
  expect(() => ratio([1], [Number.NaN])).toThrow(RangeError);
});

describe('rounds', () => {
  test('take turns, and those for warming up do not count', async () => {
    const order: string[] = [];
    const run = (name: string) => async () => order.push(name);
    const results = await runRounds({ a: run('a'), b: run('b') }, { rounds: 2, warmUp: 1 });
    expect(order.join('')).toBe('ababab');
    expect(results).toEqual({ a: [3, 5], b: [4, 6] });
  });

  test('end with the first that fails', async () => {
    const fail = async (): Promise<never> => Promise.reject(new Error('void'));
    await expect(runRounds({ fail }, { rounds: 1, warmUp: 0 })).rejects.toThrow('void');
  });

  test.each([
    [undefined, 7],
    ['', 7],
    ['3', 3],
  ])('BENCH_ROUNDS %j: %i', (text, rounds) => {
    vi.stubEnv('BENCH_ROUNDS', text);
    expect(roundsWanted(7)).toBe(rounds);
  });

  test.each(['0', '-1', '1.5', 'many'])('BENCH_ROUNDS %j is refused', (text) => {
    vi.stubEnv('BENCH_ROUNDS', text);
    expect(() => roundsWanted(7)).toThrow(/BENCH_ROUNDS/);
  });

  afterEach(() => vi.unstubAllEnvs());
});

describe('targets', () => {
  let printed = '';
  let exitCode: typeof process.exitCode;

  beforeEach(() => {
    printed = '';
    vi.spyOn(console, 'log').mockImplementation((line: string) => void (printed += `${line}\n`));
    exitCode = process.exitCode;
    process.exitCode = undefined;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = exitCode;
  });

  test.each([
    [{ measured: 1.15, bound: 1.15 }, true],
    [{ measured: 1.1501, bound: 1.15 }, false],
    [{ measured: 5, bound: 5, atLeast: true }, true],
    [{ measured: 4.99, bound: 5, atLeast: true }, false],
    [{ measured: 99 }, true],
    [{ measured: Number.NaN, bound: 2 }, false],
  ])('%j: %s', (target, met) => {
    expect(isMet({ what: 'x', ...target })).toBe(met);
  });

  test('all met leave the exit code alone, one missed makes it 1', () => {
    printTargets([
      { what: 'quick', measured: 1.234, bound: 2 },
      { what: 'seen', measured: 7 },
    ]);
    expect(process.exitCode).toBeUndefined();
    expect(printed).toMatch(/quick +1\.23 × +≤ 2\.00 × +met\n/);
    expect(printed).toMatch(/seen +7\.00 × +- +for information\n/);
    printTargets([{ what: 'slow', measured: 3, bound: 5, atLeast: true }]);
    expect(printed).toMatch(/slow +3\.00 × +≥ 5\.00 × +NOT MET\n/);
    expect(process.exitCode).toBe(1);
  });

  test('figures come with min, median and max', () => {
    printSeries('Title', [{ what: 'a', numbers: [3, 1, 2], unit: 'ms', digits: 1 }]);
    expect(printed).toMatch(/\nTitle\n.*min +median +max\n +a +1\.0 +2\.0 +3\.0 +ms\n/);
  });
});
