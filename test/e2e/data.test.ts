import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DATA_TYPE_NAMES } from '../../src/catalog/data-types.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { parseReport } from '../support/schema.ts';

const home = temporaryHome();
afterAll(() => {
  home.remove();
});

const READ = ['timeseries_query', 'events_read', 'logs_read_data', 'apm_read'];
const profile = (scopes: readonly string[]) => ({
  kind: 'published',
  clientId: '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de',
  redirectUris: ['http://localhost:18085/callback'],
  scopes: ['api_keys_write', ...scopes],
});
writeFileSync(
  join(home.path, 'ddoauth.config.json'),
  JSON.stringify({
    defaultProfile: 'reads',
    profiles: {
      reads: profile(READ),
      'key-only': profile([]),
      tags: profile(['metrics_read']),
      index: profile(['logs_read_index_data']),
    },
  }),
);

interface Ran extends CliEnd {
  readonly report: Report;
  readonly ms: number;
}

async function createKey(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const began = performance.now();
  const end = await runCli(['create-key', '--simulate', '--json', ...args], {
    cwd: home.path,
    env: cliEnvironment(home.path, env),
  });
  const ms = performance.now() - began;
  return { ...end, ms, report: end.stdout === '' ? empty() : parseReport(end.stdout) };
}

/** What a run that ends with a usage error has instead of a report. */
function empty(): Report {
  return { results: [] as readonly Result[] } as Report;
}

const dataOf = ({ results }: Report): Result[] =>
  results.filter(({ check }) => check === 'key.data');
const rows = (report: Report): Record<string, unknown> =>
  Object.fromEntries(
    dataOf(report).map(({ subject, grade, proof, finding }) => [
      String(subject.dataType),
      [grade, proof, finding.code],
    ]),
  );

/** A file beside the config. */
function file(name: string, content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(home.path, name), text);
  return name;
}

const seconds = () => Math.floor(Date.now() / 1000);

describe('create-key --simulate', () => {
  it('with read scopes: every kind of data that can be read is observed, with its delay', async () => {
    const { code, report, ms } = await createKey(['--data', 'all']);
    expect(code).toBe(0);
    const observed = ['passed', 'observed', 'data.observed'];
    expect(rows(report)).toEqual({
      metrics: observed,
      'metrics-v1': observed,
      distributions: observed,
      events: observed,
      'events-v2': observed,
      logs: observed,
      'service-checks': ['review', 'accepted', 'data.no-read-route'],
      traces: observed,
      'otlp-metrics': observed,
      'otlp-logs': observed,
      'otlp-traces': ['skipped', undefined, 'data.no-intake'],
    });
    expect(dataOf(report).map(({ id }) => id)).toEqual(
      DATA_TYPE_NAMES.map((name) => `key.data.${name}`),
    );
    for (const { finding } of dataOf(report).filter(({ proof }) => proof === 'observed')) {
      // The simulator shows data 300 ms after it came.
      expect(finding.args['delayMs']).toBeGreaterThan(290);
      expect(finding.args['notBeforeMs']).toBeLessThan(Number(finding.args['delayMs']));
    }
    const [clock] = report.results.filter(({ id }) => id === 'key.clock');
    expect(clock?.finding.code).toBe('data.clock-fine');
    expect(clock?.finding.args['samples']).toBeGreaterThanOrEqual(3);
    expect(ms).toBeLessThan(10_000);
  });

  it('with api_keys_write alone: accepted, for review, with links to the run in the web app', async () => {
    const run = ['--profile', 'key-only', '--site', 'eu1'];
    const { code, report } = await createKey(run);
    expect(code).toBe(0);
    const types = ['metrics', 'distributions', 'events', 'logs', 'service-checks'];
    expect(Object.keys(rows(report))).toEqual(types);
    for (const { grade, proof, links, message } of dataOf(report)) {
      expect([grade, proof]).toEqual(['review', 'accepted']);
      expect(message).toMatch(/accepted/);
      const { origin, search } = new URL(links[0]?.url ?? '');
      expect(origin).toBe('https://app.datadoghq.eu');
      expect(decodeURIComponent(search)).toContain(`ddoauth_run:${report.runId}`);
    }
    expect((await createKey([...run, '--fail-on', 'review'])).code).toBe(1);
  });

  it('with metrics_read alone: metrics are observed by their tags', async () => {
    const { report } = await createKey(['--profile', 'tags', '--data', 'metrics,distributions']);
    for (const { proof, finding } of dataOf(report)) {
      expect(proof).toBe('observed');
      expect(finding.args['operation']).toBe('GET /api/v2/metrics/{metric_name}/all-tags');
    }
  });

  it('a scope that the route does not know is tried, and its refusal is no failure', async () => {
    const { code, report } = await createKey(['--profile', 'index', '--data', 'logs']);
    expect(code).toBe(0);
    expect(rows(report)).toEqual({ logs: ['review', 'accepted', 'data.read-refused'] });
    expect(dataOf(report)[0]?.finding.args['refusals']).toHaveLength(2);
  });

  it('on a gov site: no OTLP, all else on its own hosts', async () => {
    const { code, report } = await createKey(['--data', 'all', '--site', 'us1-fed']);
    expect(code).toBe(0);
    for (const { subject, finding, grade } of dataOf(report)) {
      if (subject.dataType?.startsWith('otlp') === true) {
        expect([grade, finding.args['why']]).toEqual(['skipped', 'unlisted']);
        expect(subject.host).toBeUndefined();
      } else expect(subject.host).toMatch(/ddog-gov\.com$/);
    }
    expect(report.summary.failed + report.summary.inconclusive).toBe(0);
  });

  it('each kind of one run is told from the others', async () => {
    const { report } = await createKey(['--data', 'logs,otlp-logs,events,events-v2']);
    expect(dataOf(report).map(({ finding }) => finding.args['seen'])).toEqual([1, 1, 1, 1]);
  });

  it('checklist sends what --data names', async () => {
    const end = await runCli(['checklist', '--simulate', '--json', '--data', 'service-checks'], {
      cwd: home.path,
      env: cliEnvironment(home.path),
    });
    expect(Object.keys(rows(parseReport(end.stdout)))).toEqual(['service-checks']);
  });
});

