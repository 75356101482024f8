import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { interrupted } from '../../src/errors.ts';
import {
  codeOfRejection,
  everythingIn,
  fakeKeychain,
  freshFolder,
  noKeychain,
  openIn,
  toolErrorOf,
} from './support.ts';

describe('which store', () => {
  test.each([undefined, ''])(
    'mode %j takes a keychain that works, and says nothing',
    async (mode) => {
      const fake = fakeKeychain();
      const folder = await freshFolder();
      const { store, notices } = await openIn(folder, { mode, keychain: fake.open });
      expect(store.kind).toBe('keychain');
      expect(fake.calls).toEqual(['set', 'get', 'delete']);
      expect(fake.items.size).toBe(0);
      expect(notices).toEqual([]);
      expect(await everythingIn(folder)).toEqual([]);
    },
  );

  test('without a keychain it is a file, and one line says so and why', async () => {
    const folder = await freshFolder();
    const { store, notices } = await openIn(folder);
    expect(store.kind).toBe('file');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(join(folder, 'secrets.json'));
    expect(notices[0]).toContain('libsecret-1.so.0: cannot open shared object file');
    expect(notices[0]).not.toContain('\n');
  });

  test('an opener that throws instead of rejecting is no keychain either', async () => {
    const keychain = (): never => {
      throw new Error('at once\nand in two lines');
    };
    const { store, notices } = await openIn(await freshFolder(), { keychain });
    expect(store.kind).toBe('file');
    expect(notices[0]).toContain('at once and in two lines');
  });

  test.each(['forgets', 'garbles', 'keeps'])(
    'a keychain that %s what it is given is none',
    async (how) => {
      const fake = fakeKeychain();
      const keychain = async () => {
        const real = await fake.open();
        if (how === 'forgets') return { ...real, set: async () => undefined };
        if (how === 'garbles') return { ...real, get: async () => 'other' };
        return { ...real, delete: async () => false };
      };
      expect((await openIn(await freshFolder(), { keychain })).store.kind).toBe('file');
      const demanded = openIn(await freshFolder(), { keychain, mode: 'keychain' });
      expect(await codeOfRejection(demanded)).toBe('store.unusable');
    },
  );

  test('what was found out about the keychain holds for the run', async () => {
    let asked = 0;
    const keychain = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new Error('none'));
    };
    const folder = await freshFolder();
    const [one, other] = await Promise.all([
      openIn(folder, { keychain }),
      openIn(folder, { keychain, namespace: 'simulator' }),
    ]);
    expect([one.store.kind, other.store.kind]).toEqual(['file', 'file']);
    expect(asked).toBe(1);
  });

  test('a keychain that is demanded must work', async () => {
    const error = await toolErrorOf(openIn(await freshFolder(), { mode: 'keychain' }));
    expect(error.code).toBe('store.unusable');
    expect(error.message).toContain('libsecret');
    const fake = fakeKeychain();
    const options = { mode: 'keychain', keychain: fake.open };
    expect((await openIn(await freshFolder(), options)).store.kind).toBe('keychain');
  });

  test.each(['file', 'memory'])('%s asks no keychain and says nothing', async (mode) => {
    const keychain = (): Promise<never> => Promise.reject(new Error('was asked'));
    const { store, notices } = await openIn(await freshFolder(), { mode, keychain });
    expect(store.kind).toBe(mode);
    expect(notices).toEqual([]);
  });

  test.each(['Keychain', 'keytar', 'none', ' file', 'constructor'])(
    'there is no mode %j',
    async (mode) => {
      const error = await toolErrorOf(openIn(await freshFolder(), { mode }));
      expect(error.code).toBe('usage.flag');
      expect(error.message).toContain('DDOAUTH_STORE');
      expect(error.message).toContain(mode);
    },
  );
});

describe('a keychain that works again after a file was used', () => {
  test('finds what is in the file, and moves it when it is written', async () => {
    const folder = await freshFolder();
    const before = (await openIn(folder)).store;
    await before.set('grant/a', 'old a');
    await before.set('grant/b', 'old b');

    const fake = fakeKeychain();
    const { store, notices } = await openIn(folder, { keychain: fake.open });
    expect(store.kind).toBe('keychain');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('secrets.json');
    expect(await store.list('grant/')).toEqual(['grant/a', 'grant/b']);
    expect(await store.get('grant/a')).toBe('old a');
    await store.set('grant/a', 'new a');
    expect(await store.get('grant/a')).toBe('new a');
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('old a');
    expect(await store.delete('grant/b')).toBe(true);
    expect(await store.list('')).toEqual(['grant/a']);
    expect(await store.delete('grant/a')).toBe(true);
    expect(fake.items.size).toBe(0);
    expect((await openIn(folder, { keychain: () => fake.open() })).notices).toEqual([]);
  });

  test('and is locked again: what is in the file is still found', async () => {
    const folder = await freshFolder();
    await (await openIn(folder)).store.set('grant/a', 'in file');
    const fake = fakeKeychain();
    await (await openIn(folder, { keychain: fake.open })).store.set('grant/b', 'in keychain');
    const { store } = await openIn(folder, { keychain: noKeychain() });
    expect(await store.get('grant/a')).toBe('in file');
    expect(await codeOfRejection(store.get('grant/b'))).toBe('store.locked');
    expect(await store.list('')).toEqual(['grant/a', 'grant/b']);
  });
});

describe('memory', () => {
  test('keeps for this run and leaves nothing on disk', async () => {
    const folder = await freshFolder();
    const { store } = await openIn(folder, { mode: 'memory' });
    await store.assertWritable();
    await store.set('a/2', 'two');
    await store.set('a/1', 'one');
    expect(await store.get('a/1')).toBe('one');
    expect(await store.list('a/')).toEqual(['a/1', 'a/2']);
    expect(await store.delete('a/1')).toBe(true);
    expect(await store.delete('a/1')).toBe(false);
    expect(await store.get('a/1')).toBeUndefined();
    await store.withLock('a', async () => undefined);
    expect(await everythingIn(folder)).toEqual([]);
    const other = (await openIn(folder, { mode: 'memory' })).store;
    expect(await other.list('')).toEqual([]);
  });
});

describe.each(['file', 'memory', 'keychain'])('withLock of the %s store', (mode) => {
  test('excludes, ends its wait, and can be given up', async () => {
    const folder = await freshFolder();
    const { store } = await openIn(folder, { mode, keychain: fakeKeychain().open });
    const reason = interrupted();
    const stopped = new AbortController();
    await store.withLock('a', async () => {
      const late = store.withLock('a', async () => 1, { timeoutMs: 50 });
      expect(await codeOfRejection(late)).toBe('store.locked');
      const given = store.withLock('a', async () => 1, { signal: stopped.signal });
      stopped.abort(reason);
      await expect(given).rejects.toBe(reason);
      expect(await store.withLock('b', async () => 2)).toBe(2);
    });
    expect(await store.withLock('a', async () => 3)).toBe(3);
  });
});

test('locks of the namespaces are different locks', async () => {
  const folder = await freshFolder();
  const real = (await openIn(folder, { mode: 'file' })).store;
  const simulated = (await openIn(folder, { mode: 'file', namespace: 'simulator' })).store;
  await real.withLock('a', () => simulated.withLock('a', async () => 1, { timeoutMs: 500 }));
});
