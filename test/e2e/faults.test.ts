import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiKey } from '../../src/model/grant.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { expireStoredGrants, secretsFile, storedGrant } from '../support/stored-grants.ts';

const work = temporaryHome();
let simulator: SimulatorProcess;
/** Fresh for each test. */
let home: string;
let removeHome: () => void;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], { cwd: work.path, env: cliEnvironment(work.path) });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
beforeEach(() => {
  const fresh = temporaryHome();
  home = fresh.path;
  removeHome = fresh.remove;
});
afterEach(async () => {
  await simulator.control('reset');
  removeHome();
});

interface Ran {
  readonly code: number | null;
  readonly stderr: string;
  readonly report: Report;
  /** Wall time of the process. */
  readonly ms: number;
}

async function cli(...args: string[]): Promise<Ran> {
  const began = performance.now();
  const end = await runCli([...args, '--json', '--simulator', simulator.origin], {
    cwd: work.path,
    env: cliEnvironment(home),
  });
  return {
    code: end.code,
    stderr: end.stderr,
    report: parseReport(end.stdout),
    ms: performance.now() - began,
  };
}

const authorize = (...args: string[]): Promise<Ran> =>
  cli('authorize', '--consent', 'authorize', ...args);

async function withGrant(): Promise<void> {
  expect((await authorize()).code).toBe(0);
}

const faults = (...list: readonly object[]): Promise<void> => simulator.control('faults', list);
const resultAt = (report: Report, id: string): Result | undefined =>
  report.results.find((each) => each.id === id);
const failed = (report: Report): Result[] =>
  report.results.filter(({ grade }) => grade === 'failed');

/** A run that had `limitMs` must not take longer than a second more, nor its process much longer. */
function expectInTime(ran: Ran, limitMs: number): void {
  expect(ran.report.durationMs).toBeLessThanOrEqual(limitMs + 1_000);
  expect(ran.ms).toBeLessThan(limitMs + 8_000);
}

/** Requests for a path that reached the simulator. */
async function countOf(path: string): Promise<number> {
  return (await simulator.state()).requests.filter((each) => each.path === path).length;
}

const TOKEN = '/oauth2/v1/token';
const KEY = '/api/v2/api_keys/marketplace';
const MONITORS = '/api/v1/monitor';

/** Ways in which a server fails that say nothing about the client. */
const TROUBLE = [
  { what: 'an error 500', fault: { kind: 'status', status: 500 } },
  { what: 'an error 503 with a page', fault: { kind: 'status', status: 503, body: '<html>busy' } },
  { what: 'a 429', fault: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } },
  { what: 'a dropped connection', fault: { kind: 'drop' } },
] as const;

describe('authorize', () => {
  it.each(TROUBLE)(
    '$what at the token endpoint: exit 4, nothing is said of the client',
    async ({ fault }) => {
      await faults({ path: TOKEN, ...fault });
      const { code, report } = await authorize();
      expect(code).toBe(4);
      expect(failed(report)).toEqual([]);
      const token = resultAt(report, 'authorize.token');
      expect(token?.grade).toBe('inconclusive');
      expect(token?.finding.code).toMatch(/^token\.un(available|reachable)$/);
      // A code is good for one use: another try with it would look like theft.
      expect(await countOf(TOKEN)).toBe(1);
    },
  );

  it.each(TROUBLE)('$what at the authorize page: exit 4', async ({ fault }) => {
    await faults({ path: '/oauth2/v1/authorize', ...fault });
    const { code, report } = await authorize('--timeout', '20s');
    expect(code).toBe(4);
    expect(failed(report)).toEqual([]);
  });

  it.each([
    ['the token endpoint', TOKEN, 4],
    ['the authorize page', '/oauth2/v1/authorize', 3],
  ])('%s never answers: ends with --timeout', async (_, path, code) => {
    await faults({ path, kind: 'black-hole' });
    const ran = await authorize('--timeout', '2s');
    expect(ran.code).toBe(code);
    expectInTime(ran, 2_000);
  });

  it('a slow server is no fault', async () => {
    await faults({ kind: 'latency', ms: 700 });
    const { code, report } = await authorize();
    expect(code).toBe(0);
    expect(codesOf(report)).toContain('grant.stored');
  });
});

