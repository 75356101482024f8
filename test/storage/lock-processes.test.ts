import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { nodeClock } from '../../src/host/node/clock.ts';
import { buildWorker, start, type Running } from './processes.ts';
import { freshFolder, openIn } from './support.ts';

let worker: Awaited<ReturnType<typeof buildWorker>>;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());

const PROCESSES = 5;
const KILLS = 16;

test('processes never hold a lock together, also when holders are killed', async () => {
  const folder = await freshFolder();
  const log = join(folder, 'log');
  writeFileSync(log, '');
  const running = new Map<number, Running>();
  const killed = new Set<number>();
  const launch = (): void => {
    const process_ = start([process.execPath, worker.path, 'count', join(folder, 'locks'), log]);
    if (process_.child.pid !== undefined) running.set(process_.child.pid, process_);
  };
  onTestFinished(() => running.forEach(({ child }) => void child.kill('SIGKILL')));
  const end = async (pid: number): Promise<void> => {
    const victim = running.get(pid);
    running.delete(pid);
    killed.add(pid);
    victim?.child.kill('SIGKILL');
    await victim?.ended;
  };

  for (let index = 0; index < PROCESSES; index += 1) launch();
  await expect.poll(() => entered(log).size, { timeout: 20_000 }).toBe(PROCESSES);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await nodeClock.sleep(120);
    // Every other time whoever is at it now, else anybody: also while it waits or takes over.
    const holder = Number(
      readFileSync(log, 'utf8')
        .match(/^enter (\d+)$/gm)
        ?.at(-1)
        ?.slice(6),
    );
    const [anybody = holder] = running.keys();
    await end(kill % 2 === 0 && running.has(holder) ? holder : anybody);
    launch();
  }
  const before = valuesIn(log).length;
  await expect.poll(() => valuesIn(log).length, { timeout: 20_000 }).toBeGreaterThan(before + 20);
  await Promise.all([...running.keys()].map(end));

  expect(valuesIn(log)).toEqual(valuesIn(log).map((_, index) => index + 1));
  let inside: string | undefined;
  let cutOff = 0;
  for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
    const [word, ...rest] = line.split(' ');
    const pid = rest.at(-1) ?? '';
    if (word === 'enter') {
      if (inside !== undefined) {
        cutOff += 1;
        expect(killed.has(Number(inside)), `${line}: ${inside} was still inside`).toBe(true);
      }
      inside = pid;
    } else {
      expect(pid, line).toBe(inside);
      if (word === 'leave') inside = undefined;
    }
  }
  expect(cutOff, 'some holder was killed inside').toBeGreaterThan(0);
}, 90_000);

test('the lock of a killed process is free at once, and what it left is swept', async () => {
  const folder = await freshFolder();
  const holder = start([process.execPath, worker.path, 'hold', folder, 'a']);
  onTestFinished(() => void holder.child.kill('SIGKILL'));
  await new Promise((resolve) => holder.child.stdout?.once('data', resolve));
  const { store } = await openIn(folder, { mode: 'file' });
  await expect(store.withLock('a', async () => 1, { timeoutMs: 100 })).rejects.toMatchObject({
    code: 'store.locked',
    message: expect.stringContaining(String(holder.child.pid)),
  });
  holder.child.kill('SIGKILL');
  await holder.ended;
  expect(await store.withLock('a', async () => 1, { timeoutMs: 0 })).toBe(1);
  expect(await readdir(join(folder, 'locks'))).toEqual([]);
});

function valuesIn(log: string): number[] {
  const values = readFileSync(log, 'utf8').match(/^value \d+/gm) ?? [];
  return values.map((value) => Number(value.slice(6)));
}

function entered(log: string): Set<string> {
  return new Set(readFileSync(log, 'utf8').match(/^enter \d+$/gm) ?? []);
}
