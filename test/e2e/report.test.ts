import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { SCRIPT } from '../../src/report/html/script/index.ts';
import { STYLE } from '../../src/report/html/style/index.ts';
import { casesOf, parseJunit } from '../support/junit.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { parseReport } from '../support/schema.ts';

const SAVED = fileURLToPath(new URL('../fixtures/reports/', import.meta.url));
const NAMES = ['kettle-metrics', 'orchard-six-uris', 'quarry-29-scopes'];

const home = temporaryHome();
afterAll(() => home.remove());

let work: string;
let runs = 0;
const run = (
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
) => runCli(args, { cwd: work, ...options, env: cliEnvironment(home.path, options.env ?? {}) });
const read = (name: string): string => readFileSync(join(work, name), 'utf8');
const saved = (name: string): string => readFileSync(join(SAVED, `${name}.json`), 'utf8');
const reportOf = (name: string): Report => JSON.parse(saved(name)) as Report;
const write = (name: string, value: unknown): void =>
  writeFileSync(join(work, name), typeof value === 'string' ? value : JSON.stringify(value));

beforeEach(() => {
  work = join(home.path, `work-${String((runs += 1))}`);
  mkdirSync(work);
  for (const name of NAMES) copyFileSync(join(SAVED, `${name}.json`), join(work, `${name}.json`));
});

/** A page but for style, script and their hashes, which have tests of their own. */
const withoutCode = (page: string): string =>
  page
    .replace(STYLE, '…')
    .replace(SCRIPT, '…')
    .replace(/sha256-[\w+/=]+/g, 'sha256-…');

describe('report FILE', () => {
  it.each(NAMES)('%s as a document of each kind', async (name) => {
    const files = ['--html', 'r.html', '--junit', 'r.xml', '--markdown', 'r.md'];
    const { code, stdout, stderr } = await run(['report', `${name}.json`, ...files]);
    expect([code, stderr]).toEqual([0, '']);
    const golden = (kind: string): string => `../golden/rendered/${name}.${kind}`;
    await expect(stdout).toMatchFileSnapshot(golden('txt'));
    await expect(withoutCode(read('r.html'))).toMatchFileSnapshot(golden('html'));
    await expect(read('r.xml')).toMatchFileSnapshot(golden('xml'));
    await expect(read('r.md')).toMatchFileSnapshot(golden('md'));
    expect(casesOf(parseJunit(read('r.xml')))).toHaveLength(reportOf(name).results.length);
    expect(Buffer.byteLength(read('r.md'))).toBeLessThanOrEqual(65_536);
  });

  it.each(NAMES)('%s as JSON is what it was, from standard input too', async (name) => {
    expect((await run(['report', `${name}.json`, '--json'])).stdout).toBe(saved(name));
    expect((await run(['report', '-', '--json'], { input: saved(name) })).stdout).toBe(saved(name));
  });

  it('ends with 0, or with the exit code of the report where that is asked for', async () => {
    expect((await run(['report', 'orchard-six-uris.json'])).code).toBe(0);
    expect((await run(['report', 'orchard-six-uris.json', '--exit-code'])).code).toBe(1);
    expect((await run(['report', 'kettle-metrics.json', '--exit-code'])).code).toBe(0);
    const strict = ['report', 'kettle-metrics.json', '--exit-code', '--fail-on', 'review'];
    expect((await run(strict)).code).toBe(1);
  });

  it('names a member that a newer version added, and keeps it', async () => {
    const value = {
      ...reportOf(NAMES[2]!),
      tool: { name: 'ddoauth', version: '9.0.0' },
      mood: 'fine',
    };
    write('new.json', value);
    const { code, stdout, stderr } = await run(['report', 'new.json', '--json']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^new\.json: made by ddoauth 9\.0\.0, with a member .* \(mood\)/);
    expect(JSON.parse(stdout)).toMatchObject({ mood: 'fine' });
  });

  it('masks secrets of the environment, and what looks like one in what a server said', async () => {
    const value = structuredClone(reportOf(NAMES[2]!)) as unknown as {
      results: { message: string; exchanges: unknown[] }[];
    };
    const first = value.results[0]!;
    first.message = 'The secret is hunter2-hunter2.';
    first.exchanges = [
      {
        method: 'GET',
        url: 'https://x.example/?access_token=tok-123456',
        status: 200,
        durationMs: 1,
        requestHeaders: { authorization: 'Bearer abc.def.ghi', 'dd-api-key': 'kkkkkkkkkk' },
        responseBody: '{"refresh_token":"rrrrrrrr"}',
      },
    ];
    write('leaky.json', value);
    const env = { DDOAUTH_CLIENT_SECRET: 'hunter2-hunter2' };
    const args = [
      'report',
      'leaky.json',
      '--json',
      '--html',
      'r.html',
      '--junit',
      'r.xml',
      '--markdown',
      'r.md',
    ];
    const { stdout } = await run(args, { env });
    for (const text of [stdout, read('r.html'), read('r.xml'), read('r.md')])
      expect(text).not.toMatch(/hunter2|tok-123456|abc\.def|kkkkkkkkkk|rrrrrrrr/);
  });
});

