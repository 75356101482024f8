import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requirement } from '../support/requirements.ts';
import { everythingIn, freshFolder, openIn, toolErrorOf, type OpenedStore } from './support.ts';

const openFile = (folder: string): Promise<OpenedStore> => openIn(folder, { mode: 'file' });
const hasModes = process.platform !== 'win32';

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o7777;
}

test('keeps, replaces, lists and deletes, also for the next run', async () => {
  const folder = join(await freshFolder(), 'not', 'yet');
  const { store, notices } = await openFile(folder);
  expect(store.kind).toBe('file');
  expect(store.where).toBe(join(folder, 'secrets.json'));
  expect(await store.get('grant/a')).toBeUndefined();
  expect(await store.list('')).toEqual([]);
  expect(await store.delete('grant/a')).toBe(false);
  await expect(stat(folder)).rejects.toThrow('ENOENT');

  await store.set('grant/b', 'two');
  await store.set('grant/a', 'one');
  await store.set('grant/a', 'one again');
  await store.set('key/a', '');
  const next = (await openFile(folder)).store;
  expect(await next.get('grant/a')).toBe('one again');
  expect(await next.get('key/a')).toBe('');
  expect(await next.list('grant/')).toEqual(['grant/a', 'grant/b']);
  expect(await next.list('')).toEqual(['grant/a', 'grant/b', 'key/a']);
  expect(await next.delete('grant/a')).toBe(true);
  expect(await store.get('grant/a')).toBeUndefined();
  expect(await store.delete('grant/a')).toBe(false);
  expect(notices).toEqual([]);
  expect(await everythingIn(folder)).toEqual(['locks', 'secrets.json']);
});

test('any id and any value come back', async () => {
  const folder = await freshFolder();
  const { store } = await openFile(folder);
  const entries = fc.dictionary(fc.string(), fc.string({ unit: 'binary', maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(entries, async (wanted) => {
      for (const id of await store.list('')) await store.delete(id);
      for (const [id, value] of Object.entries(wanted)) await store.set(id, value);
      expect(await store.list('')).toEqual(Object.keys(wanted).sort());
      for (const [id, value] of Object.entries(wanted)) expect(await store.get(id)).toBe(value);
    }),
    { numRuns: 15, examples: [[{ constructor: 'a' }], [JSON.parse('{"__proto__":"x","":"y"}')]] },
  );
});

test('secrets of the simulator are kept apart', async () => {
  const folder = await freshFolder();
  const real = (await openFile(folder)).store;
  const simulated = (await openIn(folder, { mode: 'file', namespace: 'simulator' })).store;
  await real.set('id', 'real');
  expect(await simulated.get('id')).toBeUndefined();
  await simulated.set('id', 'simulated');
  expect(await real.get('id')).toBe('real');
  expect(simulated.where).not.toBe(real.where);
});

describe.runIf(requirement('file modes', hasModes, 'this is Windows'))('who can read it', () => {
  test('only the owner', async () => {
    const folder = join(await freshFolder(), 'data');
    const { store } = await openFile(folder);
    await store.set('id', 'value');
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(store.where)).toBe(0o600);
  });

  test('a file that others can read is closed, with one notice', async () => {
    const folder = await freshFolder();
    await (await openFile(folder)).store.set('id', 'value');
    await chmod(join(folder, 'secrets.json'), 0o644);
    const { store, notices } = await openFile(folder);
    expect(await store.get('id')).toBe('value');
    expect(await store.get('id')).toBe('value');
    expect(await modeOf(store.where)).toBe(0o600);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('0644');
    expect(notices[0]).toContain(store.where);
  });

  test('a folder that others can enter is closed, with one notice', async () => {
    const folder = await freshFolder();
    await chmod(folder, 0o755);
    const { store, notices } = await openFile(folder);
    await store.set('id', 'value');
    await store.set('id', 'other');
    expect(await modeOf(folder)).toBe(0o700);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('0755');
  });
});

test('assertWritable leaves nothing behind and changes nothing', async () => {
  const folder = await freshFolder();
  const { store } = await openFile(folder);
  await store.assertWritable();
  expect(await everythingIn(folder)).toEqual(['locks']);
  await store.set('id', 'value');
  const text = await readFile(store.where, 'utf8');
  await store.assertWritable();
  expect(await readFile(store.where, 'utf8')).toBe(text);
  expect(await everythingIn(folder)).toEqual(['locks', 'secrets.json']);
});

test('writes of one process at once lose nothing', async () => {
  const folder = await freshFolder();
  const [one, other] = [(await openFile(folder)).store, (await openFile(folder)).store];
  const ids = Array.from({ length: 30 }, (_, index) => `id/${String(index).padStart(2, '0')}`);
  await Promise.all(ids.map((id, index) => (index % 2 === 0 ? one : other).set(id, id)));
  expect(await one.list('')).toEqual(ids);
});

test('what is set while a lock is held by the caller is set', async () => {
  const { store } = await openFile(await freshFolder());
  await store.withLock('refresh/a', async () => {
    await store.set('grant/a', 'new');
    expect(await store.delete('grant/a')).toBe(true);
  });
});

test('a path below a regular file: nothing is there, and nothing can be put there', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'file'), '');
  const { store } = await openFile(join(folder, 'file', 'data'));
  expect(await store.get('id')).toBeUndefined();
  expect(await store.list('')).toEqual([]);
  for (const attempt of [() => store.set('id', 'value'), () => store.assertWritable()]) {
    const error = await toolErrorOf(attempt());
    expect(error.code).toBe('store.failed');
    expect(error.message).toContain(join(folder, 'file', 'data'));
    expect(error.message).not.toContain('\n');
  }
});
