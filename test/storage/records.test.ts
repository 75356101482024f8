import { describe, expect, test } from 'vitest';
import type { ApiKey, Grant } from '../../src/model/grant.ts';
import { createApiKeyStore } from '../../src/storage/api-keys.ts';
import { createClientSecretStore } from '../../src/storage/client-secrets.ts';
import { createGrantStore } from '../../src/storage/grants.ts';
import { codeOfRejection, fakeKeychain, freshFolder, openIn, type OpenedStore } from './support.ts';

const ORG = 'f3a1c7de-0000-4000-8000-000000000001';
const OTHER_ORG = 'f3a1c7de-0000-4000-8000-000000000002';

const GRANT: Grant = {
  clientId: 'client-1',
  site: 'eu1',
  domain: 'datadoghq.eu',
  org: { id: ORG, name: 'Example' },
  accessToken: 'access',
  refreshToken: 'refresh',
  scopes: ['monitors_read'],
  obtainedAt: '2026-11-20T10:00:00.000Z',
  expiresAt: '2026-11-20T11:00:00.000Z',
};

const KEY: ApiKey = {
  clientId: 'client-1',
  site: 'eu1',
  org: { id: ORG },
  keyId: 'key-1',
  name: 'marketplace',
  last4: 'abcd',
  value: 'value',
  createdAt: '2026-11-20T10:00:00.000Z',
};

const open = async (): Promise<OpenedStore> => openIn(await freshFolder(), { mode: 'memory' });

describe('grants', () => {
  test('are kept by client, site and organisation', async () => {
    const { store } = await open();
    const grants = createGrantStore(store);
    expect(await grants.find({ clientId: 'client-1', site: 'eu1' })).toBeUndefined();
    await grants.save(GRANT);
    expect(await store.list('')).toEqual([`grant/client-1/eu1/${ORG}`]);
    expect(await grants.find({ clientId: 'client-1', site: 'eu1', orgId: ORG })).toEqual(GRANT);
    expect(await grants.find({ clientId: 'client-1', site: 'eu1' })).toEqual(GRANT);
    for (const query of [
      { clientId: 'client-2', site: 'eu1' },
      { clientId: 'client-1', site: 'eu' },
      { clientId: 'client-1', site: 'eu1', orgId: OTHER_ORG },
      { clientId: 'client-1', site: 'eu1', orgId: ORG.slice(0, -1) },
      { clientId: 'client', site: 'eu1' },
    ]) {
      expect(await grants.find(query)).toBeUndefined();
    }
  });

  test('saving again replaces', async () => {
    const { store } = await open();
    const grants = createGrantStore(store);
    await grants.save(GRANT);
    await grants.save({ ...GRANT, refreshToken: 'rotated' });
    expect(await grants.list()).toEqual([{ ...GRANT, refreshToken: 'rotated' }]);
  });

  test.each([
    ['2026-11-20T12:00:00.000Z', OTHER_ORG],
    ['2026-11-20T11:30:00.000+03:00', ORG],
  ])('of several organisations the newest is found (%s)', async (obtainedAt, orgId) => {
    const { store } = await open();
    const grants = createGrantStore(store);
    await grants.save(GRANT);
    await grants.save({ ...GRANT, org: { id: OTHER_ORG }, obtainedAt });
    expect((await grants.find({ clientId: 'client-1', site: 'eu1' }))?.org.id).toBe(orgId);
  });

  test('without optional parts they come back without them', async () => {
    const { store } = await open();
    const grants = createGrantStore(store);
    const { refreshToken: _, ...rest } = GRANT;
    const bare: Grant = { ...rest, org: {}, scopes: null, expiresAt: null };
    await grants.save(bare);
    expect(await store.list('')).toEqual(['grant/client-1/eu1/-']);
    expect(await grants.find({ clientId: 'client-1', site: 'eu1' })).toStrictEqual(bare);
    await grants.save({ ...bare, org: { id: '-' } });
    expect(await grants.list()).toHaveLength(2);
  });

  test('are listed by client, and removed one by one', async () => {
    const { store } = await open();
    const grants = createGrantStore(store);
    const us1: Grant = { ...GRANT, site: 'us1', domain: 'datadoghq.com' };
    const other: Grant = { ...GRANT, clientId: 'client-10' };
    for (const grant of [us1, other, GRANT]) await grants.save(grant);
    expect(await grants.list()).toEqual([GRANT, us1, other]);
    expect(await grants.list('client-1')).toEqual([GRANT, us1]);
    expect(await grants.list('client-')).toEqual([]);
    expect(await grants.remove(us1)).toBe(true);
    expect(await grants.remove(us1)).toBe(false);
    expect(await grants.list('client-1')).toEqual([GRANT]);
  });

  test.each(['a/b', 'a/eu1', '../..', '%2F', 'ü 漢', '', '-', '__proto__', '\ud800', 'a\nb'])(
    'a client id may be anything: %j',
    async (clientId) => {
      if (clientId === '') return expect(GRANT.clientId).not.toBe('');
      const { store } = await open();
      const grants = createGrantStore(store);
      await grants.save({ ...GRANT, clientId });
      expect((await store.list(''))[0]?.split('/')).toHaveLength(4);
      const [listed] = await grants.list(clientId);
      expect(listed?.accessToken).toBe('access');
      expect(await grants.list('a')).toEqual([]);
    },
  );

  test.each([
    '',
    'null',
    '{',
    '[]',
    '{}',
    JSON.stringify({ ...GRANT, accessToken: '' }),
    JSON.stringify({ ...GRANT, accessToken: 7 }),
    JSON.stringify({ ...GRANT, scopes: 'monitors_read' }),
    JSON.stringify({ ...GRANT, obtainedAt: 'yesterday' }),
    JSON.stringify({ ...GRANT, org: null }),
    JSON.stringify({ ...GRANT, site: 'us1' }),
    JSON.stringify({ ...GRANT, clientId: 'client-2' }),
  ])('a broken one is told about by name and passed over: %j', async (text) => {
    const { store, notices } = await open();
    const grants = createGrantStore(store);
    const whole: Grant = { ...GRANT, site: 'us1' };
    await grants.save(whole);
    const id = `grant/client-1/eu1/${ORG}`;
    await store.set(id, text);
    expect(await grants.list()).toEqual([whole]);
    expect(await grants.find({ clientId: 'client-1', site: 'eu1' })).toBeUndefined();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(id);
    await grants.save(GRANT);
    expect(await grants.list()).toEqual([GRANT, whole]);
  });

  test('of a locked keychain are locked, not missing', async () => {
    const fake = fakeKeychain();
    const { store } = await openIn(await freshFolder(), { keychain: fake.open });
    const grants = createGrantStore(store);
    await grants.save(GRANT);
    fake.locked = true;
    const query = { clientId: 'client-1', site: 'eu1' };
    expect(await codeOfRejection(grants.find(query))).toBe('store.locked');
    expect(await codeOfRejection(grants.list())).toBe('store.locked');
  });
});

