import { describe, expect, it } from 'vitest';
import { parseSeed } from '../../../src/simulator/world/seed.ts';
import {
  call,
  clientSeed,
  get,
  obtainKey,
  obtainTokens,
  pick,
  simulate,
  type TestSimulator,
} from '../support.ts';

const url = 'https://api.datadoghq.com/api/v2/api_keys/marketplace';

function create(simulator: TestSimulator, token: string) {
  return call(simulator, 'POST', url, { headers: { authorization: `Bearer ${token}` } });
}

describe('marketplace key', () => {
  it('is made once per org and client', async () => {
    const simulator = await simulate();
    const { accessToken } = await obtainTokens(simulator);
    const first = await create(simulator, accessToken);
    expect(first.status).toBe(201);
    const key = pick(first.json, 'data.attributes.key');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(pick(first.json, 'data.attributes.last4')).toBe(key.slice(-4));
    expect(pick(first.json, 'data.type')).toBe('api_keys');
    expect(pick(first.json, 'data.attributes.name')).toMatch(
      /^Example Integration OAuth Client API Key [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    const again = await create(simulator, (await obtainTokens(simulator)).accessToken);
    expect([again.status, again.json]).toEqual([
      409,
      { errors: ['An API key with this name already exists'] },
    ]);
    expect(JSON.stringify(simulator.state())).not.toContain(key);
    expect(simulator.state().keys).toMatchObject([{ last4: key.slice(-4), site: 'us1' }]);
  });

  it('is there from the start when the seed says so: 409, in that org alone', async () => {
    const seed = clientSeed();
    const orgId = seed.orgs.find(({ site }) => site === 'us1')?.id;
    const keys = [{ clientId: seed.clients[0]?.clientId, orgId }];
    const simulator = await simulate(parseSeed({ ...seed, keys }, 'test'));
    expect(simulator.state().keys).toMatchObject([{ site: 'us1', orgId }]);
    expect((await create(simulator, (await obtainTokens(simulator)).accessToken)).status).toBe(409);
    expect((await obtainKey(simulator, 'eu1', 'datadoghq.eu')).key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes a refresh token too', async () => {
    const simulator = await simulate();
    const { refreshToken } = await obtainTokens(simulator);
    expect((await create(simulator, refreshToken)).status).toBe(201);
  });

  it('is refused without the scope, without the permission, with a dead or foreign token', async () => {
    const seed = clientSeed();
    const users = seed.users.map((user) => ({
      ...user,
      missingPermissions: user.handle.includes('eu1') ? ['api_keys_write'] : [],
    }));
    const simulator = await simulate(parseSeed({ ...seed, users }, 'test'));
    const scoped = await obtainTokens(simulator, { scope: 'events_read' });
    expect((await create(simulator, scoped.accessToken)).status).toBe(403);
    const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    expect((await create(simulator, eu.accessToken)).status).toBe(401);
    const unpermitted = await call(
      simulator,
      'POST',
      'https://api.datadoghq.eu/api/v2/api_keys/marketplace',
      { headers: { authorization: `Bearer ${eu.accessToken}` } },
    );
    expect(unpermitted.json).toEqual({ errors: ['Forbidden'] });
    expect((await create(simulator, 'made-up')).status).toBe(401);
    expect(simulator.state().keys).toEqual([]);
  });
});

describe('validate', () => {
  const validate = (simulator: TestSimulator, domain: string, key?: string) =>
    call(simulator, 'GET', `https://api.${domain}/api/v1/validate`, {
      headers: key === undefined ? {} : { 'DD-API-KEY': key },
    });

  it('tells own, foreign, wrong and absent keys apart', async () => {
    const simulator = await simulate();
    const { key } = await obtainKey(simulator);
    const own = await validate(simulator, 'datadoghq.com', key);
    expect([own.status, own.json]).toEqual([200, { valid: true }]);
    for (const [domain, value] of [
      ['datadoghq.eu', key],
      ['datadoghq.com', 'f'.repeat(32)],
    ] as const) {
      const answer = await validate(simulator, domain, value);
      expect([answer.status, answer.json]).toEqual([403, { errors: ['Forbidden'] }]);
    }
    const absent = await validate(simulator, 'datadoghq.com');
    expect([absent.status, absent.json]).toEqual([403, { errors: ['API key required'] }]);
  });

  it('says nothing about a token, and the key outlives the grant', async () => {
    const simulator = await simulate();
    const { key, token } = await obtainKey(simulator);
    const url = 'https://api.datadoghq.com/api/v1/validate';
    expect((await get(simulator, url, token)).status).toBe(403);
    await call(simulator, 'POST', `${simulator.origin}/__simulator/revoke-grants`);
    expect((await validate(simulator, 'datadoghq.com', key)).status).toBe(200);
  });
});
