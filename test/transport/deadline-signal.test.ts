import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { interrupted } from '../../src/errors.ts';
import { deadlineSignal } from '../../src/transport/deadline-signal.ts';

/** Collects garbage now. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
}

describe('deadlineSignal', () => {
  it('aborts with a TimeoutError, garbage collected or not', async () => {
    const aborted = (() => {
      const { signal } = deadlineSignal(new AbortController().signal, 60);
      return new Promise<unknown>((resolve) => {
        signal.addEventListener('abort', () => resolve(signal.reason));
      });
    })();
    await delay(10);
    collectGarbage();
    expect(await aborted).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts with its parent and for the same reason, also one that had aborted before', () => {
    const parent = new AbortController();
    const before = deadlineSignal(parent.signal, 10_000);
    const reason = interrupted();
    parent.abort(reason);
    const after = deadlineSignal(parent.signal, 10_000);
    expect(before.signal.reason).toBe(reason);
    expect(after.signal.reason).toBe(reason);
    before.settle();
    after.settle();
  });

  it('does nothing once settled', async () => {
    const parent = new AbortController();
    const { signal, settle } = deadlineSignal(parent.signal, 20);
    settle();
    parent.abort();
    await delay(60);
    expect(signal.aborted).toBe(false);
  });
});
