import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { seedForClient } from '../../src/simulator/world/seed.ts';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const SCOPES = [
  'api_keys_write',
  'timeseries_query',
  'metrics_read',
  'events_read',
  'logs_read_data',
  'apm_read',
];

/** A home with a grant and a key on a simulator of its own. */
interface Lab {
  readonly simulator: SimulatorProcess;
  readonly home: string;
  createKey(...args: string[]): Promise<{ code: number | null; report: Report; ms: number }>;
  stop(): Promise<void>;
}

async function openLab(settings: object): Promise<Lab> {
  const home = temporaryHome();
  const port = await freePort();
  writeConfig(home.path, port, { scopes: SCOPES });
  const seed = seedForClient({
    clientId: CLIENT_ID,
    kind: 'published',
    name: 'Example',
    redirectUris: [`http://localhost:${String(port)}/callback`],
    scopes: SCOPES,
  });
  const file = join(home.path, 'seed.json');
  writeFileSync(file, JSON.stringify({ ...seed, settings: { ...seed.settings, ...settings } }));
  const options = { cwd: home.path, env: cliEnvironment(home.path) };
  const simulator = await startSimulatorProcess(['--seed', file], options);
  const run = (...args: string[]) =>
    runCli([...args, '--json', '--simulator', simulator.origin], options);
  expect((await run('authorize', '--consent', 'authorize')).code).toBe(0);
  return {
    simulator,
    home: home.path,
    createKey: async (...args) => {
      const began = performance.now();
      const end = await run('create-key', '--yes', '--read-back-timeout', '2s', ...args);
      return { code: end.code, report: parseReport(end.stdout), ms: performance.now() - began };
    },
    stop: async () => {
      await simulator.stop();
      home.remove();
    },
  };
}

const dataOf = ({ results }: Report): Result[] =>
  results.filter(({ check }) => check === 'key.data');
/** Grade, proof and code of the one kind that was sent. */
function only(report: Report): (string | undefined)[] {
  const [first, ...more] = dataOf(report);
  expect(more).toEqual([]);
  return [first?.grade, first?.proof, first?.finding.code];
}

