import { expect, it } from 'vitest';
import { requestGate } from '../../../src/flows/data/request-gate.ts';

it.each([1, 2, 5, 100])(
  'lets at most %i run at once, in order, and survives failures',
  async (limit) => {
    const gate = requestGate(limit);
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const ends = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        gate(async () => {
          begun.push(index);
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 2));
          running -= 1;
          if (index % 3 === 0) throw new Error('no');
          return index;
        }),
      ),
    );
    expect(most).toBe(Math.min(limit, 20));
    expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(7);
  },
);