describe('what is no report ends with 2 and one line that names file and place', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', '', /bad\.json: it is empty/],
    ['no JSON', '{"a": 1,}', /bad\.json: line 1, column 9: there is a comma too many/],
    ['half of one', '{"schemaVersion": 1, "tool": {', /bad\.json: line 1, column/],
    ['another document', { log: {} }, /bad\.json: it is no report: schemaVersion is missing/],
    ['a list', [], /bad\.json: it is no report/],
    ['a newer version', { schemaVersion: 7 }, /written by a newer version: its schemaVersion is 7/],
    [
      'a wrong grade',
      { ...reportOf('quarry-29-scopes'), outcome: 'fine' },
      /bad\.json: outcome: must be one of passed/,
    ],
    [
      'deep',
      `{"schemaVersion":1,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      /nested more than 64 deep/,
    ],
    ['deep and broken', '['.repeat(200_000), /bad\.json: (?:line 1|broken JSON)/],
    [
      'a long text, broken',
      `{"a": "${'x'.repeat(20_000_000)}`,
      /bad\.json: (?:line 1|broken JSON)/,
    ],
  ])('%s', async (_, value, expected) => {
    write('bad.json', value);
    for (const args of [
      ['report', 'bad.json'],
      ['report', 'diff', `${NAMES[0]!}.json`, 'bad.json'],
      ['report', 'merge', 'bad.json'],
    ]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(expected);
      expect(stderr.length).toBeLessThan(400);
    }
  });

  it('a file of 100 MB, and as much on standard input', async () => {
    const big = `{"schemaVersion":1,"x":"${'x'.repeat(100_000_000)}"}`;
    write('big.json', big);
    const file = await run(['report', 'big.json']);
    expect(file).toMatchObject({ code: 2, stdout: '' });
    expect(file.stderr).toMatch(/big\.json: it is bigger than 64 MB/);
    const input = await run(['report', '-'], { input: big });
    expect(input).toMatchObject({ code: 2, stdout: '' });
    expect(input.stderr).toMatch(/standard input: it is bigger than 64 MB/);
  });

  it('no such file, a folder, standard input twice, flags of a run', async () => {
    mkdirSync(join(work, 'folder'));
    const told = async (...args: string[]) => {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await told('report', 'none.json')).toMatch(/none\.json: .*there is no such file/);
    expect(await told('report', 'folder')).toMatch(/folder: it is a folder/);
    expect(await told('report', 'diff', '-', '-')).toMatch(/standard input \(-\) can be read once/);
    expect(await told('report', 'kettle-metrics.json', '--har', 'x.har')).toMatch(
      /leave out --har/,
    );
    expect(
      await told('report', 'diff', 'kettle-metrics.json', 'kettle-metrics.json', '--html', 'x'),
    ).toMatch(/makes no document for --html/);
    expect(await told('report')).toMatch(/missing required argument/);
    expect(readdirSync(work)).not.toContain('x');
  });

  it('a report of 50,000 results is shown', async () => {
    const base = reportOf('quarry-29-scopes');
    const results = Array.from({ length: 50_000 }, (_, index) => ({
      ...base.results[1]!,
      id: `scope.n${String(index)}`,
      exchanges: [],
    }));
    write('many.json', { ...base, results });
    const files = ['--html', 'r.html', '--junit', 'r.xml', '--markdown', 'r.md'];
    const { code, stdout } = await run(['report', 'many.json', ...files]);
    expect(code).toBe(0);
    expect(stdout).toContain('scope.n49999');
    expect(read('r.xml').match(/<testcase /g)).toHaveLength(50_000);
    expect(Buffer.byteLength(read('r.md'))).toBeLessThanOrEqual(65_536);
  });
});