describe('--data', () => {
  it.each([
    [['--data', 'metrics,lgs'], /"lgs" is no kind of data\. Did you mean logs\? Known: metrics, /],
    [['--data', 'everything'], /"everything" is no kind of data\. Known: metrics, .*, all\./],
    [['--data', ','], /names nothing/],
    [['--data', '__proto__'], /"__proto__" is no kind/],
  ])('%j: one line, exit 2', async (args, line) => {
    const { code, stdout, stderr } = await createKey(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('comes in the order of the table, each once', async () => {
    const { report } = await createKey(['--data', 'LOGS, metrics', '--data', 'logs']);
    expect(Object.keys(rows(report))).toEqual(['metrics', 'logs']);
  });
});

describe('--payload', () => {
  const metrics = () => ({
    series: ['shop.orders', 'shop.carts'].map((metric) => ({
      metric,
      type: 3,
      points: [{ timestamp: seconds(), value: 1.5 }],
      tags: ['env:test'],
    })),
  });

  it('is checked, tagged, sent and read back, whatever its kind', async () => {
    const { code, report } = await createKey(['--payload', file('metrics.json', metrics())]);
    expect(code).toBe(0);
    const [payload] = report.results;
    expect([payload?.id, payload?.grade]).toEqual(['key.payload', 'passed']);
    expect(payload?.finding).toMatchObject({
      code: 'payload.valid',
      args: { dataType: 'metrics', tagged: 2, problems: 0, warnings: 0 },
    });
    const [data] = dataOf(report);
    expect(data?.finding).toMatchObject({
      code: 'data.observed',
      args: { seen: 2, expected: 2 },
    });
  });

  it.each([
    [
      'logs',
      () => [
        { message: 'a', ddtags: 'env:test' },
        { message: 'b', attempts: 2 },
      ],
    ],
    ['events', () => ({ title: 'Deploy', text: 'x' })],
    ['distributions', () => ({ series: [{ metric: 'shop.d', points: [[seconds(), [1, 2]]] }] })],
    ['service-checks', () => [{ check: 'shop.ok', host_name: 'h', status: 0, tags: [] }]],
    [
      'events-v2',
      () => ({
        data: {
          type: 'event',
          attributes: { title: 't', category: 'alert', attributes: { status: 'ok' } },
        },
      }),
    ],
  ])('%s is told by its shape', async (dataType, payload) => {
    const { code, report } = await createKey(['--payload', file('told.json', payload())]);
    expect(code).toBe(0);
    expect(Object.keys(rows(report))).toEqual([dataType]);
    if (dataType !== 'service-checks') expect(dataOf(report)[0]?.proof).toBe('observed');
  });

  it('with problems is not sent, and no key is made', async () => {
    const bad = metrics();
    Object.assign(bad.series[0]!, {
      tags: 'env:test',
      points: [{ timestamp: Date.now(), value: 1 }],
    });
    const run = ['--payload', file('bad.json', bad), '-v'];
    const { code, report, stderr } = await createKey(run);
    expect(code).toBe(1);
    expect(report.results.map(({ check, grade, finding }) => [check, grade, finding.code])).toEqual(
      [
        ['key.payload', 'failed', 'payload.invalid'],
        ['key.payload.issue', 'failed', 'payload.wrong-type'],
        ['key.payload.issue', 'failed', 'payload.wrong-unit'],
      ],
    );
    expect(report.results.slice(1).map(({ finding }) => finding.args['path'])).toEqual([
      '$.series[0].tags',
      '$.series[0].points[0].timestamp',
    ]);
    expect(stderr).not.toMatch(/POST /);
  });

  it('with warnings is sent, and the warnings are results', async () => {
    const odd = { series: [{ ...metrics().series[0], metric: 'shop orders', tgas: ['a:b'] }] };
    const run = ['--payload', file('odd.json', odd)];
    const { code, report } = await createKey(run);
    expect(code).toBe(0);
    const warnings = report.results.filter(({ grade }) => grade === 'warning');
    expect(warnings.map(({ finding }) => finding.code)).toEqual([
      'payload.ignored-member',
      'payload.metric-name-changed',
    ]);
    expect((await createKey([...run, '--fail-on', 'warning'])).code).toBe(1);
  });

  it('of which a part is dropped is observed in part', async () => {
    const hoursAgo = new Date(Date.now() - 19 * 3_600_000).toISOString();
    const logs = [{ message: 'now' }, { message: 'old', timestamp: hoursAgo }, { message: 'too' }];
    const run = ['--payload', file('logs.json', logs), '--read-back-timeout', '2s'];
    const { code, report } = await createKey(run);
    expect(code).toBe(0);
    expect(report.results.map(({ finding }) => finding.code)).toContain('payload.too-old');
    const [data] = dataOf(report);
    expect([data?.grade, data?.proof]).toEqual(['warning', 'observed']);
    expect(data?.finding).toMatchObject({
      code: 'data.partly-observed',
      args: { seen: 2, expected: 3 },
    });
  });

  it('of another kind than --data says is a problem that names the kind', async () => {
    const run = ['--data', 'logs', '--payload', file('metrics.json', metrics())];
    const { code, report } = await createKey(run);
    expect(code).toBe(1);
    expect(report.results[1]?.finding).toMatchObject({
      code: 'payload.other-type',
      args: { looksLike: 'metrics', dataType: 'logs' },
    });
  });

  it.each<[string, () => string[], RegExp]>([
    ['a file that is not there', () => ['nowhere.json'], /no such file/],
    ['a folder', () => ['.'], /folder/],
    ['no JSON', () => [file('a.json', '{"series": [}')], /line 1, column 13/],
    ['nothing', () => [file('a.json', ' ')], /empty/],
    ['two members of one name', () => [file('a.json', '{"a":1,"a":2}')], /twice/],
    ['bytes that are no text', () => [file('a.json', '\u0000\u0001')], /value was expected/],
    [
      'an unclear shape',
      () => [file('a.json', { series: [{ metric: 'm' }] })],
      /fits metrics, metrics-v1/,
    ],
    ['no known shape', () => [file('a.json', { hello: 'world' })], /fits no kind of data/],
    ['two kinds', () => [file('a.json', metrics()), '--data', 'metrics,logs'], /Name one/],
    ['OTLP traces', () => [file('a.json', { resourceSpans: [] })], /protobuf only/],
  ])('%s: one line, exit 2', async (_, args, line) => {
    const { code, stdout, stderr } = await createKey(['--payload', ...args()]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('that is too big: one line, exit 2; bigger than one request takes: a problem', async () => {
    const huge = file('huge.json', '[]');
    truncateSync(join(home.path, huge), 21_000_000);
    expect(await createKey(['--payload', huge])).toMatchObject({ code: 2, stdout: '' });
    const big = { series: [{ ...metrics().series[0], tags: ['a'.repeat(199)] }] };
    const many = { series: Array.from({ length: 2_500 }, () => big.series[0]) };
    const { code, report } = await createKey(['--payload', file('big.json', many)]);
    expect(code).toBe(1);
    expect(report.results[1]?.finding.code).toBe('payload.too-big');
  });
});

describe('--read-back-with-app-key', () => {
  const KEYS = { DD_API_KEY: 'canary-api-key-4711', DD_APP_KEY: 'canary-app-key-0815' };

  it('reads back what the grant cannot, and never shows the keys', async () => {
    const har = join(home.path, 'traffic.har');
    const run = ['--profile', 'key-only', '--data', 'all', '--read-back-with-app-key'];
    const { code, report, stdout, stderr } = await createKey([...run, '-v', '--har', har], KEYS);
    expect(code).toBe(0);
    const read = dataOf(report).filter(({ finding }) => finding.code === 'data.observed');
    expect(read).toHaveLength(9);
    for (const { finding } of read) expect(finding.args['by']).toBe('application-key');
    for (const text of [stdout, stderr, readFileSync(har, 'utf8')]) {
      for (const key of Object.values(KEYS)) expect(text).not.toContain(key);
    }
    expect(stderr).toMatch(/\/api\/v2\/logs\/events/);
  });

  it('the grant comes first where it can read', async () => {
    const { report } = await createKey(['--data', 'logs', '--read-back-with-app-key'], KEYS);
    expect(dataOf(report)[0]?.finding.args).toMatchObject({ by: 'grant', scope: 'logs_read_data' });
  });

  it.each([
    [{}, [], /DD_API_KEY and DD_APP_KEY not set/],
    [{ DD_API_KEY: 'abcdef' }, [], /DD_APP_KEY not set/],
    [{ ...KEYS, DD_APP_KEY: ' ' }, [], /DD_APP_KEY not set/],
    [KEYS, ['--site', 'us1,eu1'], /are of one site, and this run is about us1, eu1/],
  ])('%j %j: one line, exit 2', async (env, args, line) => {
    const { code, stdout, stderr } = await createKey(['--read-back-with-app-key', ...args], env);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });
});
