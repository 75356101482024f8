import { execFileSync } from 'node:child_process';
import {
  chmod,
  chown,
  link,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requirement } from '../support/requirements.ts';
import {
  codeOfRejection,
  everythingIn,
  freshFolder,
  openIn,
  toolErrorOf,
  type OpenedStore,
} from './support.ts';

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

describe('traps', () => {
  test('a link in place of the file is refused, and its target left alone', async () => {
    const folder = await freshFolder();
    const target = join(await freshFolder(), 'target');
    await writeFile(target, '{"version":1,"entries":{"id":"planted"}}');
    await symlink(target, join(folder, 'secrets.json'));
    const { store } = await openFile(folder);
    expect(await codeOfRejection(store.get('id'))).toBe('store.failed');
    const error = await toolErrorOf(store.set('id', 'value'));
    expect(error.message).toContain('symbolic link');
    expect(await readFile(target, 'utf8')).toContain('planted');
  });

  test('a dangling link is refused too', async () => {
    const folder = await freshFolder();
    const target = join(await freshFolder(), 'target');
    await symlink(target, join(folder, 'secrets.json'));
    const { store } = await openFile(folder);
    expect(await codeOfRejection(store.set('id', 'value'))).toBe('store.failed');
    await expect(stat(target)).rejects.toThrow('ENOENT');
  });

  test('another name of the file does not get the new secrets', async () => {
    const folder = await freshFolder();
    const elsewhere = join(await freshFolder(), 'other name');
    const { store } = await openFile(folder);
    await store.set('id', 'old');
    await link(store.where, elsewhere);
    await store.set('id', 'new');
    expect(await readFile(elsewhere, 'utf8')).not.toContain('new');
  });

  test('a folder in place of the file is refused', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'secrets.json'));
    const { store } = await openFile(folder);
    expect(await codeOfRejection(store.get('id'))).toBe('store.failed');
    expect(await codeOfRejection(store.set('id', 'value'))).toBe('store.failed');
  });

  test.runIf(requirement('named pipes', hasModes, 'this is Windows'))(
    'a pipe in place of the file is refused and does not hang',
    async () => {
      const folder = await freshFolder();
      execFileSync('mkfifo', [join(folder, 'secrets.json')]);
      const { store } = await openFile(folder);
      expect(await codeOfRejection(store.get('id'))).toBe('store.failed');
    },
  );

  test('a link to a folder of ours may be the data folder', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    const { store } = await openFile(join(folder, 'link'));
    await store.set('id', 'value');
    expect(await readdir(join(folder, 'real'))).toContain('secrets.json');
  });

  const isRoot = process.getuid?.() === 0;
  test.runIf(requirement('root', isRoot, 'only root can give files to others'))(
    "another user's link is not followed, and another user's folder is told about",
    async () => {
      const folder = await freshFolder();
      await mkdir(join(folder, 'theirs'), { mode: 0o700 });
      await chown(join(folder, 'theirs'), 65_534, 65_534);
      const { store, notices } = await openFile(join(folder, 'theirs'));
      await store.set('id', 'value');
      expect(notices.join('\n')).toContain('another user');

      await mkdir(join(folder, 'ours'));
      await symlink(join(folder, 'ours'), join(folder, 'link'));
      execFileSync('chown', ['-h', '65534', join(folder, 'link')]);
      const trapped = (await openFile(join(folder, 'link'))).store;
      expect(await codeOfRejection(trapped.set('id', 'value'))).toBe('store.failed');
      expect(await readdir(join(folder, 'ours'))).toEqual([]);
    },
  );
});

describe('a broken file', () => {
  const SECRET = 'ddref_very_secret';
  test.each([
    '',
    ' ',
    'null',
    '[]',
    '"text"',
    '{}',
    `{"version":1,"entries":{"id":"${SECRET}"`,
    `{"version":1,"entries":{"id":"${SECRET}"}} trailing`,
    `${SECRET}`,
    `{"version":2,"entries":{"id":"${SECRET}"}}`,
    `{"version":1,"entries":["${SECRET}"]}`,
    `{"version":1,"entries":{"id":{"value":"${SECRET}"}}}`,
    `{"version":1,"entries":{"id":null}}`,
    `{"entries":{"id":"${SECRET}"}}`,
    '\0\0\0\0\0\0\0\0',
  ])('is named, kept and not quoted: %j', async (text) => {
    const folder = await freshFolder();
    const path = join(folder, 'secrets.json');
    await writeFile(path, text, { mode: 0o600 });
    const { store } = await openFile(folder);
    const attempts: (() => Promise<unknown>)[] = [
      () => store.get('id'),
      () => store.list(''),
      () => store.set('id', 'value'),
      () => store.delete('id'),
      () => store.assertWritable(),
    ];
    for (const attempt of attempts) {
      const error = await toolErrorOf(attempt());
      expect(error.code).toBe('store.failed');
      expect(error.message).toContain(path);
      expect(`${error.message}${error.hint}${String(error.cause)}`).not.toContain(SECRET);
    }
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await everythingIn(folder)).toEqual(['locks', 'secrets.json']);
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
  const stores = [(await openFile(folder)).store, (await openFile(folder)).store];
  const ids = Array.from({ length: 30 }, (_, index) => `id/${String(index).padStart(2, '0')}`);
  await Promise.all(ids.map((id, index) => stores[index % 2]?.set(id, id)));
  expect(await stores[0]?.list('')).toEqual(ids);
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
  for (const attempt of [store.set('id', 'value'), store.assertWritable()]) {
    const error = await toolErrorOf(attempt);
    expect(error.code).toBe('store.failed');
    expect(error.message).toContain(join(folder, 'file', 'data'));
    expect(error.message).not.toContain('\n');
  }
});