describe('grants refresh', () => {
  it.each(TROUBLE)(
    '$what: exit 4, the grant stays as it is, and is not sent twice',
    async ({ fault }) => {
      await withGrant();
      const before = storedGrant(home, 'us1');
      const sent = await countOf(TOKEN);
      await faults({ path: TOKEN, ...fault });
      const { code, report } = await cli('grants', 'refresh');
      expect(code).toBe(4);
      expect(report.results.map(({ grade }) => grade)).toEqual(['inconclusive']);
      expect(codesOf(report)[0]).toMatch(/^token\.un(available|reachable)$/);
      expect(await countOf(TOKEN)).toBe(sent + 1);
      expect(storedGrant(home, 'us1')).toEqual(before);
      await faults();
      expect((await cli('grants', 'refresh')).code).toBe(0);
    },
  );

  it('a black hole: ends with --timeout', async () => {
    await withGrant();
    await faults({ path: TOKEN, kind: 'black-hole' });
    const ran = await cli('grants', 'refresh', '--timeout', '2s');
    expect(ran.code).toBe(4);
    expect(codesOf(ran.report)).toEqual(['token.unreachable']);
    expectInTime(ran, 2_000);
  });

  it('another process holds the grant in a black hole: the wait for it ends with --timeout too', async () => {
    await withGrant();
    await faults({ path: TOKEN, kind: 'black-hole' });
    const first = cli('grants', 'refresh', '--timeout', '7s');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const began = performance.now();
    const second = await runCli(
      ['grants', 'refresh', '--timeout', '1s', '--simulator', simulator.origin],
      { cwd: work.path, env: cliEnvironment(home) },
    );
    expect(second.code).toBe(4);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect((await first).code).toBe(4);
  });

  it('a success that is none is not stored', async () => {
    await withGrant();
    const before = storedGrant(home, 'us1');
    for (const body of ['<html>login</html>', { hello: 'world' }, '', { access_token: 7 }]) {
      await faults({ path: TOKEN, kind: 'status', status: 200, body });
      const { code, report } = await cli('grants', 'refresh');
      expect(code).toBe(1);
      expect(codesOf(report)).toEqual(['token.malformed']);
      expect(storedGrant(home, 'us1')).toEqual(before);
    }
  });
});

