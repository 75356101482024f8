import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runBounded } from '../../src/checks/runner.ts';

describe('runBounded', () => {
  test('gives the results in the order of the items, whatever ends first', async () => {
    const ended: number[] = [];
    const results = await runBounded([30, 1, 15], 3, async (ms) => pause(ms, ms * 2), {
      onDone: (_, index) => ended.push(index),
    });
    expect(results).toEqual([60, 2, 30]);
    expect(ended).toEqual([1, 2, 0]);
  });

  test.each([
    [1, 1],
    [3, 3],
    [100, 6],
    [0, 1],
    [-4, 1],
    [2.9, 2],
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, 6],
  ])('limit %d: at most %d at a time', async (limit, most) => {
    let running = 0;
    let peak = 0;
    await runBounded([1, 2, 3, 4, 5, 6], limit, async () => {
      running += 1;
      peak = Math.max(peak, running);
      await pause(5);
      running -= 1;
    });
    expect(peak).toBe(most);
  });

  test('has nothing to do for no items', async () => {
    expect(await runBounded([], 4, () => Promise.reject(new Error('called')))).toEqual([]);
  });

  test('keeps results that are undefined or falsy', async () => {
    expect(await runBounded([0, 1], 2, async (n) => (n === 0 ? undefined : null))).toEqual([
      undefined,
      null,
    ]);
  });

  test('rethrows the first error and begins nothing after it', async () => {
    const begun: number[] = [];
    const done: number[] = [];
    const failure = new Error('broken');
    const run = runBounded(
      [0, 1, 2, 3, 4, 5],
      2,
      async (n) => {
        begun.push(n);
        await pause(n === 0 ? 5 : 20);
        if (n === 0) throw failure;
        return n;
      },
      { onDone: (n) => done.push(n) },
    );
    await expect(run).rejects.toBe(failure);
    await pause(60);
    expect(begun).toEqual([0, 1]);
    expect(done).toEqual([]);
  });

  test('rethrows an error that is thrown before any await', async () => {
    const run = runBounded([1], 1, () => {
      throw new Error('at once');
    });
    await expect(run).rejects.toThrow('at once');
  });

  test('stops at the signal even when the work never ends', async () => {
    const stop = new AbortController();
    const reason = new Error('Interrupted.');
    const begun: number[] = [];
    const run = runBounded(
      [1, 2, 3],
      1,
      (n) => {
        begun.push(n);
        return new Promise<number>(() => {});
      },
      { signal: stop.signal },
    );
    setTimeout(() => stop.abort(reason), 5);
    await expect(run).rejects.toBe(reason);
    expect(begun).toEqual([1]);
  });

  test('begins nothing when the signal is aborted already', async () => {
    const reason = new Error('too late');
    const begun: number[] = [];
    const work = async (n: number): Promise<number> => begun.push(n);
    const run = runBounded([1], 1, work, { signal: AbortSignal.abort(reason) });
    await expect(run).rejects.toBe(reason);
    expect(begun).toEqual([]);
  });
});