describe('report diff', () => {
  it('says what changed, in every form, and ends by it', async () => {
    const later = structuredClone(reportOf('quarry-29-scopes')) as unknown as {
      results: Record<string, unknown>[];
    };
    const index = later.results.findIndex(({ grade }) => grade === 'passed');
    later.results[index] = { ...later.results[index], grade: 'failed', message: 'Refused now.' };
    write('later.json', later);
    const same = await run(['report', 'diff', 'quarry-29-scopes.json', 'quarry-29-scopes.json']);
    expect(same.code).toBe(0);
    expect(same.stdout).toContain('30 unchanged.\nExit code 0: nothing got worse.');
    const args = ['report', 'diff', 'quarry-29-scopes.json', 'later.json', '--markdown', 'd.md'];
    const worse = await run(args);
    expect(worse.code).toBe(1);
    expect(worse.stdout).toContain('Newly failing: 1');
    expect(read('d.md')).toContain('### Newly failing: 1');
    const json = await run([...args, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'worse', exitCode: 1, unchanged: 29 });
    const better = await run(['report', 'diff', 'later.json', 'quarry-29-scopes.json']);
    expect([better.code, better.stdout]).toEqual([0, expect.stringContaining('Fixed: 1')]);
  });

  it('writes nothing that the runner of GitHub takes for a command', async () => {
    const later = structuredClone(reportOf('quarry-29-scopes')) as unknown as {
      results: Record<string, unknown>[];
    };
    const index = later.results.findIndex(({ grade }) => grade === 'passed');
    const message = 'Refused ##[add-path]/tmp';
    later.results[index] = { ...later.results[index], grade: 'failed', message };
    write('later.json', later);
    const args = ['report', 'diff', 'quarry-29-scopes.json', 'later.json'];
    const env = { GITHUB_ACTIONS: 'true' };
    const shown = await run(args, { env });
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain('Refused # #[add-path]/tmp');
    expect(shown.stdout + shown.stderr).not.toContain('##[');
    const json = await run([...args, '--json'], { env });
    expect(json.stdout).not.toContain('##[');
    expect(JSON.stringify(JSON.parse(json.stdout))).toContain(message);
  });
});

describe('report merge', () => {
  it('makes one report of runs over different sites, with the worst exit code', async () => {
    const simulate = async (name: string, ...args: string[]): Promise<number | null> => {
      const { code, stdout } = await run(['check-scopes', '--simulate', '--json', ...args]);
      write(name, stdout);
      return code;
    };
    await simulate('us1.json', '--site', 'us1');
    await simulate('eu1.json', '--site', 'eu1');
    const files = ['--html', 'm.html', '--junit', 'm.xml', '--markdown', 'm.md'];
    const { code, stdout, stderr } = await run([
      'report',
      'merge',
      'us1.json',
      'eu1.json',
      '--json',
      ...files,
    ]);
    const merged = parseReport(stdout);
    expect([code, stderr]).toEqual([merged.exitCode, '']);
    expect(merged.runs).toHaveLength(2);
    expect(new Set(merged.results.map(({ subject }) => subject.site))).toEqual(
      new Set(['us1', 'eu1']),
    );
    expect(read('m.md')).toMatch(/\| scope \| us1 \| eu1 \|/);
    expect(casesOf(parseJunit(read('m.xml')))).toHaveLength(merged.results.length);
    write('merged.json', stdout);
    expect((await run(['report', 'merged.json', '--json'])).stdout).toBe(stdout);

    const early = {
      ...reportOf('quarry-29-scopes'),
      runId: 'early',
      startedAt: '2020-01-01T00:00:00.000Z',
    };
    write('early.json', early);
    const twice = await run(['report', 'merge', 'quarry-29-scopes.json', 'early.json']);
    expect(twice.stderr).toMatch(
      /is in early\.json and quarry-29-scopes\.json: that of quarry-29-scopes\.json counts/,
    );
    expect(twice.stderr).toMatch(/20 more results are in several files/);
    expect(
      (await run(['report', 'merge', 'quarry-29-scopes.json', 'orchard-six-uris.json'])).code,
    ).toBe(1);
  });

  it('does not mix the simulator and Datadog', async () => {
    write('real.json', { ...reportOf('quarry-29-scopes'), target: 'datadog' });
    const { code, stderr } = await run(['report', 'merge', 'quarry-29-scopes.json', 'real.json']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/quarry-29-scopes\.json is of the simulator, real\.json of Datadog/),
    ]);
  });
});

