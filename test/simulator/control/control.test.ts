import { describe, expect, it } from 'vitest';
import { meetFaults, parseFaults } from '../../../src/simulator/faults/faults.ts';
import { createWorld } from '../../../src/simulator/world/world.ts';
import {
  at,
  call,
  clientSeed,
  get,
  obtainKey,
  obtainTokens,
  pick,
  post,
  SECRET,
  simulate,
  testClock,
  tokenRequest,
  type TestSimulator,
} from '../support.ts';

const MONITORS = 'https://api.datadoghq.com/api/v1/monitor';

function steer(simulator: TestSimulator, action: string, body: unknown = {}) {
  return post(simulator, `${simulator.origin}/__simulator/${action}`, body);
}

describe('state', () => {
  it('shows what happened, without any secret', async () => {
    const simulator = await simulate();
    const { key, token } = await obtainKey(simulator);
    await get(simulator, `${MONITORS}?secret=in-the-query`, token);
    const answer = await get(simulator, `${simulator.origin}/__simulator/state`);
    expect(answer.json).toEqual(JSON.parse(JSON.stringify(simulator.state())));
    for (const secret of [key, token, SECRET, 'in-the-query']) {
      expect(answer.text).not.toContain(secret);
    }
    const { clients, orgs, grants, keys, requests } = simulator.state();
    expect([clients.length, orgs.length, grants.length, keys.length]).toEqual([1, 9, 1, 1]);
    expect(grants[0]).toMatchObject({ site: 'us1', accessTokens: 1, refreshTokens: 1 });
    expect(requests.at(-1)).toEqual({
      method: 'GET',
      host: 'api.datadoghq.com',
      path: '/api/v1/monitor',
      status: 200,
    });
  });

  it('keeps the last 5,000 requests', async () => {
    const simulator = await simulate();
    const batch = (from: number) =>
      Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          get(simulator, `https://api.datadoghq.com/n/${from + index}`),
        ),
      );
    for (let from = 0; from < 5100; from += 100) await batch(from);
    expect(simulator.state().requests).toHaveLength(5000);
  });

  it('is empty again after a reset', async () => {
    const simulator = await simulate();
    const { token } = await obtainKey(simulator);
    await steer(simulator, 'faults', [{ kind: 'status', status: 503, path: '/x' }]);
    expect((await steer(simulator, 'reset')).status).toBe(200);
    const empty = { grants: [], keys: [], received: [], faults: [], requests: [] };
    expect(simulator.state()).toMatchObject(empty);
    expect((await get(simulator, MONITORS, token)).status).toBe(401);
    simulator.reset();
    expect(simulator.state().requests).toEqual([]);
  });
});

it('has an index page with clients and hosts', async () => {
  const simulator = await simulate();
  const answer = await get(simulator, `${simulator.origin}/`);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(answer.text).toContain(simulator.clientId);
  expect(answer.text).toContain('http-intake.logs.uk1.datadoghq.com');
  expect(answer.text).not.toContain(SECRET);
});

