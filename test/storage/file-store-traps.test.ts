import { execFileSync } from 'node:child_process';
import { chown, link, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
    SECRET,
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
