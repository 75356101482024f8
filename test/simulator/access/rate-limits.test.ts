import { describe, expect, it } from 'vitest';
import { parseSeed } from '../../../src/simulator/world/seed.ts';
import {
  at,
  call,
  clientSeed,
  get,
  obtainTokens,
  post,
  simulate,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const MONITORS = 'https://api.datadoghq.com/api/v1/monitor';
const SERIES = 'https://api.datadoghq.com/api/v2/metrics';
const LIMIT = { method: 'get', path: '/api/v1/monitor', limit: 3, periodSeconds: 600, name: 'mon' };

const limited = (...rateLimits: (typeof LIMIT)[]) =>
  withSettings(clientSeed(), { rateLimits: rateLimits.map((row) => ({ ...row })) });

/** Moves the clock to just after the beginning of a period of ten minutes. */
function toPeriodStart(simulator: TestSimulator): void {
  simulator.clock.advance(600_000 - (simulator.clock.now() % 600_000) + 1000);
}

const headersOf = (answer: Awaited<ReturnType<typeof get>>): readonly (string | null)[] =>
  ['limit', 'period', 'remaining', 'reset', 'name'].map((name) =>
    answer.headers.get(`x-ratelimit-${name}`),
  );

describe('rate limits', () => {
  it('count down, refuse, and begin anew with the calendar', async () => {
    const simulator = await simulate(limited(LIMIT));
    toPeriodStart(simulator);
    const { accessToken } = await obtainTokens(simulator);
    for (const left of ['2', '1', '0']) {
      const answer = await get(simulator, MONITORS, accessToken);
      expect(answer.status).toBe(200);
      const [limit, period, remaining, reset, name] = headersOf(answer);
      expect([limit, period, remaining, name]).toEqual(['3', '600', left, 'mon']);
      expect(Number(reset)).toBeGreaterThan(570);
      expect(Number(reset)).toBeLessThanOrEqual(599);
    }
    const refused = await get(simulator, MONITORS, accessToken);
    expect([refused.status, headersOf(refused)[2]]).toEqual([429, '0']);
    expect(at(refused.json, 'errors.0')).toContain('Rate limit of 3 requests');
    expect(simulator.state().rateLimits).toMatchObject([
      { name: 'mon', site: 'us1', used: 3, refused: 1 },
    ]);
    simulator.clock.advance(600_000);
    expect((await get(simulator, MONITORS, accessToken)).status).toBe(200);
    expect(simulator.state().rateLimits).toMatchObject([{ used: 1, refused: 1 }]);
    simulator.reset();
    expect(simulator.state().rateLimits).toEqual([]);
  });

  it('are of an org, a method and a prefix; other answers have no headers', async () => {
    const simulator = await simulate(limited({ ...LIMIT, limit: 1 }));
    toPeriodStart(simulator);
    const us = await obtainTokens(simulator);
    const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    const again = await obtainTokens(simulator);
    expect((await get(simulator, `${MONITORS}/search`, us.accessToken)).status).toBe(200);
    expect((await get(simulator, MONITORS, again.accessToken)).status).toBe(429);
    const there = 'https://api.datadoghq.eu/api/v1/monitor';
    expect((await get(simulator, there, eu.accessToken)).status).toBe(200);
    const other = await get(simulator, SERIES, us.accessToken);
    expect(headersOf(other)).toEqual([null, null, null, null, null]);
    const headers = { authorization: `Bearer ${us.accessToken}` };
    expect((await post(simulator, MONITORS, {}, headers)).status).not.toBe(429);
    expect(headersOf(await get(simulator, MONITORS, 'nobody'))[0]).toBeNull();
  });

  it('count refusals too, and come with every status', async () => {
    const simulator = await simulate(limited(LIMIT));
    toPeriodStart(simulator);
    const { accessToken } = await obtainTokens(simulator, { scope: 'api_keys_write' });
    const forbidden = await get(simulator, MONITORS, accessToken);
    expect([forbidden.status, headersOf(forbidden)[2]]).toEqual([403, '2']);
    const missing = await get(simulator, `${MONITORS}-nothing/1`, accessToken);
    expect([missing.status, headersOf(missing)[2]]).toEqual([404, '1']);
  });

  it('the first row that fits a request counts it', async () => {
    const all = { limit: 9, periodSeconds: 600, name: 'all' };
    const seed = parseSeed({ ...clientSeed(), settings: { rateLimits: [LIMIT, all] } }, 'test');
    const simulator = await simulate(seed);
    const { accessToken } = await obtainTokens(simulator);
    expect(headersOf(await get(simulator, MONITORS, accessToken))[4]).toBe('mon');
    expect(headersOf(await get(simulator, SERIES, accessToken))[4]).toBe('all');
  });

  it.each([
    [{ ...LIMIT, limit: -1 }, 'rateLimits.0.limit'],
    [{ ...LIMIT, periodSeconds: 0 }, 'rateLimits.0.periodSeconds'],
    [{ ...LIMIT, path: 'api' }, 'rateLimits.0.path'],
    [{ ...LIMIT, name: 'a\r\nb' }, 'rateLimits.0.name'],
    [{ ...LIMIT, per: 1 }, 'rateLimits.0.per'],
  ])('a seed with %j is refused', (row, key) => {
    const seed = { ...clientSeed(), settings: { rateLimits: [row] } };
    expect(() => parseSeed(seed, 'test')).toThrow(key);
  });
});

describe('requests in flight', () => {
  it('shows the most that a site had to answer at once', async () => {
    const simulator = await simulate();
    const { accessToken } = await obtainTokens(simulator);
    expect(simulator.state().maxInFlight).toEqual({ us1: 1 });
    const faults = [{ kind: 'latency', ms: 300, path: '/api/*' }];
    await post(simulator, `${simulator.origin}/__simulator/faults`, faults);
    const eu = 'https://api.datadoghq.eu/api/v1/monitor';
    await Promise.all([
      ...Array.from({ length: 5 }, () => get(simulator, MONITORS, accessToken)),
      ...Array.from({ length: 2 }, () => get(simulator, eu)),
    ]);
    expect(simulator.state().maxInFlight).toEqual({ us1: 5, eu1: 2 });
    await get(simulator, MONITORS, accessToken);
    expect(simulator.state().maxInFlight['us1']).toBe(5);
  });

  it('forgets requests that were cut or given up', async () => {
    const simulator = await simulate();
    const steer = (faults: unknown) =>
      post(simulator, `${simulator.origin}/__simulator/faults`, faults);
    await steer([{ kind: 'drop' }]);
    for (let round = 0; round < 3; round += 1) {
      await expect(get(simulator, MONITORS)).rejects.toThrow();
    }
    await steer([{ kind: 'black-hole' }]);
    for (let round = 0; round < 3; round += 1) {
      const url = simulator.address(MONITORS) ?? '';
      await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    }
    await steer([]);
    await expect.poll(() => simulator.state().requests.length).toBe(6);
    await call(simulator, 'GET', MONITORS);
    expect(simulator.state().maxInFlight['us1']).toBeLessThanOrEqual(2);
  });
});