describe('faults of intakes and searches', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ ingestionDelayMs: 100 });
  });
  afterEach(async () => {
    await lab.simulator.control('faults', []);
  });
  afterAll(() => lab.stop());
  const faults = (...list: readonly object[]): Promise<void> =>
    lab.simulator.control('faults', list);

  const SERIES = { host: 'api.datadoghq.com', path: '/api/v2/series', kind: 'status' };
  it.each([
    [
      { status: 400, body: { errors: ['Payload is not in the expected format'] } },
      'failed',
      'payload-refused',
      1,
    ],
    [{ status: 401, body: { errors: ['Unauthorized'] } }, 'failed', 'key-absent', 1],
    [{ status: 403, body: { errors: ['Forbidden'], statuspage: 'x' } }, 'failed', 'key-refused', 1],
    [{ status: 413 }, 'failed', 'too-large', 1],
    [{ status: 404 }, 'failed', 'refused', 1],
    [{ status: 302, headers: { location: '/login' } }, 'inconclusive', 'not-datadog', 5],
    [{ status: 202, body: { errors: ['value is not a number'] } }, 'failed', 'partly-refused', 1],
    [
      { status: 200, body: '<html>Sign in to the network</html>' },
      'inconclusive',
      'not-datadog',
      5,
    ],
    [{ status: 408 }, 'inconclusive', 'unavailable', 5],
    [{ status: 429 }, 'inconclusive', 'rate-limited', 5],
    [{ status: 503, body: '<h1>busy</h1>' }, 'inconclusive', 'unavailable', 5],
  ])('intake answers %j: %s, data.%s, exit %i', async (fault, grade, code, exit) => {
    await faults({ ...SERIES, ...fault });
    const { report, code: exitCode } = await lab.createKey('--data', 'metrics');
    expect(only(report)).toEqual([grade, 'reachable', `data.${code}`]);
    expect(exitCode).toBe(exit);
  });

  it('quotes what the server says, redacted', async () => {
    const token = 'a'.repeat(32);
    const body = { errors: [`bad point, api_key=${token}`] };
    await faults({ ...SERIES, status: 400, body });
    const { report } = await lab.createKey('--data', 'metrics');
    expect(dataOf(report)[0]?.message).toContain('bad point');
    expect(JSON.stringify(report)).not.toContain(token);
  });

  it('a connection that breaks is inconclusive, and nothing is sent twice', async () => {
    await faults({ host: 'http-intake.logs.datadoghq.com', kind: 'drop' });
    const { code, report } = await lab.createKey('--data', 'logs');
    expect(only(report)).toEqual(['inconclusive', undefined, 'data.unavailable']);
    expect(code).toBe(5);
    const { requests } = await lab.simulator.state();
    expect(requests.filter(({ host }) => host.startsWith('http-intake'))).toHaveLength(1);
  });

  it.each([401, 403])(
    'events v2 that want an application key (%i) are for review',
    async (status) => {
      await faults({ host: 'event-management-intake.datadoghq.com', kind: 'status', status });
      const { code, report } = await lab.createKey('--data', 'events-v2');
      expect(only(report)).toEqual(['review', 'reachable', 'data.application-key-wanted']);
      expect(code).toBe(0);
    },
  );

  it('a search that is refused gives way to the next: v1, v2, tags', async () => {
    const refuse = (path: string) => ({ path, kind: 'status', status: 403 });
    for (const [paths, operation] of [
      [['/api/v1/query'], 'POST /api/v2/query/timeseries'],
      [['/api/v1/query', '/api/v2/query/timeseries'], 'GET /api/v2/metrics/{metric_name}/all-tags'],
    ] as const) {
      await faults(...paths.map(refuse));
      const { report } = await lab.createKey('--data', 'metrics');
      expect(only(report)).toEqual(['passed', 'observed', 'data.observed']);
      expect(dataOf(report)[0]?.finding.args).toMatchObject({ operation });
      expect(dataOf(report)[0]?.finding.args['refusals']).toHaveLength(paths.length);
    }
    await faults(refuse('/api/v1/query'), refuse('/api/v2/query/*'), refuse('/api/v2/metrics/*'));
    const { code, report } = await lab.createKey('--data', 'metrics');
    expect(only(report)).toEqual(['review', 'accepted', 'data.read-refused']);
    expect(code).toBe(0);
  });

  it('events, logs and spans have a second way too', async () => {
    const refuse = (method: string, path: string) => ({
      method,
      path,
      kind: 'status',
      status: 401,
    });
    await faults(
      refuse('GET', '/api/v1/events'),
      refuse('GET', '/api/v2/logs/events'),
      refuse('GET', '/api/v2/spans/events'),
    );
    const { report } = await lab.createKey('--data', 'events,logs,traces');
    expect(dataOf(report).map(({ finding }) => finding.args['operation'])).toEqual([
      'GET /api/v2/events',
      'POST /api/v1/logs-queries/list',
      'POST /api/v2/spans/events/search',
    ]);
  });

  it.each([
    ['errors', { kind: 'status', status: 500 }],
    ['a page', { kind: 'status', status: 200, body: '<html></html>' }],
    ['silence', { kind: 'black-hole' }],
    ['a limit', { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }],
  ])(
    'a search that gives %s is inconclusive, not "not seen", and ends in time',
    async (_, fault) => {
      await faults({ path: '/api/v2/logs/events', ...fault });
      const { code, report, ms } = await lab.createKey('--data', 'logs,events');
      expect(dataOf(report).map(({ grade, finding }) => [grade, finding.code])).toEqual([
        ['passed', 'data.observed'],
        ['inconclusive', 'data.read-broken'],
      ]);
      expect(code).toBe(5);
      expect(ms).toBeLessThan(8_000);
    },
  );

  it('a search that recovers is looked past', async () => {
    await faults({ path: '/api/v2/logs/events', kind: 'status', status: 500, times: 2 });
    const { code, report } = await lab.createKey('--data', 'logs');
    expect(only(report)).toEqual(['passed', 'observed', 'data.observed']);
    expect(code).toBe(0);
  });

  it('a slow intake does not keep the others from being seen', async () => {
    await faults({ host: 'http-intake.logs.datadoghq.com', kind: 'latency', ms: 1_500 });
    const { report } = await lab.createKey('--data', 'metrics,logs');
    const [metrics, logs] = dataOf(report);
    expect([metrics?.proof, logs?.proof]).toEqual(['observed', 'observed']);
    expect(Number(metrics?.durationMs)).toBeLessThan(1_400);
  });

  it('--timeout ends it all, and says that it is not known', async () => {
    await faults({ path: '/api/v2/logs/events', kind: 'black-hole' });
    const args = ['--data', 'logs', '--read-back-timeout', '5m', '--timeout', '2s'];
    const { code, report, ms } = await lab.createKey(...args);
    expect(only(report)).toEqual(['inconclusive', 'accepted', 'data.read-broken']);
    expect(code).toBe(5);
    expect(ms).toBeLessThan(8_000);
  });
});

