import { describe, expect, test } from 'vitest';
import {
  accounts,
  codeOfRejection,
  fakeKeychain,
  fastClock,
  freshFolder,
  openIn,
  openWith,
  toolErrorOf,
} from './support.ts';

describe('locked', () => {
  test('while open: what rests there is locked, what does not is missing', async () => {
    const fake = fakeKeychain();
    const { store } = await openWith(await freshFolder(), fake);
    await store.set('grant/a', 'one');
    fake.locked = true;
    expect(await codeOfRejection(store.get('grant/a'))).toBe('store.locked');
    expect(await store.get('grant/b')).toBeUndefined();
    expect(await store.list('')).toEqual(['grant/a']);
    expect(await codeOfRejection(store.set('grant/a', 'two'))).toBe('store.locked');
    expect(await codeOfRejection(store.set('grant/b', 'two'))).toBe('store.locked');
    expect(await codeOfRejection(store.delete('grant/a'))).toBe('store.locked');
    expect(await codeOfRejection(store.assertWritable())).toBe('store.locked');
    fake.locked = false;
    expect(await store.get('grant/a')).toBe('one');
    expect(await store.list('')).toEqual(['grant/a']);
    await store.assertWritable();
  });

  test('from the start, with secrets of ours in it: not silently another store', async () => {
    const fake = fakeKeychain();
    const folder = await freshFolder();
    await (await openWith(folder, fake)).store.set('grant/a', 'one');
    fake.locked = true;
    const { store, notices } = await openWith(folder, fake);
    expect(store.kind).toBe('keychain');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('locked');
    const error = await toolErrorOf(store.get('grant/a'));
    expect(error.code).toBe('store.locked');
    expect(error.message).toContain('locked');
    expect(await store.get('grant/b')).toBeUndefined();
    expect(await store.list('')).toEqual(['grant/a']);
    expect(await codeOfRejection(store.set('grant/b', 'two'))).toBe('store.locked');
    expect(await codeOfRejection(store.assertWritable())).toBe('store.locked');
    expect(await codeOfRejection(openWith(folder, fake, 'keychain'))).toBe('store.unusable');
    expect((await openWith(folder, fake, 'file')).store.kind).toBe('file');
  });

  test('from the start, with nothing of ours in it: a file, and one line that says why', async () => {
    const fake = fakeKeychain();
    fake.locked = true;
    const { store, notices } = await openWith(await freshFolder(), fake);
    expect(store.kind).toBe('file');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(store.where);
    expect(notices[0]).toContain('locked collection');
  });

  test('an item that another program took out of an open keychain is missing, with a notice', async () => {
    const fake = fakeKeychain();
    const { store, notices } = await openWith(await freshFolder(), fake);
    await store.set('grant/a', 'one');
    fake.items.clear();
    expect(await store.get('grant/a')).toBeUndefined();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('grant/a');
    expect(await store.list('')).toEqual([]);
    expect(await store.get('grant/a')).toBeUndefined();
    expect(notices).toHaveLength(1);
  });
});

describe('interrupted', () => {
  test.each(['set', 'delete'])('%s fails: what was there is there', async (kind) => {
    const fake = fakeKeychain();
    const { store } = await openWith(await freshFolder(), fake);
    await store.set('id', 'old');
    fake.before = (each, account) => {
      if (each === kind && account === 'id') throw new Error('the service went away');
    };
    const change = kind === 'set' ? store.set('id', 'new') : store.delete('id');
    expect(await codeOfRejection(change)).toBe('store.failed');
    fake.before = () => undefined;
    expect(await store.get('id')).toBe('old');
    expect(await store.list('')).toEqual(['id']);
  });

  test('a first write that fails leaves no entry that would look locked', async () => {
    const fake = fakeKeychain();
    const { store } = await openWith(await freshFolder(), fake);
    fake.before = (kind, account) => {
      if (kind === 'set' && account === 'id') throw new Error('the service went away');
    };
    expect(await codeOfRejection(store.set('id', 'new'))).toBe('store.failed');
    fake.before = () => undefined;
    expect(await store.get('id')).toBeUndefined();
    expect(await store.list('')).toEqual([]);
  });
});

