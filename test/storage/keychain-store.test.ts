import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accounts,
  codeOfRejection,
  everythingIn,
  fakeKeychain,
  fastClock,
  freshFolder,
  openIn,
  openWith,
  toolErrorOf,
} from './support.ts';

const INDEX = 'keychain-index.json';

test('keeps, replaces, lists and deletes, also for the next run', async () => {
  const folder = await freshFolder();
  const fake = fakeKeychain();
  const { store, notices } = await openWith(folder, fake);
  expect(store.kind).toBe('keychain');
  expect(store.where).toBe('OS keychain');
  expect(await store.get('grant/a')).toBeUndefined();
  expect(await store.delete('grant/a')).toBe(false);
  await store.set('grant/b', 'two');
  await store.set('grant/a', 'one');
  await store.set('grant/a', 'one again');
  await store.set('key/a', 'three');
  expect(fake.items.get('ddoauth\ngrant/a')).toBe('one again');
  const next = (await openWith(folder, fake)).store;
  expect(await next.get('grant/a')).toBe('one again');
  expect(await next.list('grant/')).toEqual(['grant/a', 'grant/b']);
  expect(await next.delete('grant/a')).toBe(true);
  expect(await next.get('grant/a')).toBeUndefined();
  expect(await next.list('')).toEqual(['grant/b', 'key/a']);
  expect(accounts(fake)).toEqual(['grant/b', 'key/a']);
  expect(notices).toEqual([]);
});

test('the index holds ids and no value, and is private', async () => {
  const folder = await freshFolder();
  const { store } = await openWith(folder, fakeKeychain());
  await store.set('grant/a', 'very secret');
  await store.set('grant/b', 'very secret'.repeat(1_000));
  expect(await everythingIn(folder)).toEqual([INDEX, 'locks']);
  const text = await readFile(join(folder, INDEX), 'utf8');
  expect(text).toContain('grant/a');
  expect(text).not.toContain('very secret');
});

test('the namespaces are different services and different indexes', async () => {
  const folder = await freshFolder();
  const fake = fakeKeychain();
  const options = { keychain: fake.open, clock: fastClock };
  await (await openIn(folder, { ...options, namespace: 'simulator' })).store.set('id', 'simulated');
  const real = (await openIn(folder, options)).store;
  expect(await real.get('id')).toBeUndefined();
  expect(await real.list('')).toEqual([]);
  expect([...fake.items.keys()]).toEqual(['ddoauth (simulator)\nid']);
});

describe('a value that one item cannot hold', () => {
  test('any value comes back, and nothing of it stays behind', async () => {
    const fake = fakeKeychain();
    const { store } = await openWith(await freshFolder(), fake);
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 9_000, size: 'max' }),
      fc.constantFrom('', '\0', 'a\0b', 'ddoauth-parts:1:', 'ü'.repeat(1_201), 'x'.repeat(2_401)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 3 }), async (values) => {
        for (const each of values) {
          await store.set('id', each);
          expect(await store.get('id')).toBe(each);
        }
        expect(await store.list('')).toEqual(['id']);
        expect(await store.delete('id')).toBe(true);
        expect(await store.get('id')).toBeUndefined();
        expect(accounts(fake)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('a write that fails in the middle leaves the old value, and the next one tidies up', async () => {
    const fake = fakeKeychain();
    const folder = await freshFolder();
    const { store } = await openWith(folder, fake);
    const [old, new_] = ['o'.repeat(6_000), 'n'.repeat(6_000)];
    await store.set('id', old);
    let parts = 0;
    fake.before = (kind, account) => {
      if (kind === 'set' && account.includes('part') && (parts += 1) === 3) throw new Error('ouch');
    };
    expect(await codeOfRejection(store.set('id', new_))).toBe('store.failed');
    fake.before = () => undefined;
    expect(await store.get('id')).toBe(old);
    expect(accounts(fake).length).toBeGreaterThan(4);
    await store.set('id', 'short');
    expect(accounts(fake)).toEqual(['id']);
  });

  test('a part that another program took away is a failure, not a shorter value', async () => {
    const fake = fakeKeychain();
    const { store } = await openWith(await freshFolder(), fake);
    await store.set('id', 'x'.repeat(6_000));
    const part = [...fake.items.keys()].find((key) => key.includes('.2)'));
    fake.items.delete(part ?? '');
    expect(await codeOfRejection(store.get('id'))).toBe('store.failed');
    expect(await store.delete('id')).toBe(true);
    expect(accounts(fake)).toEqual([]);
  });
});

test('writes of two stores at once lose nothing', async () => {
  const folder = await freshFolder();
  const fake = fakeKeychain();
  const [one, other] = [(await openWith(folder, fake)).store, (await openWith(folder, fake)).store];
  const ids = Array.from({ length: 16 }, (_, index) => `id/${String(index).padStart(2, '0')}`);
  await Promise.all(ids.map((id, index) => (index % 2 === 0 ? one : other).set(id, id)));
  expect(await one.list('')).toEqual(ids);
  expect(accounts(fake)).toEqual(ids);
});

test.each(['', 'null', '{"version":1,"items":{"id":1}}', '{"version":9,"items":{}}'])(
  'a broken index is named and kept: %j',
  async (text) => {
    const folder = await freshFolder();
    await writeFile(join(folder, INDEX), text, { mode: 0o600 });
    const { store } = await openWith(folder, fakeKeychain());
    for (const attempt of [
      () => store.get('id'),
      () => store.set('id', 'value'),
      () => store.list(''),
    ]) {
      const error = await toolErrorOf(attempt());
      expect(error.code).toBe('store.failed');
      expect(error.message).toContain(INDEX);
    }
    expect(await readFile(join(folder, INDEX), 'utf8')).toBe(text);
  },
);
