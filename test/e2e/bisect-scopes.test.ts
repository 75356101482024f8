import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { openSeededPlace, type SeededPlace } from '../support/seeded-place.ts';

const SCOPES = ['api_keys_write', 'events_read', 'monitors_read', 'status_pages_notice_write'];
let place: SeededPlace;

beforeAll(async () => {
  place = await openSeededPlace({
    scopes: SCOPES,
    settings: { unknownScopes: { us5: ['status_pages_notice_write'], ap1: SCOPES } },
  });
});
afterEach(async () => {
  await place.simulator.control('faults', []);
});
afterAll(() => place.close());

const at = (home: string, args: readonly string[]) => ({
  args: ['authorize', '--bisect-scopes', ...args],
  options: { cwd: home, env: cliEnvironment(home) },
});
const bisect = async (...args: string[]) => {
  const { args: all, options } = at(place.home, args);
  const end = await runCli([...all, '--simulator', place.simulator.origin, '--json'], options);
  return { ...end, report: parseReport(end.stdout) };
};
const resultOf = (report: Report, id: string, site?: string): Result | undefined =>
  report.results.find(
    (result) => result.id === id && (site === undefined || result.subject.site === site),
  );
const rows = (report: Report) =>
  report.results.map(({ id, subject, grade, finding }) =>
    [id.replace('authorize.bisect', '') || '.', subject.site, grade, finding.code].join(' '),
  );

describe('authorize --bisect-scopes without a login', () => {
  it('in one command: --simulate, a good name and a bad one', async () => {
    const home = temporaryHome();
    onTestFinished(home.remove);
    const { args, options } = at(home.path, [
      '--simulate',
      '--scope',
      'monitors_read,nonsense_read',
    ]);
    const end = await runCli([...args, '--json'], options);
    const report = parseReport(end.stdout);
    expect([end.code, end.stderr]).toEqual([1, '']);
    expect(rows(report)).toEqual([
      '. us1 failed bisect.refused',
      '.nonsense_read us1 failed bisect.scope-name-unknown',
    ]);
    expect(report.results[0]).toMatchObject({
      finding: { args: { refused: ['nonsense_read'], accepted: ['monitors_read'] } },
      nextCommand: 'ddoauth authorize --site us1 --scope monitors_read',
    });
    expect(existsSync(join(home.path, 'data'))).toBe(false);
  });

  it('accepts the scopes of the profile, with exit 0', async () => {
    const { code, report } = await bisect('--site', 'us1');
    expect([code, report.outcome]).toEqual([0, 'passed']);
    expect(rows(report)).toEqual(['. us1 passed bisect.all-accepted']);
    expect(report.results[0]?.finding.args).toMatchObject({ accepted: SCOPES, questions: 3 });
  });

  it('tells sites apart: one does not know a scope, another knows none', async () => {
    const { code, report } = await bisect('--site', 'us1,us5,ap1');
    expect(code).toBe(1);
    expect(rows(report)).toEqual([
      '. us1 passed bisect.all-accepted',
      ...SCOPES.map((scope) => `.${scope} us1 passed bisect.scope-accepted`),
      '. us5 failed bisect.refused',
      ...SCOPES.slice(0, 3).map((scope) => `.${scope} us5 passed bisect.scope-accepted`),
      '.status_pages_notice_write us5 failed bisect.scope-not-on-site',
      '. ap1 failed bisect.all-refused',
      ...SCOPES.map((scope) => `.${scope} ap1 failed bisect.scope-not-on-site`),
    ]);
    const refused = resultOf(report, 'authorize.bisect.status_pages_notice_write', 'us5');
    expect(refused).toMatchObject({
      subject: { site: 'us5', scope: 'status_pages_notice_write' },
      finding: { args: { acceptedOn: ['us1'] } },
      nextCommand: 'ddoauth authorize --site us5 --scope api_keys_write,events_read,monitors_read',
      exchanges: [{ status: 302, method: 'GET' }],
    });
    expect(refused?.exchanges[0]?.url).toMatch(
      /state=\[redacted\].*scope=status_pages_notice_write$/,
    );
  });

  it('names what each refused scope may be', async () => {
    const scopes = ['monitors_read', 'metrics_read', 'dashboards_raed', 'logs_write', "it's;rm"];
    const { report } = await bisect('--site', 'us1', '--scope', ...scopes, 'x_read,y_read');
    const codes = Object.fromEntries(
      report.results.map(({ subject, finding }) => [subject.scope ?? '', finding]),
    );
    expect(codes).toMatchObject({
      '': { code: 'bisect.refused', args: { accepted: ['monitors_read'] } },
      metrics_read: { code: 'bisect.scope-not-registered' },
      dashboards_raed: { code: 'bisect.scope-name-unknown', args: { mean: 'dashboards_read' } },
      logs_write: { code: 'bisect.scope-name-unknown', args: { sends: true } },
      x_read: { code: 'bisect.scope-name-unknown' },
    });
    expect(report.results.map(({ subject }) => subject.scope)).toEqual([
      undefined,
      'metrics_read',
      'dashboards_raed',
      'logs_write',
      "it's;rm",
      'x_read',
      'y_read',
    ]);
    const typo = resultOf(report, 'authorize.bisect.dashboards_raed');
    expect(typo?.message).toContain('Did you mean dashboards_read?');
    expect(typo?.nextCommand).toBe(
      'ddoauth authorize --bisect-scopes --site us1 --scope dashboards_read',
    );
  });

  it('--scope all asks for the whole catalog', async () => {
    const { report } = await bisect('--site', 'us1', '--scope', 'all');
    expect(report.summary).toMatchObject({ failed: 145, passed: 0 });
    expect(report.results[0]?.finding.args).toMatchObject({ accepted: SCOPES.slice(0, 3) });
  });

  it('stores nothing, asks the web app host only, and consents to nothing', async () => {
    const before = (await place.simulator.state()).requests.length;
    await bisect('--site', 'eu1', '--scope', 'monitors_read,no_such_scope');
    const { requests, grants } = await place.simulator.state();
    const asked = requests
      .slice(before)
      .map(({ method, host, path }) => `${method} ${host}${path}`);
    expect(new Set(asked)).toEqual(new Set(['GET app.datadoghq.eu/oauth2/v1/authorize']));
    expect(grants).toEqual([]);
    // What failed is kept for diagnose; no grant, no secret, no lock.
    expect(readdirSync(join(place.home, 'data'))).toEqual(['failed-reports']);
  });

  it('ends with the diagnosis when the redirect URI is not the registered one', async () => {
    const home = temporaryHome();
    onTestFinished(home.remove);
    writeConfig(home.path, place.port, {
      redirectUris: [`http://127.0.0.1:${place.port}/callback`],
    });
    const { args, options } = at(home.path, ['--site', 'us1', '--json']);
    const end = await runCli([...args, '--simulator', place.simulator.origin], options);
    const report = parseReport(end.stdout);
    expect(end.code).toBe(1);
    expect(codesOf(report)).toEqual(['bisect.error-page', 'diagnose.recognised']);
    expect(report.results[1]?.id).toBe('diagnose.redirect-uri-mismatch');
  });

  it('says for people what it says for programs', async () => {
    const { args, options } = at(place.home, ['--site', 'us1,us5']);
    const end = await runCli([...args, '--simulator', place.simulator.origin], options);
    expect(end.stdout).toMatch(/^status_pages_notice_write {2}✔1 {3}✖1$/m);
    expect(end.stdout).toMatch(/us5 does not\s+know it \(yet\)/);
  });
});

