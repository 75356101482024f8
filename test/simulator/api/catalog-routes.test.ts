import { describe, expect, it, onTestFinished } from 'vitest';
import type { ScopeRow } from '../../../src/catalog/scope-row.ts';
import { SCOPES } from '../../../src/catalog/scopes.ts';
import { parseSeed } from '../../../src/simulator/world/seed.ts';
import { startSimulator } from '../../../src/simulator/server.ts';
import {
  at,
  clientSeed,
  get,
  obtainTokens,
  post,
  random,
  simulate,
  testClock,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const API = 'https://api.datadoghq.com';
const ALL_SCOPES = SCOPES.map((row) => row.scope);
const everything = clientSeed({ scopes: ALL_SCOPES });

/** The query and body of a probe, with times filled in as a tool would. */
function fill(text: string): string {
  const now = Date.now();
  return text
    .replace(/\{now(-\d+)?\}/g, (_, by = '0') => String(Math.floor(now / 1000) + Number(by)))
    .replace(/\{nowMs(-\d+)?\}/g, (_, by = '0') => String(now + Number(by)))
    .replace(/\{iso(-\d+)?\}/g, (_, by = '0') => new Date(now + Number(by) * 1000).toISOString());
}

function send(simulator: TestSimulator, probe: ScopeRow['probes'][number], token: string) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(probe.query ?? {})) query.set(name, fill(value));
  const url = `${API}${probe.path}?${query.toString()}`;
  if (probe.method === 'GET') return get(simulator, url, token);
  const body: unknown = JSON.parse(fill(JSON.stringify(probe.body ?? {})));
  return post(simulator, url, body, { authorization: `Bearer ${token}` });
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

describe('every probe of the catalog', () => {
  it('shows data with all scopes, none with the scopes of others', async () => {
    const simulator = await simulate(everything);
    const full = await obtainTokens(simulator);
    const wrong: string[] = [];
    for (const row of SCOPES) {
      for (const probe of row.probes) {
        if (probe.path.includes('{')) continue;
        const answer = await send(simulator, probe, full.accessToken);
        const data = probe.dataAt === '' ? answer.json : at(answer.json, probe.dataAt);
        if (answer.status !== 200 || !isFilled(data)) wrong.push(`${probe.path} ${answer.text}`);
      }
    }
    expect(wrong).toEqual([]);
    const others = await obtainTokens(simulator, { scope: 'api_keys_write' });
    for (const row of SCOPES) {
      for (const probe of row.probes) {
        if (probe.opens.length === 0) continue;
        const answer = await send(simulator, probe, others.accessToken);
        expect(`${answer.status} ${answer.text}`).toBe(
          '403 {"errors":["Forbidden","Failed permission authorization checks"]}',
        );
      }
    }
  });

  it('answers empty lists when told so', async () => {
    const simulator = await simulate(withSettings(everything, { emptyData: true }));
    const { accessToken } = await obtainTokens(simulator);
    for (const row of SCOPES) {
      for (const probe of row.probes) {
        const answer = await send(simulator, probe, accessToken);
        const data = probe.dataAt === '' ? answer.json : at(answer.json, probe.dataAt);
        expect([answer.status, isFilled(data)]).toEqual([200, false]);
      }
    }
  });
});