describe('--expect FILE', () => {
  const denied = ['authorize', '--simulate', '--consent', 'deny'];

  it('in a live run: failing as expected is fine', async () => {
    write('known.json', {
      expected: [{ id: 'authorize.*', grades: ['failed', 'skipped'], reason: 'the user says no' }],
    });
    const before = parseReport((await run([...denied, '--json'])).stdout);
    expect(before.exitCode).toBe(3);
    const failing = before.results
      .filter(({ grade }) => grade === 'failed')
      .map(({ id }) => ({ id, reason: 'the user says no' }));
    write('known.json', { expected: failing });
    const { code, stdout } = await run([...denied, '--expect', 'known.json']);
    expect(code).toBe(0);
    expect(stdout).toContain('As expected');
    expect(stdout).toMatch(/failed, the user says no/);
  });

  it('in a live run: not failing as expected is a failure, and an entry without a result a warning', async () => {
    write('known.json', {
      expected: [
        { id: 'authorize.token', reason: 'broken since May' },
        { id: 'nothing.*', reason: 'x' },
      ],
    });
    const { code, stdout } = await run([
      'authorize',
      '--simulate',
      '--json',
      '--expect',
      'known.json',
      '--html',
      'r.html',
    ]);
    expect(code).toBe(1);
    const found = parseReport(stdout).results.filter(({ check }) => check === 'expect.entry');
    expect(found.map(({ id, grade }) => [id, grade])).toEqual([
      ['expect.authorize.token', 'failed'],
      ['expect.nothing.*', 'warning'],
    ]);
    expect(read('r.html')).toContain('expect.authorize.token');
  });

  it('of a saved report', async () => {
    const failing = reportOf('orchard-six-uris').results.filter(({ grade }) => grade === 'failed');
    write('known.json', {
      expected: failing.map(({ id, subject: { site } }) => ({
        id,
        reason: 'known',
        ...(site === undefined ? {} : { subject: { site } }),
      })),
    });
    const args = [
      'report',
      'orchard-six-uris.json',
      '--expect',
      'known.json',
      '--exit-code',
      '--junit',
      'r.xml',
      '--html',
      'r.html',
      '--markdown',
      'r.md',
    ];
    const { code, stdout } = await run(args);
    expect(code).not.toBe(1);
    expect(stdout).toContain(`${String(failing.length)} as expected`);
    expect(parseJunit(read('r.xml')).attributes).toMatchObject({ failures: '0' });
    expect(read('r.html')).toContain('as expected</span>');
    expect(read('r.md')).toContain(`<summary>${String(failing.length)} as expected</summary>`);
  });

  it('a wrong file is found before anything is done', async () => {
    write('known.json', { expected: [{ id: 'a', reason: 'r', untl: '2026-01-01' }] });
    const { code, stdout, stderr } = await run([...denied, '--expect', 'known.json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--expect known\.json: expected\[0\]\.untl: is no key of this file/);
    expect((await run([...denied, '--expect', 'none.json'])).code).toBe(2);
  });
});
