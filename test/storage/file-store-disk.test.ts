import { statfsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needs } from '../support/requirements.ts';
import { canMount, smallDisk } from './machine.ts';
import { everythingIn, openIn, toolErrorOf } from './support.ts';

/** Fills a disk but for `leftBytes`. Returns the file that does it. */
async function fill(folder: string, leftBytes: number): Promise<string> {
  const { bavail, bsize } = statfsSync(folder);
  const path = join(folder, 'ballast');
  await writeFile(path, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes), 'x'));
  return path;
}

describe.runIf(needs(canMount()))('a disk that does not take it', () => {
  test('full: one clear line, the old secrets kept, nothing half written', async () => {
    const { folder } = await smallDisk(128 * 1024);
    const { store } = await openIn(folder, { mode: 'file' });
    await store.set('id', 'old');
    const before = await readFile(store.where, 'utf8');
    await fill(folder, 4_096);
    for (const attempt of [
      () => store.set('id', 'x'.repeat(20_000)),
      () => store.set('other', 'x'.repeat(20_000)),
      () => store.assertWritable(),
    ]) {
      const error = await toolErrorOf(attempt());
      expect(error.code).toBe('store.failed');
      expect(error.message).toMatch(/the disk is full \(ENOSPC\)$/);
      expect(error.message).not.toContain('\n');
    }
    expect(await readFile(store.where, 'utf8')).toBe(before);
    expect(await store.get('id')).toBe('old');
    expect(await everythingIn(folder)).toEqual(['ballast', 'locks', 'secrets.json']);
  });

  test('full from the start: assertWritable says so before anything is lost', async () => {
    const { folder } = await smallDisk(64 * 1024);
    const ballast = await fill(folder, 0);
    const { store } = await openIn(folder, { mode: 'file' });
    expect((await toolErrorOf(store.assertWritable())).code).toBe('store.failed');
    expect((await everythingIn(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await rm(ballast);
    await store.assertWritable();
    await store.set('id', 'value');
    expect(await store.get('id')).toBe('value');
  });

  test('nearly full: what assertWritable has passed can be set', async () => {
    const { folder } = await smallDisk(128 * 1024);
    const { store } = await openIn(folder, { mode: 'file' });
    await store.set('big', 'x'.repeat(24_000));
    let passed = 0;
    for (const leftBytes of [60_000, 48_000, 44_000, 40_000, 30_000, 10_000]) {
      const ballast = await fill(folder, leftBytes);
      const writable = await store.assertWritable().then(
        () => true,
        () => false,
      );
      if (writable) {
        passed += 1;
        await store.set('grant', 'y'.repeat(8_000));
        await store.delete('grant');
      }
      await rm(ballast);
    }
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(6);
  });

  test('read-only: what is there can be read; writing is one clear line', async () => {
    const { folder, remount } = await smallDisk(64 * 1024);
    const { store } = await openIn(folder, { mode: 'file' });
    await store.set('id', 'value');
    remount('ro');
    expect(await store.get('id')).toBe('value');
    for (const attempt of [
      () => store.set('id', 'new'),
      () => store.assertWritable(),
      () => store.delete('id'),
    ]) {
      const error = await toolErrorOf(attempt());
      expect(error.code).toBe('store.failed');
      expect(error.message).toContain('the file system is read-only (EROFS)');
    }
    remount('rw');
    expect(await store.get('id')).toBe('value');
    expect(await everythingIn(folder)).toEqual(['locks', 'secrets.json']);
  });
});