describe('refusals', () => {
  const monitors = `${API}/api/v1/monitor`;

  it.each([undefined, 'made-up', ''])('401 for token %s', async (token) => {
    const answer = await get(await simulate(), monitors, token);
    expect([answer.status, answer.json]).toEqual([401, { errors: ['Unauthorized'] }]);
  });

  it('401 for the token of another site, and after revocation', async () => {
    const simulator = await simulate();
    const eu = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    expect((await get(simulator, monitors, eu.accessToken)).status).toBe(401);
    const there = 'https://api.datadoghq.eu/api/v1/monitor';
    expect((await get(simulator, there, eu.accessToken)).status).toBe(200);
    await post(simulator, `${simulator.origin}/__simulator/revoke-grants`, {});
    expect((await get(simulator, there, eu.accessToken)).status).toBe(401);
  });

  it('403 when the user lacks the permission, unlike when the scope is missing', async () => {
    const users = everything.users.map((user) => ({
      ...user,
      missingPermissions: ['monitors_read', 'org_management'],
    }));
    const simulator = await simulate(parseSeed({ ...everything, users }, 'test'));
    const { accessToken } = await obtainTokens(simulator);
    const answer = await get(simulator, monitors, accessToken);
    expect([answer.status, answer.json]).toEqual([403, { errors: ['Forbidden'] }]);
    // Another scope opens it too, and for that one the user has the permission.
    const alternative = await get(simulator, `${API}/api/v2/domain_allowlist`, accessToken);
    expect(alternative.status).toBe(200);
  });

  it('403 that names the product when the org lacks it', async () => {
    const orgs = everything.orgs.map((org) => ({ ...org, disabledProducts: ['Monitors'] }));
    const simulator = await simulate(parseSeed({ ...everything, orgs }, 'test'));
    const { accessToken } = await obtainTokens(simulator);
    const answer = await get(simulator, monitors, accessToken);
    expect([answer.status, answer.json]).toEqual([
      403,
      { errors: ['Monitors is not enabled for this organization.'] },
    ]);
    expect((await get(simulator, `${API}/api/v1/slo`, accessToken)).status).toBe(200);
  });

  it('401 on a route without OAuth, also with all scopes', async () => {
    const simulator = await simulate(
      withSettings(everything, { routesWithoutOAuth: ['GET /api/v1/monitor'] }),
    );
    const { accessToken } = await obtainTokens(simulator);
    const answer = await get(simulator, monitors, accessToken);
    expect([answer.status, answer.json]).toEqual([401, { errors: ['Unauthorized'] }]);
    expect((await get(simulator, `${monitors}/search`, accessToken)).status).toBe(200);
  });

  it.each(['/api/v1/nothing', '/api/v1/monitor/', '/', '/api/v1/monitor/1', '//', '/%ff'])(
    '404 for %s',
    async (path) => {
      const simulator = await simulate();
      const { accessToken } = await obtainTokens(simulator);
      const answer = await get(simulator, `${API}${path}`, accessToken);
      expect([answer.status, answer.json]).toEqual([404, { errors: ['Not found'] }]);
    },
  );

  it('404 for API routes on a web app host', async () => {
    const simulator = await simulate();
    const { accessToken } = await obtainTokens(simulator);
    const answer = await get(simulator, 'https://app.datadoghq.com/api/v1/monitor', accessToken);
    expect(answer.status).toBe(404);
  });
});

it.each([
  '/api/v2/processes',
  '/api/v1/tags/hosts',
  '/api/v2/containers',
  '/api/v2/container_images',
  '/api/v2/rum/replay/playlists',
  '/api/v2/reference-tables/tables',
  '/api/v2/rum/replay/viewership-history/sessions',
  '/api/v2/siem-threat-hunting/jobs',
])('%s takes any live token, and only a live one', async (path) => {
  const simulator = await simulate();
  const { accessToken } = await obtainTokens(simulator, { scope: 'api_keys_write' });
  expect((await get(simulator, `${API}${path}`, accessToken)).status).toBe(200);
  expect((await get(simulator, `${API}${path}`, 'dead')).status).toBe(401);
});

describe('rows that are passed in', () => {
  const probe = { operationId: 'X', oauthDeclared: true, unstable: false, dataAt: 'a.b' };
  const rows: ScopeRow[] = [
    {
      scope: 'one',
      product: 'First',
      access: 'read',
      probes: [{ ...probe, method: 'GET', path: '/api/v2/things', opens: [['one', 'more']] }],
    },
    {
      scope: 'two',
      product: 'Second',
      access: 'read',
      probes: [
        { ...probe, method: 'GET', path: '/api/v2/things', opens: [['two']] },
        { ...probe, method: 'GET', path: '/api/v2/things/{id}', opens: [['two']] },
      ],
    },
  ];

  it('merges the alternatives of a route; made-up ids are 404 once let in', async () => {
    const clock = testClock();
    const seed = clientSeed({ scopes: ['one', 'more', 'two'] });
    const running = await startSimulator({ seed, clock, random, rows });
    onTestFinished(() => running.close());
    const simulator = { ...running, clock, clientId: seed.clients[0]?.clientId ?? '' };
    const status = async (scope: string, path: string): Promise<number> => {
      const { accessToken } = await obtainTokens(simulator, { scope });
      return (await get(simulator, `${API}${path}`, accessToken)).status;
    };
    expect(await status('one', '/api/v2/things')).toBe(403);
    expect(await status('one more', '/api/v2/things')).toBe(200);
    expect(await status('two', '/api/v2/things')).toBe(200);
    expect(await status('two', '/api/v2/things/00000000-0000')).toBe(404);
    expect(await status('one', '/api/v2/things/00000000-0000')).toBe(403);
    const { accessToken } = await obtainTokens(simulator, { scope: 'two' });
    const answer = await get(simulator, `${API}/api/v2/things`, accessToken);
    expect(isFilled(at(answer.json, 'a.b'))).toBe(true);
  });
});
