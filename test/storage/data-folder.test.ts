import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ToolError } from '../../src/errors.ts';
import { dataFolder } from '../../src/storage/data-folder.ts';

const LINUX = { os: 'linux', homeFolder: '/home/me' };
const MAC = { os: 'darwin', homeFolder: '/Users/me' };
const WINDOWS = { os: 'win32', homeFolder: 'C:\\Users\\me' };

test.each([
  [LINUX, {}, '/home/me/.local/share/ddoauth'],
  [LINUX, { XDG_DATA_HOME: '/data' }, '/data/ddoauth'],
  [LINUX, { XDG_DATA_HOME: '' }, '/home/me/.local/share/ddoauth'],
  [LINUX, { XDG_DATA_HOME: 'data' }, '/home/me/.local/share/ddoauth'],
  [LINUX, { XDG_DATA_HOME: './data' }, '/home/me/.local/share/ddoauth'],
  [LINUX, { DDOAUTH_HOME: '' }, '/home/me/.local/share/ddoauth'],
  [LINUX, { DDOAUTH_HOME: '/state', XDG_DATA_HOME: '/data' }, '/state'],
  [LINUX, { DDOAUTH_HOME: '/state/../other/' }, '/other'],
  [LINUX, { DDOAUTH_HOME: 'state' }, join(process.cwd(), 'state')],
  [LINUX, { DDOAUTH_HOME: '~' }, '/home/me'],
  [LINUX, { DDOAUTH_HOME: '~/state' }, '/home/me/state'],
  [LINUX, { DDOAUTH_HOME: '~you' }, join(process.cwd(), '~you')],
  [{ ...LINUX, os: 'freebsd' }, {}, '/home/me/.local/share/ddoauth'],
  [MAC, {}, '/Users/me/Library/Application Support/ddoauth'],
  [MAC, { XDG_DATA_HOME: '/data' }, '/Users/me/Library/Application Support/ddoauth'],
  [MAC, { DDOAUTH_HOME: '/state' }, '/state'],
  [WINDOWS, {}, 'C:\\Users\\me\\AppData\\Local\\ddoauth\\Data'],
  [WINDOWS, { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\ddoauth\\Data'],
  [WINDOWS, { LOCALAPPDATA: 'Local' }, 'C:\\Users\\me\\AppData\\Local\\ddoauth\\Data'],
  [WINDOWS, { DDOAUTH_HOME: 'E:\\state' }, 'E:\\state'],
])('%j with %j: %s', (machine, env, folder) => {
  expect(dataFolder({ ...machine, env })).toBe(folder);
});

test.each(['', 'relative'])('without a home folder (%j) one must be named', (homeFolder) => {
  const machine = { os: 'linux', homeFolder };
  expect(() => dataFolder({ ...machine, env: {} })).toThrow(ToolError);
  expect(() => dataFolder({ ...machine, env: {} })).toThrow(
    expect.objectContaining({ code: 'store.unusable' }),
  );
  expect(dataFolder({ ...machine, env: { DDOAUTH_HOME: '/state' } })).toBe('/state');
  expect(dataFolder({ ...machine, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/ddoauth');
});
