import { describe, expect, it } from 'vitest';
import { createGate } from '../../../src/flows/region/gate.ts';

describe('createGate', () => {
  it.each([1, 3, Number.POSITIVE_INFINITY])('lets %d in at once, in order', async (limit) => {
    const gate = createGate(limit);
    const begun: number[] = [];
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        gate(async () => {
          begun.push(index);
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, index % 3));
          inside -= 1;
        }),
      ),
    );
    expect(most).toBe(Math.min(limit, 20));
    expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('goes on after work that failed', async () => {
    const gate = createGate(1);
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate(() => Promise.resolve('yes'))).toBe('yes');
  });
});