describe('data that takes long to arrive', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab({ ingestionDelayMs: 3_600_000 });
  });
  afterAll(() => lab.stop());

  it('is accepted and not seen yet, with a link, after the time that was given', async () => {
    const { code, report, ms } = await lab.createKey('--data', 'metrics,logs,events');
    expect(code).toBe(0);
    for (const { grade, proof, finding, links } of dataOf(report)) {
      expect([grade, proof, finding.code]).toEqual(['review', 'accepted', 'data.not-seen-yet']);
      expect(Number(finding.args['waitedMs'])).toBeGreaterThan(1_800);
      expect(links[0]?.url).toContain('https://app.datadoghq.com/');
    }
    // All wait at the same time.
    expect(ms).toBeLessThan(6_000);
  });

  it('the wait ends at Ctrl-C within a second', async () => {
    const cli = startCli(
      ['create-key', '--yes', '-v', '--data', 'logs', '--simulator', lab.simulator.origin],
      { cwd: lab.home, env: cliEnvironment(lab.home), input: '' },
    );
    await cli.waitFor(/api\/v2\/logs\/events/);
    const began = performance.now();
    cli.child.kill('SIGINT');
    expect((await cli.ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('a clock that is wrong', () => {
  it.each([
    // The site is behind: what this machine stamps lies in its future.
    [
      -900,
      'failed',
      'data.clock-outside',
      { metrics: 'data.outside-window', logs: 'data.observed' },
      1,
    ],
    [
      7_200,
      'failed',
      'data.clock-outside',
      { metrics: 'data.outside-window', logs: 'data.observed' },
      1,
    ],
    [-150, 'warning', 'data.clock-off', { metrics: 'data.observed', logs: 'data.observed' }, 0],
  ])('by %i s: %s, %s', async (clockOffsetSeconds, grade, code, data, exit) => {
    const lab = await openLab({
      clockOffsetSeconds,
      ingestionDelayMs: 0,
      accessTokenLifetimeSeconds: 100_000,
    });
    try {
      const { report, code: exitCode } = await lab.createKey('--data', 'metrics,logs');
      const clock = report.results.find(({ id }) => id === 'key.clock');
      expect([clock?.grade, clock?.finding.code]).toEqual([grade, code]);
      const offsetMs = Number(clock?.finding.args['offsetMs']);
      expect(Math.abs(offsetMs + clockOffsetSeconds * 1000)).toBeLessThan(2_000);
      expect(
        Object.fromEntries(
          dataOf(report).map(({ subject, finding }) => [subject.dataType, finding.code]),
        ),
      ).toEqual(data);
      expect(exitCode).toBe(exit);
    } finally {
      await lab.stop();
    }
  });
});
