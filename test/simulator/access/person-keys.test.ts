import { describe, expect, it } from 'vitest';
import { parseSeed } from '../../../src/simulator/world/seed.ts';
import {
  at,
  call,
  clientSeed,
  post,
  simulate,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const API = 'https://api.datadoghq.com';
const KEYS = { apiKey: 'api-key-of-a-person', applicationKey: 'app-key-of-a-person' };
const BOTH = { 'dd-api-key': KEYS.apiKey, 'dd-application-key': KEYS.applicationKey };
const seed = () => withSettings(clientSeed({ personKeys: KEYS }), { ingestionDelayMs: 0 });

const read = async (simulator: TestSimulator, headers: Record<string, string>, host = API) =>
  (await call(simulator, 'GET', `${host}/api/v2/logs/events?filter[query]=run:p`, { headers }))
    .status;

describe('an API key and an application key', () => {
  it('open what their user may do, in their own org', async () => {
    const simulator = await simulate(seed());
    const log = { message: 'x', ddtags: 'run:p' };
    const intake = 'https://http-intake.logs.datadoghq.com/api/v2/logs';
    await post(simulator, intake, log, { 'dd-api-key': KEYS.apiKey });
    const answer = await call(simulator, 'GET', `${API}/api/v2/logs/events?filter[query]=run:p`, {
      headers: BOTH,
    });
    expect(at(answer.json, 'data.length')).toBe(1);
    expect(await read(simulator, BOTH)).toBe(200);
  });

  it('open nothing one at a time, made up, elsewhere, or beside a token that is none', async () => {
    const simulator = await simulate(seed());
    expect(await read(simulator, { 'dd-api-key': KEYS.apiKey })).toBe(401);
    expect(await read(simulator, { 'dd-application-key': KEYS.applicationKey })).toBe(401);
    expect(await read(simulator, { ...BOTH, 'dd-application-key': 'made-up' })).toBe(401);
    expect(await read(simulator, { ...BOTH, 'dd-api-key': 'made-up' })).toBe(401);
    expect(await read(simulator, BOTH, 'https://api.datadoghq.eu')).toBe(401);
    expect(await read(simulator, { ...BOTH, authorization: 'Bearer gone' })).toBe(401);
  });

  it('cannot have a marketplace key made, and keep to permissions and products', async () => {
    const simulator = await simulate(seed());
    const url = `${API}/api/v2/api_keys/marketplace`;
    expect((await call(simulator, 'POST', url, { headers: BOTH })).status).toBe(401);
    const base = seed();
    const bound = await simulate(
      parseSeed(
        {
          ...base,
          users: base.users.map((user) => ({ ...user, missingPermissions: ['logs_read_data'] })),
        },
        'test',
      ),
    );
    expect(await read(bound, BOTH)).toBe(403);
    const without = await simulate(
      parseSeed(
        { ...base, orgs: base.orgs.map((org) => ({ ...org, disabledProducts: ['Logs'] })) },
        'test',
      ),
    );
    expect(await read(without, BOTH)).toBe(403);
  });

  it('count for the rate limits of their org', async () => {
    const limited = { limit: 1, periodSeconds: 3600, name: 'logs', path: '/api/v2/logs' };
    const simulator = await simulate(withSettings(seed(), { rateLimits: [limited] }));
    expect(await read(simulator, BOTH)).toBe(200);
    expect(await read(simulator, BOTH)).toBe(429);
  });

  it.each([
    [{ apiKeys: [{ value: 'k', orgId: 'nobody' }] }, 'apiKeys.0.orgId'],
    [{ applicationKeys: [{ value: 'k', userId: 'nobody' }] }, 'applicationKeys.0.userId'],
    [{ applicationKeys: [{ value: 'two words', userId: 'x' }] }, 'applicationKeys.0.value'],
  ])('of nobody are refused in a seed: %j', (change, place) => {
    expect(() => parseSeed({ ...clientSeed(), ...change }, 'seed.json')).toThrow(place);
  });
});

describe('clockOffsetSeconds', () => {
  it('moves the date of answers and what counts as too old', async () => {
    const simulator = await simulate(
      withSettings(clientSeed({ personKeys: KEYS }), { clockOffsetSeconds: 7_200 }),
    );
    const body = {
      title: 't',
      text: 'x',
      date_happened: Math.floor(Date.now() / 1000) - 17 * 3600,
    };
    const headers = { 'dd-api-key': KEYS.apiKey };
    const answer = await post(simulator, `${API}/api/v1/events`, body, headers);
    expect(answer.text).toContain('too far in the past');
    const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now();
    expect(Math.abs(ahead - 7_200_000)).toBeLessThan(5_000);
  });
});