describe('check-scopes', () => {
  const scope = (report: Report, name: string): Result | undefined =>
    resultAt(report, `scope.${name}`);

  it.each([
    [{ 'retry-after': '1' }, 1_000],
    [{ 'x-ratelimit-reset': '1', 'x-ratelimit-name': 'monitors' }, 1_000],
    [{}, 0],
  ])('429 with %j: waits that long and asks again', async (headers, waitMs) => {
    await withGrant();
    await faults({ path: MONITORS, kind: 'status', status: 429, headers, times: 1 });
    const { code, report } = await cli('check-scopes', '--scope', 'monitors_read');
    expect(code).toBe(0);
    expect(scope(report, 'monitors_read')?.finding.code).toBe('scope.observed');
    expect(scope(report, 'monitors_read')?.durationMs).toBeGreaterThanOrEqual(waitMs);
    expect(await countOf(MONITORS)).toBe(2);
  });

  it('429 until much later: says so at once', async () => {
    await withGrant();
    await faults({
      path: '/api/*',
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '600' },
    });
    const ran = await cli('check-scopes', '--scope', 'monitors_read');
    expect(ran.code).toBe(5);
    expect(codesOf(ran.report)).toEqual(['grant.fresh', 'scope.rate-limited']);
    expect(scope(ran.report, 'monitors_read')?.finding.args['waitSeconds']).toBe(600);
    expectInTime(ran, 2_000);
  });

  it('429 and --timeout: does not wait longer than there is time', async () => {
    await withGrant();
    await faults({ path: '/api/*', kind: 'status', status: 429, headers: { 'retry-after': '8' } });
    const ran = await cli('check-scopes', '--scope', 'monitors_read', '--timeout', '2s');
    expect(ran.code).toBe(5);
    expectInTime(ran, 2_000);
  });

  it.each([
    ['an error 500', { kind: 'status', status: 500 }, 'scope.server-error', 5],
    ['a gateway timeout', { kind: 'status', status: 504 }, 'scope.timeout', 4],
    ['a dropped connection', { kind: 'drop' }, 'scope.unreachable', 4],
    ['a page', { kind: 'status', status: 200, body: '<html>log in' }, 'scope.gateway-page', 5],
    ['rubbish', { kind: 'status', status: 200, body: 'OK' }, 'scope.answer-unreadable', 5],
    ['an empty 200', { kind: 'status', status: 200, body: '' }, 'scope.answer-unreadable', 5],
  ])('%s everywhere: inconclusive, never a missing scope', async (_, fault, expected, code) => {
    await withGrant();
    await faults({ path: '/api/*', ...fault });
    const ran = await cli('check-scopes', '--scope', 'monitors_read', 'metrics_read');
    // The grant does not have metrics_read, and that is known without asking.
    expect(scope(ran.report, 'metrics_read')?.finding.code).toBe('scope.not-granted');
    expect(scope(ran.report, 'monitors_read')).toMatchObject({
      grade: 'inconclusive',
      finding: { code: expected },
    });
    expect(ran.code).toBe(1);
    const alone = await cli('check-scopes', '--scope', 'monitors_read');
    expect(alone.code).toBe(code);
    expect(failed(alone.report)).toEqual([]);
  });

  it('one route fails: the others are proved all the same, exit 5', async () => {
    await withGrant();
    await faults({ path: '/api/v1/query', kind: 'status', status: 502 });
    const { code, report } = await cli('check-scopes');
    expect(code).toBe(5);
    expect(report.summary).toMatchObject({ failed: 0, inconclusive: 1 });
    expect(scope(report, 'timeseries_query')?.finding.code).toBe('scope.server-error');
    expect(scope(report, 'monitors_read')?.grade).toBe('passed');
  });

  it('a black hole on one route: ends with --timeout, and keeps what was proved', async () => {
    await withGrant();
    await faults({ path: '/api/v1/query', kind: 'black-hole' });
    const ran = await cli('check-scopes', '--timeout', '3s');
    expect(ran.code).toBe(5);
    expect(scope(ran.report, 'timeseries_query')).toMatchObject({
      grade: 'inconclusive',
      finding: { code: 'scope.timeout' },
    });
    expect(scope(ran.report, 'monitors_read')?.grade).toBe('passed');
    expectInTime(ran, 3_000);
  });

  it('a black hole everywhere: exit 4 after --timeout', async () => {
    await withGrant();
    expireStoredGrants(home);
    await faults({ kind: 'black-hole' });
    const ran = await cli('check-scopes', '--site', 'us1,eu1', '--timeout', '2s');
    expect(ran.code).toBe(3);
    expect(codesOf(ran.report)).toEqual(['token.unreachable', 'grant.other-site-only']);
    expectInTime(ran, 2_000);
    const alone = await cli('check-scopes', '--site', 'us1', '--timeout', '2s');
    expect(alone.code).toBe(4);
    expectInTime(alone, 2_000);
  });

  it('connections that break now and then are tried once more', async () => {
    await withGrant();
    await faults({ path: '/api/*', kind: 'drop', times: 1 });
    const { code } = await cli('check-scopes');
    expect(code).toBe(0);
  });
});

describe('check-scopes on several sites', () => {
  it('a route that one site does not have, and another has, is named so', async () => {
    await withGrant();
    expect((await authorize('--site', 'eu1')).code).toBe(0);
    const gone = { kind: 'status', status: 404, body: { errors: ['Not found'] } };
    await faults({ ...gone, host: 'api.datadoghq.eu', path: '/api/v1/monitor*' });
    const { report } = await cli('check-scopes', '--site', 'us1,eu1', '--scope', 'monitors_read');
    expect(
      report.results
        .filter(({ id }) => id === 'scope.monitors_read')
        .map(({ subject, grade, finding }) => [subject.site, grade, finding.code]),
    ).toEqual([
      ['us1', 'passed', 'scope.observed'],
      ['eu1', 'warning', 'scope.not-on-site'],
    ]);
  });
});