describe('hanging', () => {
  test('at the start: a file after 3 s, not later', async () => {
    const fake = fakeKeychain();
    fake.hangs = true;
    const startedAt = performance.now();
    const opened = await openIn(await freshFolder(), { keychain: fake.open });
    expect(performance.now() - startedAt).toBeGreaterThan(2_900);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(opened.store.kind).toBe('file');
    expect(opened.notices.join()).toContain('3 s');
  });

  test('while it is opened: likewise', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const options = { keychain: never, clock: fastClock };
    expect((await openIn(await freshFolder(), options)).store.kind).toBe('file');
  });

  test('later: each wait has an end, and nobody asks again', async () => {
    const fake = fakeKeychain();
    const { store } = await openWith(await freshFolder(), fake);
    await store.set('id', 'value');
    fake.hangs = true;
    expect(await codeOfRejection(store.get('id'))).toBe('store.locked');
    const asked = fake.calls.length;
    expect(await codeOfRejection(store.get('id'))).toBe('store.locked');
    expect(await codeOfRejection(store.set('id', 'other'))).toBe('store.locked');
    expect(await codeOfRejection(store.assertWritable())).toBe('store.locked');
    expect(fake.calls.length).toBe(asked);
  });

  test('a probe that comes through late deletes what it wrote', async () => {
    const fake = fakeKeychain();
    let goOn = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = async () => {
      const keychain = await fake.open();
      return {
        ...keychain,
        set: async (service: string, account: string, value: string) => {
          await gone;
          await keychain.set(service, account, value);
        },
      };
    };
    const { store } = await openIn(await freshFolder(), { keychain: slow, clock: fastClock });
    expect(store.kind).toBe('file');
    goOn();
    await expect.poll(() => fake.calls).toEqual(['set', 'get', 'delete']);
    expect(accounts(fake)).toEqual([]);
  });
});

describe('the spare of a keychain that does not take a value', () => {
  /** A keychain that works, and stops working for good at the next write of an api key. */
  async function failing(how: 'hangs' | 'locked') {
    const fake = fakeKeychain();
    const folder = await freshFolder();
    const { store } = await openWith(folder, fake);
    await store.set('grant/a', 'one');
    fake.before = (kind, account) => {
      if (kind !== 'set' || !account.startsWith('api-key/')) return;
      fake[how] = true;
      throw new Error('Cannot create an item in a locked collection');
    };
    expect(await codeOfRejection(store.set('api-key/a', 'value'))).toBe('store.locked');
    fake.before = () => undefined;
    await store.spare?.set('api-key/a', 'value');
    return { fake, folder };
  }

  test.each(['hangs', 'locked'] as const)(
    'is found by the next run, while it still %s and when it is back',
    async (how) => {
      const { fake, folder } = await failing(how);
      const during = await openWith(folder, fake);
      expect(await during.store.list('api-key/')).toEqual(['api-key/a']);
      expect(await during.store.get('api-key/a')).toBe('value');
      // What is in the keychain alone is still not taken for missing.
      expect(await codeOfRejection(during.store.get('grant/a'))).toBe('store.locked');
      fake[how] = false;
      const { store } = await openWith(folder, fake);
      expect(await store.list('')).toEqual(['api-key/a', 'grant/a']);
      expect(await store.get('api-key/a')).toBe('value');
      expect(await store.get('grant/a')).toBe('one');
      expect(await store.delete('api-key/a')).toBe(true);
      expect(await store.list('api-key/')).toEqual([]);
    },
  );

  test('a file or the memory has none', async () => {
    const folder = await freshFolder();
    expect((await openIn(folder, { mode: 'file' })).store.spare).toBeUndefined();
    expect((await openIn(folder, { mode: 'memory' })).store.spare).toBeUndefined();
  });
});