describe('API keys', () => {
  test('are kept, and an older one of the same organisation is not lost', async () => {
    const { store } = await open();
    const keys = createApiKeyStore(store);
    const newer: ApiKey = { ...KEY, keyId: 'key-0', createdAt: '2026-11-21T10:00:00.000Z' };
    await keys.save(newer);
    await keys.save(KEY);
    const query = { clientId: 'client-1', site: 'eu1' };
    expect(await keys.find(query)).toEqual(newer);
    expect(await keys.find({ ...query, orgId: ORG })).toEqual(newer);
    expect(await keys.find({ ...query, orgId: OTHER_ORG })).toBeUndefined();
    expect(await keys.list('client-1')).toHaveLength(2);
    expect(await keys.remove(newer)).toBe(true);
    expect(await keys.find(query)).toEqual(KEY);
  });

  test('may lack what the answer lacked', async () => {
    const { store, notices } = await open();
    const keys = createApiKeyStore(store);
    const bare: ApiKey = { ...KEY, keyId: '', last4: '', name: '', createdAt: '', org: {} };
    await keys.save(bare);
    expect(await keys.find({ clientId: 'client-1', site: 'eu1' })).toStrictEqual(bare);
    await keys.save({ ...KEY, org: {} });
    expect((await keys.find({ clientId: 'client-1', site: 'eu1' }))?.keyId).toBe('key-1');
    expect(notices).toEqual([]);
  });

  test('without a value are broken', async () => {
    const { store, notices } = await open();
    const keys = createApiKeyStore(store);
    await store.set(`api-key/client-1/eu1/${ORG}/key-1`, JSON.stringify({ ...KEY, value: '' }));
    expect(await keys.list()).toEqual([]);
    expect(notices.join()).toContain('key-1');
  });
});

test('client secrets are kept by client id', async () => {
  const { store } = await open();
  const secrets = createClientSecretStore(store);
  expect(await secrets.get('client/1')).toBeUndefined();
  await secrets.set('client/1', 'secret');
  expect(await secrets.get('client/1')).toBe('secret');
  expect(await secrets.get('client')).toBeUndefined();
  expect(await store.list('')).toEqual(['client-secret/client%2F1']);
  expect(await secrets.remove('client/1')).toBe(true);
  expect(await secrets.remove('client/1')).toBe(false);
});