describe('check-regions', () => {
  it.each(TROUBLE)(
    '$what on one site of two: inconclusive there, proved on the other, exit 4',
    async ({ fault }) => {
      await withGrant();
      expect((await authorize('--site', 'eu1')).code).toBe(0);
      await faults({ host: '*.datadoghq.eu', ...fault });
      const { code, report } = await cli('check-regions', '--site', 'us1,eu1');
      expect(code).toBe(4);
      expect(failed(report)).toEqual([]);
      expect(resultAt(report, 'region.us1.client')?.finding.code).toBe('region.client-known');
      const eu1 = report.results.filter(
        ({ subject, grade }) => subject.site === 'eu1' && grade !== 'skipped',
      );
      expect(eu1.map(({ grade }) => grade)).toEqual(eu1.map(() => 'inconclusive'));
      expect(eu1.length).toBeGreaterThanOrEqual(9);
    },
  );

  it('every site fails: exit 4', async () => {
    await withGrant();
    expect((await authorize('--site', 'eu1')).code).toBe(0);
    await faults({ kind: 'drop' });
    const { code, report } = await cli('check-regions', '--site', 'us1,eu1');
    expect(code).toBe(4);
    expect(failed(report)).toEqual([]);
  });

  it('a black hole on one of nine sites: ends with --timeout, the eight others are proved', async () => {
    await faults({ host: '*ap2.datadoghq.com', kind: 'black-hole' });
    const ran = await cli('check-regions', '--timeout', '6s');
    expect(ran.code).toBe(5);
    const clients = ran.report.results.filter(({ check }) => check === 'region.client');
    expect(clients).toHaveLength(9);
    for (const { subject, finding } of clients) {
      expect(finding.code, subject.site).toBe(
        subject.site === 'ap2' ? 'region.unreachable' : 'region.client-known',
      );
    }
    expectInTime(ran, 6_000);
  });
});