describe('rotate-secret', () => {
  it('makes the old secret wrong and leaves grants alone', async () => {
    const simulator = await simulate();
    const { accessToken, refreshToken } = await obtainTokens(simulator);
    const rotated = await steer(simulator, 'rotate-secret', { clientId: simulator.clientId });
    const secret = pick(rotated.json, 'clientSecret');
    const refresh = (clientSecret: string) =>
      tokenRequest(simulator, {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_secret: clientSecret,
      });
    expect((await refresh(SECRET)).status).toBe(401);
    expect((await get(simulator, MONITORS, accessToken)).status).toBe(200);
    expect((await refresh(secret)).status).toBe(200);
  });

  it('on one site alone, until it is rotated everywhere', async () => {
    const simulator = await simulate();
    const { clientId } = simulator;
    const tokens = await obtainTokens(simulator);
    const refresh = (client_secret: string) =>
      tokenRequest(simulator, {
        grant_type: 'refresh_token',
        refresh_token: tokens.refreshToken,
        client_secret,
      });
    await steer(simulator, 'rotate-secret', { clientId, site: 'eu1' });
    const there = await steer(simulator, 'rotate-secret', { clientId, site: 'us1' });
    expect((await refresh(SECRET)).status).toBe(401);
    const everywhere = await steer(simulator, 'rotate-secret', { clientId });
    expect((await refresh(pick(there.json, 'clientSecret'))).status).toBe(401);
    expect((await refresh(pick(everywhere.json, 'clientSecret'))).status).toBe(200);
    const nowhere = await steer(simulator, 'rotate-secret', { clientId, site: 'us9' });
    expect(nowhere.status).toBe(400);
  });

  it.each([
    [{}, 400],
    [{ clientId: 1 }, 400],
    [{ clientId: 'unknown' }, 404],
    [null, 400],
  ])('%j is %i', async (body, status) => {
    expect((await steer(await simulate(), 'rotate-secret', body)).status).toBe(status);
  });

  it('knows no secret of a public client', async () => {
    const simulator = await simulate(clientSeed({ kind: 'public' }));
    const answer = await steer(simulator, 'rotate-secret', { clientId: simulator.clientId });
    expect(answer.status).toBe(400);
  });
});