describe('trouble on the way', () => {
  const path = '/oauth2/v1/authorize';
  it.each([429, 500, 503])('%i is never a refused scope', async (status) => {
    await place.simulator.control('faults', [{ path, kind: 'status', status }]);
    const { code, report } = await bisect('--site', 'us1');
    expect([code, rows(report)]).toEqual([4, ['. us1 inconclusive bisect.unavailable']]);
  });

  it('in 30 % of the requests changes no verdict into a wrong one', async () => {
    await place.simulator.control('faults', [{ path, kind: 'any', probability: 0.3, ms: 20 }]);
    const scopes = [...SCOPES, 'no_such_scope', 'nor_this_one'].join(',');
    const reports = await Promise.all(
      Array.from({ length: 6 }, () => bisect('--site', 'us1,us5', '--scope', scopes)),
    );
    let told = 0;
    for (const { report } of reports) {
      for (const site of ['us1', 'us5']) {
        const { grade, finding } = resultOf(report, 'authorize.bisect', site) ?? {};
        const bad = ['no_such_scope', 'nor_this_one'];
        const refused = site === 'us5' ? ['status_pages_notice_write', ...bad] : bad;
        if (grade === 'inconclusive') {
          for (const scope of (finding?.args['refused'] ?? []) as string[]) {
            expect(refused).toContain(scope);
          }
          continue;
        }
        expect(finding?.args['refused']).toEqual(refused);
        told += 1;
      }
    }
    expect(told).toBeGreaterThan(0);
  });
});

