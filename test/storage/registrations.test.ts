import { expect, test } from 'vitest';
import { createRegistrationStore } from '../../src/storage/registrations.ts';
import { freshFolder, openIn } from './support.ts';

const REGISTRATION = {
  clientId: 'client-1',
  site: 'eu1',
  target: 'datadog',
  redirectUris: ['http://127.0.0.1:8085/callback'],
  scopes: ['monitors_read'],
  registeredAt: '2026-11-20T10:00:00.000Z',
};

test('registrations are kept by target and site, the oldest first', async () => {
  const { store } = await openIn(await freshFolder(), { mode: 'memory' });
  const registrations = createRegistrationStore(store);
  const later = { ...REGISTRATION, clientId: 'a-later', registeredAt: '2026-11-21T10:00:00.000Z' };
  await registrations.save(later);
  await registrations.save(REGISTRATION);
  await registrations.save({ ...REGISTRATION, site: 'eu' });
  await registrations.save({ ...REGISTRATION, target: 'http://127.0.0.1:4400' });
  expect(await registrations.list('datadog', 'eu1')).toEqual([REGISTRATION, later]);
  expect(await registrations.list('datadog', 'us1')).toEqual([]);
  expect(await registrations.list('http://127.0.0.1:4400', 'eu1')).toHaveLength(1);
});

test('what is not as it should be counts for nothing', async () => {
  const { store } = await openIn(await freshFolder(), { mode: 'memory' });
  const registrations = createRegistrationStore(store);
  await store.set('registration/datadog/eu1/x', '{');
  await store.set('registration/datadog/eu1/y', '{"clientId": 1}');
  expect(await registrations.list('datadog', 'eu1')).toEqual([]);
});
