import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { severalProfiles } from '../../src/settings/profile-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'ddoauth-profiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CLIENT = { kind: 'test', clientId: 'a' };

function list(flag: string | undefined, names: readonly string[] = ['one', 'two', 'three']) {
  const config = join(folder, 'ddoauth.config.json');
  const profiles = Object.fromEntries(names.map((name) => [name, CLIENT]));
  writeFileSync(config, JSON.stringify({ profiles }));
  return severalProfiles({ flag, config: undefined, env: {}, cwd: folder });
}

describe('severalProfiles', () => {
  test.each<[string | undefined, readonly string[] | undefined]>([
    [undefined, undefined],
    ['one', undefined],
    ['none', undefined],
    ['all', ['one', 'two', 'three']],
    ['three,one', ['three', 'one']],
    [' three , one,three,', ['three', 'one']],
  ])('%j', (flag, expected) => {
    expect(list(flag)).toEqual(expected);
  });

  test('a profile that is called so wins', () => {
    expect(list('all', ['all', 'one'])).toBeUndefined();
    expect(list('a,b', ['a,b', 'a', 'b'])).toBeUndefined();
  });

  test('names that are not there are all told, before anything runs', () => {
    expect(() => list('one,tow,thre')).toThrow(
      /no profile "tow", "thre". Profiles: one, two, three/,
    );
    expect(() => list('all', [])).toThrow(/has no profiles/);
  });

  test('without a config the settings say so', () => {
    const cwd = mkdtempSync(join(tmpdir(), 'ddoauth-none-'));
    expect(severalProfiles({ flag: 'a,b', config: undefined, env: {}, cwd })).toBeUndefined();
    rmSync(cwd, { recursive: true });
  });
});
