import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interrupted } from '../../src/errors.ts';
import { nodeClock } from '../../src/host/node/clock.ts';
import type { WithLock } from '../../src/storage/gate.ts';
import { createLock, sweepCandidates } from '../../src/storage/lock.ts';
import { identify, newMark } from '../../src/storage/owner.ts';
import { codeOfRejection, freshFolder, random, toolErrorOf } from './support.ts';

function lockIn(folder: string): WithLock {
  const self = identify(process.pid, hostname());
  return createLock({ folder, clock: nodeClock, random, self: () => self });
}

/** Lays out a lock as a process with this mark would have left it. Returns the path of its file. */
async function heldBy(folder: string, name: string, mark: string): Promise<string> {
  const key = createHash('sha256').update(name).digest('hex').slice(0, 24);
  await mkdir(join(folder, `${key}.held`), { recursive: true });
  const path = join(folder, `${key}.held`, mark);
  await writeFile(path, '');
  return path;
}

/** A pid that nobody has any more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  const { pid } = child;
  await new Promise((resolve) => child.once('exit', resolve));
  if (pid === undefined) throw new Error('no child');
  return pid;
}

test.each(['one lock in common', 'a lock each'])('holders exclude each other: %s', async (how) => {
  const folder = await freshFolder();
  const common = lockIn(folder);
  let inside = 0;
  let count = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    expect(inside).toBe(1);
    const read = count;
    await nodeClock.sleep(1);
    count = read + 1;
    inside -= 1;
  };
  const locks = Array.from({ length: 25 }, () => (how === 'a lock each' ? lockIn(folder) : common));
  await Promise.all(locks.map((lock) => lock('count', work)));
  expect(count).toBe(25);
  expect(await readdir(folder)).toEqual([]);
});

test('other names do not wait', async () => {
  const lock = lockIn(await freshFolder());
  await lock('a', () => lock('b', () => lock('a/b', async () => undefined)));
});

test('gives back what the work gives, and the lock when the work fails', async () => {
  const folder = await freshFolder();
  const lock = lockIn(folder);
  expect(await lock('a', async () => 7)).toBe(7);
  const failure = new Error('work');
  await expect(lock('a', () => Promise.reject(failure))).rejects.toBe(failure);
  expect(await readdir(folder)).toEqual([]);
  expect(await lock('a', async () => 8)).toBe(8);
});

test.each(['this process', 'another lock object'])(
  'the wait has an end: held by %s',
  async (who) => {
    const folder = await freshFolder();
    const lock = lockIn(folder);
    const waiter = who === 'this process' ? lock : lockIn(folder);
    await lock('a', async () => {
      const startedAt = performance.now();
      const error = await toolErrorOf(waiter('a', async () => 1, { timeoutMs: 200 }));
      const waitedMs = performance.now() - startedAt;
      expect(error.code).toBe('store.locked');
      expect(error.message).toContain('0.2 s');
      expect(waitedMs).toBeGreaterThan(150);
      expect(waitedMs).toBeLessThan(2_000);
    });
    expect(await waiter('a', async () => 2, { timeoutMs: 200 })).toBe(2);
    expect(await readdir(folder)).toEqual([]);
  },
);

test.each(['this process', 'another lock object'])(
  'a wait can be given up: held by %s',
  async (who) => {
    const folder = await freshFolder();
    const lock = lockIn(folder);
    const waiter = who === 'this process' ? lock : lockIn(folder);
    const controller = new AbortController();
    const reason = interrupted();
    await lock('a', async () => {
      const waiting = waiter('a', async () => 1, { signal: controller.signal });
      setTimeout(() => controller.abort(reason), 50);
      await expect(waiting).rejects.toBe(reason);
    });
    await expect(lock('a', async () => 1, { signal: controller.signal })).rejects.toBe(reason);
    expect(await readdir(folder)).toEqual([]);
  },
);

test('a waiter that gives up does not let the next one in', async () => {
  const lock = lockIn(await freshFolder());
  const order: string[] = [];
  let letGo = (): void => undefined;
  const first = lock('a', async () => {
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    order.push('first');
  });
  const second = codeOfRejection(lock('a', async () => order.push('second'), { timeoutMs: 30 }));
  const third = lock('a', async () => order.push('third'));
  expect(await second).toBe('store.locked');
  await nodeClock.sleep(50);
  expect(order).toEqual([]);
  letGo();
  await Promise.all([first, third]);
  expect(order).toEqual(['first', 'third']);
});

test('a dead holder is taken over from at once', async () => {
  const folder = await freshFolder();
  const self = await identify(process.pid, hostname());
  await heldBy(folder, 'a', newMark({ ...self, pid: await deadPid() }, random));
  expect(await lockIn(folder)('a', async () => 1, { timeoutMs: 0 })).toBe(1);
});

test('of many that take over from a dead holder at once, one holds it at a time', async () => {
  const folder = await freshFolder();
  const self = await identify(process.pid, hostname());
  const dead = { ...self, pid: await deadPid() };
  const locks = Array.from({ length: 6 }, () => lockIn(folder));
  let inside = 0;
  for (let round = 0; round < 60; round += 1) {
    await heldBy(folder, 'a', newMark(dead, random));
    const work = async (): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      await nodeClock.sleep(1);
      inside -= 1;
    };
    await Promise.all(locks.map((lock) => lock('a', work)));
  }
  expect(await readdir(folder)).toEqual([]);
});

test('a live pid that was given again to another process is a dead holder', async () => {
  const folder = await freshFolder();
  const self = await identify(process.pid, hostname());
  if (self.started === '') {
    expect(process.platform).not.toBe('linux');
    return;
  }
  await heldBy(folder, 'a', newMark({ ...self, started: '1' }, random));
  expect(await lockIn(folder)('a', async () => 1, { timeoutMs: 0 })).toBe(1);
});

test('a live holder is never taken over from, however old its lock', async () => {
  const folder = await freshFolder();
  const self = await identify(process.pid, hostname());
  const path = await heldBy(folder, 'a', newMark(self, random));
  await utimes(path, new Date(0), new Date(Date.now() - 3_600_000));
  const error = await toolErrorOf(lockIn(folder)('a', async () => 1, { timeoutMs: 100 }));
  if (self.started !== '') {
    expect(error.code).toBe('store.locked');
    expect(error.message).toContain(`process ${process.pid}`);
  }
});

test('the holder on another host is believed until it has been silent for long', async () => {
  const folder = await freshFolder();
  const elsewhere = await identify(await deadPid(), 'elsewhere');
  const path = await heldBy(folder, 'a', newMark(elsewhere, random));
  const lock = lockIn(folder);
  expect(await codeOfRejection(lock('a', async () => 1, { timeoutMs: 100 }))).toBe('store.locked');
  const longAgo = new Date(Date.now() - 121_000);
  await utimes(path, longAgo, longAgo);
  expect(await lock('a', async () => 1, { timeoutMs: 0 })).toBe(1);
});

test.each(['', '.DS_Store', '1.2.3', `${'9'.repeat(11)}.0123456789abcdef..0123456789abcdef`])(
  'a file that is no mark (%j) holds the lock only while it is young',
  async (name) => {
    const folder = await freshFolder();
    if (name === '') {
      await mkdir(join(folder, 'x.held'));
      expect(await lockIn(folder)('a', async () => 1, { timeoutMs: 0 })).toBe(1);
      return;
    }
    const path = await heldBy(folder, 'a', name);
    const lock = lockIn(folder);
    expect(await codeOfRejection(lock('a', async () => 1, { timeoutMs: 50 }))).toBe('store.locked');
    const longAgo = new Date(Date.now() - 121_000);
    await utimes(path, longAgo, longAgo);
    expect(await lock('a', async () => 1, { timeoutMs: 0 })).toBe(1);
  },
);

test('an empty lock folder, left by a crash, is free', async () => {
  const folder = await freshFolder();
  const key = createHash('sha256').update('a').digest('hex').slice(0, 24);
  await mkdir(join(folder, `${key}.held`));
  expect(await lockIn(folder)('a', async () => 1, { timeoutMs: 0 })).toBe(1);
});

test('a file where the lock folder should be is one clear failure', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'file'), '');
  const error = await toolErrorOf(lockIn(join(folder, 'file'))('a', async () => 1));
  expect(error.code).toBe('store.failed');
  expect(error.message).toContain(join(folder, 'file'));
  const key = createHash('sha256').update('a').digest('hex').slice(0, 24);
  await writeFile(join(folder, `${key}.held`), '');
  expect(await codeOfRejection(lockIn(folder)('a', async () => 1))).toBe('store.failed');
  expect((await readdir(folder)).sort()).toEqual([`${key}.held`, 'file'].sort());
});

test('only what dead processes left is swept', async () => {
  const folder = await freshFolder();
  const self = await identify(process.pid, hostname());
  const key = 'a'.repeat(24);
  const alive = `${key}.${newMark(self, random)}.new`;
  const dead = `${key}.${newMark({ ...self, pid: await deadPid() }, random)}.new`;
  const foreign = `${key}.${newMark(await identify(1, 'elsewhere'), random)}.new`;
  for (const name of [alive, dead, foreign, 'note.new']) await mkdir(join(folder, name));
  await sweepCandidates(folder, self);
  expect((await readdir(folder)).sort()).toEqual([alive, foreign, 'note.new'].sort());
});