describe('a site that wants a login first', () => {
  it('tells nothing without one: exit 5 and who is needed', async () => {
    const other = await openSeededPlace({ scopes: SCOPES, settings: { loginFirst: true } });
    onTestFinished(() => other.close());
    const { args, options } = at(other.home, ['--site', 'us1', '--scope', 'no_such_scope']);
    const simulator = ['--simulator', other.simulator.origin, '--json'];
    const end = await runCli([...args, ...simulator], options);
    const report = parseReport(end.stdout);
    expect([end.code, rows(report)]).toEqual([5, ['. us1 inconclusive bisect.needs-person']]);
    expect(report.results[0]?.nextCommand).toBe(
      'ddoauth authorize --bisect-scopes guided --site us1',
    );

    const built = await runCli([...args, ...simulator, '--consent', 'deny'], options);
    expect([built.code, rows(parseReport(built.stdout))]).toEqual([
      1,
      ['. us1 failed bisect.refused', '.no_such_scope us1 failed bisect.scope-name-unknown'],
    ]);
  });
});

describe('a test client', () => {
  it('is asked about where it lives; elsewhere is no failure, unless nothing else was asked', async () => {
    const other = await openSeededPlace({ scopes: SCOPES, kind: 'test' });
    onTestFinished(() => other.close());
    const run = async (site: string) => {
      const { args, options } = at(other.home, ['--site', site]);
      const end = await runCli([...args, '--simulator', other.simulator.origin, '--json'], options);
      return [end.code, ...rows(parseReport(end.stdout))];
    };
    expect(await run('us1,eu1')).toEqual([
      0,
      '. us1 passed bisect.all-accepted',
      '. eu1 skipped bisect.client-elsewhere',
    ]);
    expect(await run('eu1')).toEqual([
      1,
      '. eu1 failed bisect.error-page',
      'diagnose.client-id-invalid eu1 review diagnose.recognised',
    ]);
  });
});

describe('wrong usage ends with exit 2 and one line', () => {
  it.each([
    [['--paste'], /leave out --paste/],
    [['--from', 'tile', '--trust-site'], /leave out --from tile, --trust-site/],
    [['--expect-org', 'X'], /leave out --expect-org/],
    [['guided', '--no-input', '--site', 'us1'], /needs a person at a terminal/],
    [['sometimes'], /Allowed choices are auto, guided/],
    [['--scope', ','], /no scope given/],
  ])('%j', async (flags, message) => {
    const { args, options } = at(place.home, flags);
    const end = await runCli(args, options);
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toMatch(message);
  });

  it('no scopes at all', async () => {
    const home = temporaryHome();
    onTestFinished(home.remove);
    writeConfig(home.path, 8085, { scopes: [] });
    const { args, options } = at(home.path, ['--simulate']);
    const end = await runCli(args, options);
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toMatch(/no scopes to ask for.*\n.*--scope/);
  });
});

describe('Ctrl-C', () => {
  it('during a question that hangs: exit 130 within a second', async () => {
    await place.simulator.control('faults', [{ path: '/oauth2/v1/authorize', kind: 'black-hole' }]);
    const { args, options } = at(place.home, ['--site', 'us1,eu1']);
    const cli = startCli([...args, '--simulator', place.simulator.origin], options);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(cli.child.exitCode).toBeNull();
    const began = performance.now();
    cli.child.kill('SIGINT');
    expect((await cli.ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('a question that hangs ends with --timeout', async () => {
    await place.simulator.control('faults', [{ path: '/oauth2/v1/authorize', kind: 'black-hole' }]);
    const { code, report } = await bisect('--site', 'us1', '--timeout', '700ms');
    expect([code, rows(report)]).toEqual([4, ['. us1 inconclusive bisect.unreachable']]);
  });
});

describe('authorize that ends with invalid_scope', () => {
  it('recommends --bisect-scopes with the scopes that were asked for', async () => {
    const scopes = 'monitors_read,no_such_scope';
    const end = await runCli(
      [
        'authorize',
        '--simulator',
        place.simulator.origin,
        '--consent',
        'authorize',
        '--json',
      ].concat(['--site', 'us5', '--scope', scopes]),
      { cwd: place.home, env: cliEnvironment(place.home) },
    );
    const report = parseReport(end.stdout);
    expect(resultOf(report, 'authorize.callback')?.nextCommand).toBe(
      `ddoauth authorize --bisect-scopes --site us5 --scope ${scopes}`,
    );
    expect(resultOf(report, 'diagnose.scope-not-recognized')?.nextCommand).toBe(
      'ddoauth authorize --bisect-scopes --site us5',
    );
  });
});
