import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { refreshTokenFrom } from '../support/refresh-tokens.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { storedGrant } from '../support/stored-grants.ts';

/** A key of the partner's own org, which the simulator has on US1. */
const KEY = 'e1e2e3e4e5e6e7e8e9e0f1f2f3f4f5f6';
const work = temporaryHome();
let simulator: SimulatorProcess;
let home: string;
let tokens: Record<string, string>;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], {
    cwd: work.path,
    env: cliEnvironment(work.path, { DD_API_KEY: KEY, DD_APP_KEY: 'a-key-of-somebody' }),
  });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
beforeEach(async () => {
  home = join(work.path, 'home');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  await simulator.control('faults', []);
  tokens = { DDOAUTH_REFRESH_TOKEN_US1: await refreshTokenFrom(simulator, work.path, 'us1') };
});

function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return cliEnvironment(home, {
    CI: 'true',
    DDOAUTH_SIMULATOR: simulator.origin,
    DDOAUTH_EMIT_API_KEY: KEY,
    DDOAUTH_EMIT_SITE: 'us1',
    ...tokens,
    ...extra,
  });
}

async function run(
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<CliEnd> {
  const end = await runCli(args, { cwd: work.path, env: environment(extra) });
  expect(end.stdout + end.stderr).not.toContain(KEY);
  return end;
}

const check = ['check-scopes', '--site', 'us1', '--json', '--emit-to-datadog'];
const INTAKES = ['/api/v2/series', '/api/v1/events', '/api/v1/check_run'];

/** What reached the intakes while something was done, as `path status`. */
async function emittedDuring(action: () => Promise<unknown>): Promise<string[]> {
  const before = (await simulator.state()).requests.length;
  await action();
  return (await simulator.state()).requests
    .slice(before)
    .filter(({ path }) => INTAKES.includes(path))
    .map(({ host, path, status }) => `${host}${path} ${String(status)}`)
    .sort();
}

const ALL_TAKEN = [
  'api.datadoghq.com/api/v1/check_run 202',
  'api.datadoghq.com/api/v1/events 202',
  'api.datadoghq.com/api/v2/series 202',
];

describe('--emit-to-datadog', () => {
  it('sends metrics, event and service checks, which the org can read back', async () => {
    const startS = Math.floor(Date.now() / 1000) - 5;
    let runId = '';
    const sent = await emittedDuring(async () => {
      const end = await run(check);
      expect(end.code).toBe(0);
      runId = parseReport(end.stdout).runId;
      expect(end.stderr).toMatch(
        /^Emitted to Datadog us1: \d+ metrics, an event, 2 service checks$/m,
      );
    });
    expect(sent).toEqual(ALL_TAKEN);
    const { accessToken } = storedGrant(home, 'us1');
    const read = async (path: string): Promise<string> => {
      const answer = await fetch(`${simulator.origin}/api.datadoghq.com${path}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      expect(answer.status).toBe(200);
      return answer.text();
    };
    const endS = Math.floor(Date.now() / 1000) + 60;
    const window = `start=${String(startS)}&end=${String(endS)}`;
    await expect
      .poll(() => read(`/api/v1/events?${window}&tags=run_id:${runId}`), { timeout: 10_000 })
      .toContain('ddoauth check-scopes (test): passed');
    const query = encodeURIComponent('sum:ddoauth.results{grade:passed,site:us1}');
    await expect
      .poll(() => read(`/api/v1/query?from=${String(startS)}&to=${String(endS)}&query=${query}`), {
        timeout: 10_000,
      })
      .toMatch(/"pointlist":\[\[\d+(?:\.0)?,[1-9]/);
  });

  it('a failing run is emitted too, and keeps its exit code', async () => {
    const sent = await emittedDuring(async () => {
      const end = await run(check, { DDOAUTH_REFRESH_TOKEN_US1: 'no-such-token' });
      expect(end.code).toBe(3);
    });
    expect(sent).toEqual(ALL_TAKEN);
  });

  it('lint, which asks nobody, goes to the same place', async () => {
    const sent = await emittedDuring(async () => {
      const end = await run(['lint', '--emit-to-datadog', '--json']);
      expect(parseReport(end.stdout)).toMatchObject({ command: 'lint', target: 'simulator' });
    });
    expect(sent).toEqual(ALL_TAKEN);
  });

  it('a key of another site: said, exit code as it was; 4 with --emit-required', async () => {
    const wrong = { DDOAUTH_EMIT_SITE: 'eu1' };
    const lenient = await run(check, wrong);
    expect(lenient.code).toBe(0);
    expect(lenient.stderr).toMatch(
      /^Not emitted to Datadog: eu1: metrics: 403 .*none of this site/m,
    );
    expect((await run([...check, '--emit-required'], wrong)).code).toBe(4);
    const broken = { ...wrong, DDOAUTH_REFRESH_TOKEN_US1: 'no-such-token' };
    expect((await run([...check, '--emit-required'], broken)).code).toBe(3);
  });

  it('what is not taken is named, and the rest is sent', async () => {
    await simulator.control('faults', [{ path: '/api/v1/events', kind: 'status', status: 500 }]);
    const sent = await emittedDuring(async () => {
      const end = await run(check);
      expect(end.stderr).toMatch(/^Not emitted to Datadog: us1: events: 500/m);
      expect(end.code).toBe(0);
    });
    // An event is not sent again: it would be there twice.
    expect(sent).toEqual(ALL_TAKEN.map((line) => line.replace('events 202', 'events 500')));
  });

  it('the API key that the client created is refused', async () => {
    const made = await run([
      'create-key',
      '--site',
      'us1',
      '--yes',
      '--print',
      '--data',
      'metrics',
    ]);
    const [key = ''] = /^[0-9a-f]{32}$/m.exec(`${made.stdout}\n${made.stderr}`) ?? [];
    expect(key).not.toBe('');
    const sent = await emittedDuring(async () => {
      const end = await run(check, { DDOAUTH_EMIT_API_KEY: key });
      expect(end.code).toBe(0);
      expect(end.stderr).toContain('Not emitted to Datadog: DDOAUTH_EMIT_API_KEY is the API key');
      expect(end.stdout + end.stderr).not.toContain(key);
    });
    expect(sent).toEqual([]);
  });

  it('Ctrl-C while it is sent: 130 within a second', async () => {
    await simulator.control('faults', [{ path: '/api/v1/events', kind: 'latency', ms: 20_000 }]);
    const cli = startCli(check, { cwd: work.path, env: environment(), input: '' });
    await cli.waitFor(/"summary"/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const began = Date.now();
    cli.child.kill('SIGINT');
    const end = await cli.ended;
    expect(end.code).toBe(130);
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(parseReport(end.stdout)).toMatchObject({ outcome: 'passed' });
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['no key', check, { DDOAUTH_EMIT_API_KEY: '' }, /DDOAUTH_EMIT_API_KEY is not set/],
    ['no site', check, { DDOAUTH_EMIT_SITE: '' }, /DDOAUTH_EMIT_SITE is not set/],
    ['two sites', check, { DDOAUTH_EMIT_SITE: 'us1,eu1' }, /name one site/],
    ['an unknown site', check, { DDOAUTH_EMIT_SITE: 'us9' }, /DDOAUTH_EMIT_SITE.*us9/],
    ['a key of many lines', check, { DDOAUTH_EMIT_API_KEY: 'a\nb' }, /no API key has/],
    ['a command that checks nothing', ['sites', '--emit-to-datadog'], {}, /sites checks nothing/],
    ['a simulator of its own', [...check, '--simulate'], {}, /simulated run/],
    ['--emit-required alone', ['lint', '--emit-required'], {}, /goes with --emit-to-datadog/],
  ])('%s: 2, and nothing is sent', async (_, args, extra, words) => {
    const before = (await simulator.state()).requests.length;
    const end = await run(args, extra);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(words);
    expect((await simulator.state()).requests).toHaveLength(before);
  });
});