describe('create-key', () => {
  const create = (...args: string[]) =>
    cli('create-key', '--yes', '--read-back-timeout', '3s', ...args);
  const keys = async () => (await simulator.state()).keys.length;

  it('a 500 or a 429 instead of the key: exit 4, and the next run gets it', async () => {
    await withGrant();
    for (const [status, expected] of [
      [500, 'key.unavailable'],
      [429, 'key.rate-limited'],
    ] as const) {
      await faults({ path: KEY, kind: 'status', status });
      const { code, report } = await create();
      expect(code, String(status)).toBe(4);
      expect(resultAt(report, 'key.create')).toMatchObject({
        grade: 'inconclusive',
        finding: { code: expected },
      });
      expect(failed(report)).toEqual([]);
    }
    await faults();
    const { code, report } = await create();
    expect(code).toBe(0);
    expect(resultAt(report, 'key.create')?.finding.code).toBe('key.created');
  });

  it('the connection breaks before the request arrived: perhaps created, and the next run gets it', async () => {
    await withGrant();
    await faults({ path: KEY, kind: 'drop' });
    const { code, report } = await create();
    expect(code).toBe(4);
    expect(resultAt(report, 'key.create')).toMatchObject({
      grade: 'inconclusive',
      finding: { code: 'key.perhaps-created' },
    });
    // Sent once: a second request could only be answered with 409.
    expect(await countOf(KEY)).toBe(1);
    await faults();
    expect(resultAt((await create()).report, 'key.create')?.finding.code).toBe('key.created');
  });

  it('the answer comes too late: perhaps created; the next run explains the 409; a third one too', async () => {
    await withGrant();
    await faults({ path: KEY, kind: 'latency', ms: 6_000, times: 1 });
    const late = await create('--timeout', '3s');
    expect(late.code).toBe(4);
    expect(codesOf(late.report)).toContain('key.perhaps-created');
    expectInTime(late, 3_000);
    await expect.poll(keys, { timeout: 15_000 }).toBe(1);
    const next = await create();
    expect(next.code).toBe(1);
    expect(codesOf(next.report)).toContain('key.intent-left');
    expect(resultAt(next.report, 'key.create')?.remedy).toMatch(/revoke/i);
    const third = await create();
    expect(third.code).toBe(1);
    expect(
      codesOf(third.report).some((code) => /^key\.(intent-left|exists-unknown)$/.test(code)),
    ).toBe(true);
  });

  it('nothing can be sent at all: no key was made', async () => {
    await withGrant();
    const nobody = `http://127.0.0.1:${String(await freePort())}`;
    const end = await runCli(['create-key', '--yes', '--json', '--simulator', nobody], {
      cwd: work.path,
      env: cliEnvironment(home),
    });
    expect(end.code).toBe(4);
    expect(codesOf(parseReport(end.stdout))).toContain('key.unreachable');
  });

  it('a key that cannot be validated now is kept, and used by the next run', async () => {
    await withGrant();
    await faults({ path: '/api/v1/validate', kind: 'status', status: 503 });
    const first = await create();
    expect(first.code).toBe(5);
    expect(failed(first.report)).toEqual([]);
    expect(codesOf(first.report)).toContain('key.check-inconclusive');
    await faults();
    const second = await create();
    expect(second.code).toBe(0);
    expect(resultAt(second.report, 'key.create')?.finding.code).toBe('key.reused');
    expect(await keys()).toBe(1);
  });

  it('intakes that fail are inconclusive; the key is proved', async () => {
    await withGrant();
    await faults(
      { path: '/api/v2/series', kind: 'status', status: 502 },
      { path: '/api/v2/logs', kind: 'drop' },
    );
    const { code, report } = await create();
    expect(code).toBe(5);
    expect(failed(report)).toEqual([]);
    expect(resultAt(report, 'key.validate')?.finding.code).toBe('key.valid');
    expect(codesOf(report).filter((each) => each === 'data.unavailable').length).toBeGreaterThan(1);
  });

  it('black holes at the intakes: ends with --timeout', async () => {
    await withGrant();
    await faults(
      { path: '/api/v2/series', kind: 'black-hole' },
      { path: '/api/v2/logs', kind: 'black-hole' },
      { path: '/api/v1/events', kind: 'black-hole' },
    );
    const ran = await create('--timeout', '3s');
    expect(ran.code).toBe(5);
    expect(failed(ran.report)).toEqual([]);
    expectInTime(ran, 3_000);
  });

  it('a key of another site is refused here, and named', async () => {
    await withGrant();
    expect((await authorize('--site', 'eu1')).code).toBe(0);
    expect((await create('--site', 'eu1')).code).toBe(0);
    takeKeyOver('eu1', 'us1');
    const { code, report } = await create('--site', 'us1');
    expect(code).toBe(1);
    expect(resultAt(report, 'key.create')?.finding.code).toBe('key.reused');
    expect(resultAt(report, 'key.validate')).toMatchObject({
      grade: 'failed',
      finding: { code: 'key.invalid', args: { site: 'us1' } },
    });
    const regions = await cli('check-regions', '--site', 'us1,eu1');
    expect(resultAt(regions.report, 'region.us1.key')?.finding).toMatchObject({
      code: 'region.key-of-another-site',
      args: { owner: 'eu1' },
    });
    expect(resultAt(regions.report, 'region.eu1.key')?.finding.code).toBe('key.valid');
    expect(regions.code).toBe(1);
  });
});

/** Puts the stored key of one site under another, as somebody who mixes up secrets does. */
function takeKeyOver(from: string, to: string): void {
  const path = secretsFile(home);
  const file: { entries: Record<string, string> } = JSON.parse(readFileSync(path, 'utf8'));
  const [, text = '{}'] =
    Object.entries(file.entries).find(([id]) => id.startsWith(`api-key/${CLIENT_ID}/${from}/`)) ??
    [];
  const key: ApiKey = JSON.parse(text);
  const { org } = storedGrant(home, to);
  const id = `api-key/${CLIENT_ID}/${to}/${String(org.id)}/${key.keyId}`;
  file.entries[id] = JSON.stringify({ ...key, site: to, org });
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
}