describe('faults', () => {
  it('status with body and headers, a number of times, for what matches', async () => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [
      {
        host: 'api.*',
        path: '/api/v1/mon*',
        method: 'get',
        kind: 'status',
        status: 429,
        body: { errors: ['slow down'] },
        headers: { 'X-RateLimit-Reset': '2', 'Content-Length': '1' },
        times: 2,
      },
    ]);
    for (let round = 0; round < 2; round += 1) {
      const answer = await get(simulator, MONITORS);
      expect([answer.status, answer.text]).toEqual([429, '{"errors":["slow down"]}']);
      expect(answer.headers.get('x-ratelimit-reset')).toBe('2');
    }
    expect((await get(simulator, MONITORS)).status).toBe(401);
    expect((await call(simulator, 'POST', MONITORS)).status).toBe(401);
    expect(simulator.state().faults).toEqual([{ kind: 'status', left: 0 }]);
  });

  it('leaves other hosts, paths and methods alone', async () => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [
      { host: 'api.datadoghq.eu', kind: 'status', status: 500 },
      { path: '/api/v1/monitor/search', kind: 'status', status: 500 },
      { method: 'POST', kind: 'status', status: 500 },
    ]);
    expect((await get(simulator, MONITORS)).status).toBe(401);
    expect((await get(simulator, 'https://api.datadoghq.eu/')).status).toBe(500);
  });

  it('latency adds up and then the request is served', async () => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [
      { kind: 'latency', ms: 120 },
      { kind: 'latency', ms: 120, path: '/api/*' },
    ]);
    const start = performance.now();
    expect((await get(simulator, MONITORS)).status).toBe(401);
    expect(performance.now() - start).toBeGreaterThan(200);
  });

  it('drop ends the connection without an answer', async () => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [{ kind: 'drop', times: 1 }]);
    await expect(get(simulator, MONITORS)).rejects.toThrow('fetch failed');
    expect((await get(simulator, MONITORS)).status).toBe(401);
    expect(simulator.state().requests.at(-2)?.status).toBe(0);
  });

  it('black-hole never answers, and does not keep the simulator from closing', async () => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [{ kind: 'black-hole' }, { kind: 'latency', ms: 1 }]);
    const url = simulator.address(MONITORS) ?? '';
    await expect(fetch(url, { signal: AbortSignal.timeout(200) })).rejects.toThrow('timeout');
    const waiting = expect(fetch(url)).rejects.toThrow('fetch failed');
    await expect.poll(() => simulator.state().requests.length).toBeGreaterThan(0);
    const start = performance.now();
    await simulator.close();
    expect(performance.now() - start).toBeLessThan(1000);
    await waiting;
  });

  it('probability 0 and 1', async () => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [{ kind: 'status', status: 500, probability: 0 }]);
    expect((await get(simulator, MONITORS)).status).toBe(401);
    await steer(simulator, 'faults', [{ kind: 'status', status: 500, probability: 1 }]);
    expect((await get(simulator, MONITORS)).status).toBe(500);
    await steer(simulator, 'faults', []);
    expect((await get(simulator, MONITORS)).status).toBe(401);
  });

  it('lose-answer does what was asked and does not say so', async () => {
    const simulator = await simulate(clientSeed({ scopes: ['dashboards_write'] }));
    const { accessToken } = await obtainTokens(simulator);
    await steer(simulator, 'faults', [{ kind: 'lose-answer', times: 1 }]);
    const url = 'https://api.datadoghq.com/api/v1/dashboard';
    const create = () =>
      post(simulator, url, { title: 'ddoauth-1' }, { authorization: `Bearer ${accessToken}` });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(simulator.state().objects).toMatchObject([{ name: 'ddoauth-1', run: '1' }]);
    expect((await create()).status).toBe(200);
  });

  it('late-answer does what was asked at once and says so later; cut-answer says half of it', async () => {
    const simulator = await simulate();
    const { accessToken } = await obtainTokens(simulator);
    const url = simulator.address('https://api.datadoghq.com/api/v2/api_keys/marketplace') ?? '';
    const create = () =>
      fetch(url, { method: 'POST', headers: { authorization: `Bearer ${accessToken}` } });
    await steer(simulator, 'faults', [{ kind: 'late-answer', ms: 400, times: 1 }]);
    const start = performance.now();
    const late = create();
    await expect.poll(() => simulator.state().keys.length).toBe(1);
    expect(performance.now() - start).toBeLessThan(380);
    expect((await late).status).toBe(201);
    expect(performance.now() - start).toBeGreaterThanOrEqual(395);

    await steer(simulator, 'revoke-keys');
    await steer(simulator, 'faults', [{ kind: 'cut-answer', times: 1 }]);
    const cut = await create();
    expect(cut.status).toBe(201);
    await expect(cut.text()).rejects.toThrow();
    expect(simulator.state().keys).toHaveLength(1);
    expect((await create()).status).toBe(409);
  });

  it('revoke-keys ends every key, and another one can be created', async () => {
    const simulator = await simulate();
    const { key, token } = await obtainKey(simulator);
    const validate = () =>
      call(simulator, 'GET', 'https://api.datadoghq.com/api/v1/validate', {
        headers: { 'dd-api-key': key },
      });
    expect((await validate()).status).toBe(200);
    expect((await steer(simulator, 'revoke-keys')).json).toEqual({ revoked: 1 });
    expect((await validate()).status).toBe(403);
    const again = await post(
      simulator,
      'https://api.datadoghq.com/api/v2/api_keys/marketplace',
      {},
      { authorization: `Bearer ${token}` },
    );
    expect(again.status).toBe(201);
  });

  it('any: latency, 429, 500 and drop, each as often as the others', () => {
    // Draws one after the other from 0 to 1: the first of each pair decides whether, the second what.
    let draws = 0;
    const random = {
      bytes: (length: number): Uint8Array => {
        draws += 1;
        return new Uint8Array(length).fill(draws % 2 === 1 ? 0 : Math.floor(draws / 2) * 64 - 32);
      },
    };
    const faults = parseFaults([{ path: '/api/*', kind: 'any', ms: 7, probability: 0.3 }]);
    if (typeof faults === 'string') throw new Error(faults);
    const world = createWorld(clientSeed(), testClock(), random);
    world.faults = faults;
    const met = [1, 2, 3, 4].map(() => {
      const request = { host: 'api.datadoghq.eu', path: '/api/v1/x', method: 'GET' };
      const { delayMs, then } = meetFaults(world, request);
      return [delayMs, typeof then === 'string' ? then : then.answer?.status];
    });
    expect(met).toEqual([
      [7, 'serve'],
      [0, 429],
      [0, 500],
      [0, 'drop'],
    ]);
  });

  it('any with probability 0.3 meets about 30 % of the requests to the API', async () => {
    const simulator = await simulate();
    const faults = [{ path: '/api/*', kind: 'any', ms: 1, probability: 0.3 }];
    expect((await steer(simulator, 'faults', faults)).status).toBe(200);
    const ends = await Promise.all(
      Array.from({ length: 400 }, () =>
        get(simulator, MONITORS).then(
          (answer) => answer.status,
          () => 0,
        ),
      ),
    );
    const share = (status: number) => ends.filter((end) => end === status).length / ends.length;
    // Five standard deviations from 0.075 and from 0.775.
    for (const status of [0, 429, 500]) {
      expect(share(status)).toBeGreaterThan(0.009);
      expect(share(status)).toBeLessThan(0.141);
    }
    expect(share(401)).toBeGreaterThan(0.67);
    expect(share(401)).toBeLessThan(0.88);
  });

  it('can set the clock of an answer wrong, and answer without a body', async () => {
    const simulator = await simulate();
    const date = 'Thu, 01 Jan 1970 00:00:00 GMT';
    await steer(simulator, 'faults', [
      { kind: 'status', status: 204, headers: { Date: date }, times: 1 },
      { kind: 'status', status: 200, body: '<html>gateway</html>' },
    ]);
    const empty = await get(simulator, MONITORS);
    expect([empty.status, empty.text, empty.headers.get('date')]).toEqual([204, '', date]);
    expect((await get(simulator, MONITORS)).text).toBe('<html>gateway</html>');
  });

  it.each([
    [{}, 'faults: must be a list'],
    [
      [{ kind: 'explode' }],
      'faults.0.kind: must be one of latency, status, drop, black-hole, lose-answer, late-answer,',
    ],
    [[{ kind: 'latency' }], 'faults.0: latency needs ms'],
    [[{ kind: 'latency', ms: -1 }], 'faults.0.ms: must not be negative'],
    [[{ kind: 'late-answer' }], 'faults.0: late-answer needs ms'],
    [[{ kind: 'status' }], 'faults.0: status needs status'],
    [[{ kind: 'status', status: 100 }], 'faults.0.status: must be from 200 to 599'],
    [[{ kind: 'drop', times: 0 }], 'faults.0.times: must be at least 1'],
    [[{ kind: 'drop', probability: 2 }], 'faults.0.probability: must be from 0 to 1'],
    [[{ kind: 'drop', when: 'now' }], 'faults.0.when: is not a known key'],
    [[{ kind: 'status', status: 200, headers: { a: 'x\r\ny' } }], 'faults.0.headers.a'],
    [[{ kind: 'status', status: 200, headers: { 'a b': 'x' } }], 'faults.0.headers'],
  ])('refuses %j with the reason', async (body, reason) => {
    const simulator = await simulate();
    await steer(simulator, 'faults', [{ kind: 'drop', path: '/kept' }]);
    const answer = await steer(simulator, 'faults', body);
    expect(answer.status).toBe(400);
    expect(at(answer.json, 'errors.0')).toContain(reason);
    expect(simulator.state().faults).toHaveLength(1);
  });
});

describe('who may steer', () => {
  it('no page of another origin', async () => {
    const simulator = await simulate();
    const { token } = await obtainKey(simulator);
    const send = (origin: string) =>
      call(simulator, 'POST', `${simulator.origin}/__simulator/reset`, { headers: { origin } });
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1.evil.example']) {
      expect((await send(origin)).status).toBe(403);
    }
    expect((await get(simulator, MONITORS, token)).status).toBe(200);
    expect((await send(simulator.origin)).status).toBe(200);
  });

  it.each(['GET', 'PUT', 'DELETE'])('no %s', async (method) => {
    const simulator = await simulate();
    const answer = await call(simulator, method, `${simulator.origin}/__simulator/reset`);
    expect(answer.status).toBe(404);
  });
});
