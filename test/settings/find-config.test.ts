import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CONFIG_FILE_NAME, findConfig } from '../../src/settings/find-config.ts';
import { folderWith } from './folder.ts';

function find(cwd: string, flag?: string, variable?: string) {
  return findConfig({ flag, env: { DDOAUTH_CONFIG: variable }, cwd });
}

describe('findConfig', () => {
  test('takes the nearest one upwards', () => {
    const root = folderWith({
      [CONFIG_FILE_NAME]: {},
      [`a/${CONFIG_FILE_NAME}`]: {},
      'a/b/c/x.txt': '',
      'd/x.txt': '',
    });
    const near = join(root, 'a', CONFIG_FILE_NAME);
    expect(find(join(root, 'a/b/c'))).toMatchObject({ path: near, shown: near, source: 'default' });
    expect(find(join(root, 'a'))?.path).toBe(near);
    expect(find(join(root, 'd'))?.path).toBe(join(root, CONFIG_FILE_NAME));
  });

  test('ends at the root, also from a folder that is gone', () => {
    expect(find('/')).toBeUndefined();
    expect(find('/no/such/folder')).toBeUndefined();
  });

  test('stops at a folder or a dangling link of that name instead of passing it by', () => {
    const root = folderWith({ [CONFIG_FILE_NAME]: {} });
    mkdirSync(join(root, 'a', CONFIG_FILE_NAME), { recursive: true });
    mkdirSync(join(root, 'b'));
    symlinkSync('nowhere', join(root, 'b', CONFIG_FILE_NAME));
    expect(find(join(root, 'a'))?.path).toBe(join(root, 'a', CONFIG_FILE_NAME));
    expect(find(join(root, 'b'))?.path).toBe(join(root, 'b', CONFIG_FILE_NAME));
  });

  test('--config beats DDOAUTH_CONFIG beats the search; both are relative to the folder', () => {
    const root = folderWith({ [CONFIG_FILE_NAME]: {} });
    expect(find(root, 'x.json', 'y.json')).toMatchObject({
      path: join(root, 'x.json'),
      source: 'flag',
      where: '--config',
    });
    expect(find(root, undefined, ' ../y.json ')).toMatchObject({
      path: join(root, '../y.json'),
      source: 'environment',
      where: 'DDOAUTH_CONFIG',
    });
    expect(find(root, '/abs/x.json')?.path).toBe('/abs/x.json');
    expect(find(root, undefined, '  ')?.source).toBe('default');
  });
});