describe('a world in which much is wrong', () => {
  const SCOPES = [
    'dashboards_read',
    'events_read',
    'incident_read',
    'metrics_read',
    'monitors_read',
    'notebooks_read',
  ];
  let wrong: SimulatorProcess;
  let port: number;
  const folder = temporaryHome();
  const env = () => cliEnvironment(home);

  beforeAll(async () => {
    port = await freePort();
    writeConfig(folder.path, port, { scopes: SCOPES });
    const seed = {
      clients: [
        {
          clientId: CLIENT_ID,
          kind: 'published',
          name: 'Client with troubles',
          redirectUris: [`http://localhost:${String(port)}/callback`],
          scopes: SCOPES.filter((name) => name !== 'events_read'),
        },
      ],
      orgs: ['us1', 'eu1'].map((site) => ({
        id: `org-${site}`,
        name: `Org ${site}`,
        site,
        disabledProducts: ['Incidents'],
      })),
      users: ['us1', 'eu1'].map((site) => ({
        id: `user-${site}`,
        name: 'Ada',
        handle: `ada@${site}.example.test`,
        orgId: `org-${site}`,
        missingPermissions: ['dashboards_read'],
      })),
      settings: { routesWithoutOAuth: ['GET /api/v1/notebooks'] },
    };
    writeFileSync(join(folder.path, 'seed.json'), JSON.stringify(seed));
    wrong = await startSimulatorProcess(['--seed', 'seed.json'], {
      cwd: folder.path,
      env: cliEnvironment(folder.path),
    });
  });
  afterAll(async () => {
    await wrong.stop();
    folder.remove();
  });

  const run = async (...args: string[]): Promise<{ code: number | null; report: Report }> => {
    const end = await runCli([...args, '--json', '--simulator', wrong.origin], {
      cwd: folder.path,
      env: env(),
    });
    return { code: end.code, report: parseReport(end.stdout) };
  };

  it('check-scopes names every cause in one run', async () => {
    for (const site of ['us1', 'eu1']) {
      const { code, report } = await run('authorize', '--consent', 'authorize', '--site', site);
      expect(code).toBe(1);
      expect(codesOf(report)).toContain('authorize.scopes-missing');
    }
    // The user of eu1 removes the integration in the web app; the access token seems fresh here.
    const { refreshToken = '' } = storedGrant(home, 'eu1');
    const revoked = await fetch(`${wrong.origin}/api.datadoghq.eu/oauth2/v1/revoke`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: CLIENT_ID,
        client_secret: 'simulated-client-secret',
        token: refreshToken,
      }),
    });
    expect(revoked.status).toBe(200);

    const { code, report } = await run('check-scopes', '--site', 'us1,eu1');
    expect(code).toBe(1);
    const found = (site: string): Record<string, string> =>
      Object.fromEntries(
        report.results
          .filter(({ subject }) => subject.site === site && subject.scope !== undefined)
          .map(({ subject, grade, finding }): [string, string] => [
            subject.scope ?? '',
            `${grade} ${finding.code}`,
          ]),
      );
    expect(found('us1')).toEqual({
      dashboards_read: 'failed scope.permission-missing',
      events_read: 'failed scope.not-granted',
      incident_read: 'warning scope.product-disabled',
      metrics_read: 'passed scope.observed',
      monitors_read: 'passed scope.observed',
      notebooks_read: 'review scope.route-no-oauth',
    });
    // A bare "Forbidden" leaves two causes; the likelier one is named, and that it is likely only.
    const dashboards = report.results.find(
      ({ subject }) => subject.site === 'us1' && subject.scope === 'dashboards_read',
    );
    expect(dashboards?.finding.args).toMatchObject({
      candidates: ['permission', 'product'],
      likely: true,
      detail: 'Forbidden',
    });
    expect(found('eu1')).toEqual({
      ...Object.fromEntries(SCOPES.map((name) => [name, 'failed scope.grant-revoked'])),
      events_read: 'failed scope.not-granted',
    });
  });

  it('with a dead token alone the answer is to authorize again: exit 3', async () => {
    await run('authorize', '--consent', 'authorize');
    await wrong.control('revoke-grants');
    const { code, report } = await run('check-scopes', '--scope', 'monitors_read', 'metrics_read');
    expect(code).toBe(3);
    expect(codesOf(report)).toEqual([
      'grant.fresh',
      'grant.revoked',
      'scope.grant-revoked',
      'scope.grant-revoked',
    ]);
  });
});
