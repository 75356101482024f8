import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { refreshTokenFrom } from '../support/refresh-tokens.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { storedGrant } from '../support/stored-grants.ts';

const work = temporaryHome();
const summary = join(work.path, 'summary.md');
let simulator: SimulatorProcess;
let home: string;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], { cwd: work.path, env: cliEnvironment(work.path) });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
beforeEach(async () => {
  home = join(work.path, 'home');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  writeFileSync(summary, '');
  await simulator.control('faults', []);
});

function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return cliEnvironment(home, {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: work.path,
    GITHUB_STEP_SUMMARY: summary,
    DDOAUTH_SIMULATOR: simulator.origin,
    ...extra,
  });
}

async function step(
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<CliEnd> {
  return runCli(args, { cwd: work.path, env: environment(extra) });
}

const token = (site = 'us1'): Promise<string> => refreshTokenFrom(simulator, work.path, site);
const check = ['check-scopes', '--site', 'us1'];

describe('new tokens', () => {
  it('are masked before anything else is said, and stdout is one JSON document', async () => {
    const end = await step([...check, '--json', '-v'], { DDOAUTH_REFRESH_TOKEN: await token() });
    expect(end.code).toBe(0);
    expect(parseReport(end.stdout)).toMatchObject({ outcome: 'passed' });
    const { refreshToken = '', accessToken } = storedGrant(home, 'us1');
    const lines = end.stderr.split('\n');
    const masks = lines.filter((line) => line.startsWith('::add-mask::'));
    expect(masks).toEqual([`::add-mask::${accessToken}`, `::add-mask::${refreshToken}`]);
    // The exchange that brought them is the only thing that may be told before.
    const scopes = lines.findIndex((line) => line.includes('/api/v1/monitor'));
    expect(scopes).toBeGreaterThan(lines.indexOf(`::add-mask::${refreshToken}`));
  });

  it('a stored one that is handed out is masked too', async () => {
    await step(check, { DDOAUTH_REFRESH_TOKEN: await token() });
    const end = await step(['grants', 'token', '--site', 'us1']);
    const { accessToken } = storedGrant(home, 'us1');
    expect(end.stdout).toBe(`${accessToken}\n`);
    expect(end.stderr).toContain(`::add-mask::${accessToken}\n`);
  });

  it('one that cannot be kept: 3, said, and not shown', async () => {
    const folder = join(home, 'for-a-while');
    mkdirSync(folder);
    await simulator.control('faults', [{ path: '/oauth2/v1/token', kind: 'latency', ms: 1_500 }]);
    const cli = startCli([...check, '-v', '--refresh-token-out', join(folder, 'token.txt')], {
      cwd: work.path,
      env: environment({ DDOAUTH_REFRESH_TOKEN: await token() }),
      input: '',
    });
    await cli.waitFor(/profile test/);
    rmSync(folder, { recursive: true });
    const end = await cli.ended;
    expect(end.code).toBe(3);
    const { refreshToken = '' } = storedGrant(home, 'us1');
    const shown = end.stderr.split('\n').filter((line) => line.includes(refreshToken));
    expect(shown).toEqual([`::add-mask::${refreshToken}`]);
    expect(end.stderr).toMatch(/Refresh token of us1.* is lost/);
    expect(end.stderr).toMatch(/^::error title=/m);
  });

  it('are not told to anybody elsewhere', async () => {
    const end = await step(check, { DDOAUTH_REFRESH_TOKEN: await token(), GITHUB_ACTIONS: '' });
    expect(end.code).toBe(0);
    expect(end.stderr).not.toContain('::');
    expect(readFileSync(summary, 'utf8')).toBe('');
  });
});

describe('annotations and the page of the step', () => {
  const noGrant = ['check-scopes', '--site', 'us1'];

  it('a failure is an error, and on the page', async () => {
    const end = await step(noGrant);
    expect(end.code).toBe(3);
    expect(end.stderr).toMatch(/^::error title=[^:]*grant/m);
    expect(readFileSync(summary, 'utf8')).toContain('check-scopes: unauthorized');
  });

  it('--no-github says nothing; --github does so anywhere', async () => {
    const silent = await step([...noGrant, '--no-github']);
    expect(silent.stderr).not.toContain('::');
    expect(readFileSync(summary, 'utf8')).toBe('');
    const asked = await step([...noGrant, '--github'], { GITHUB_ACTIONS: '' });
    expect(asked.stderr).toMatch(/^::error /m);
  });

  it('wrong usage is an error too', async () => {
    const end = await step(['check-scopes', '--site', 'us9']);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/^::error title=ddoauth::--site: "us9"/m);
    const silent = await step(['check-scopes', '--site', 'us9', '--no-github']);
    expect(silent.stderr).not.toContain('::error');
  });

  it('findings of lint are at their line, from the root of the repository', async () => {
    mkdirSync(join(work.path, 'sub'), { recursive: true });
    const config = { profiles: { a: { kind: 'test', clientId: 'nope', redirectUris: [] } } };
    writeFileSync(join(work.path, 'sub', 'b.json'), JSON.stringify(config, null, 2));
    const end = await runCli(['lint', 'b.json'], {
      cwd: join(work.path, 'sub'),
      env: environment(),
    });
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/^::error title=[^:]*,file=sub\/b\.json,line=5,col=\d+::/m);
  });

  it('the page of a step has room for 1 MiB: what is there stays, and one line says so', async () => {
    const before = 'x'.repeat(1024 * 1024 - 400);
    writeFileSync(summary, before);
    expect((await step(noGrant)).code).toBe(3);
    const after = readFileSync(summary, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length)).toContain('no room left');
    writeFileSync(summary, 'x'.repeat(1024 * 1024));
    expect((await step(noGrant)).code).toBe(3);
    expect(statSync(summary).size).toBe(1024 * 1024);
  });

  it('a page that cannot be written: said, and the annotations are there', async () => {
    const end = await step(noGrant, { GITHUB_STEP_SUMMARY: join(work.path, 'none', 'x.md') });
    expect(end.code).toBe(4);
    expect(end.stderr).toMatch(/^ddoauth: GITHUB_STEP_SUMMARY: /m);
    expect(end.stderr).toMatch(/^::error title=[^:]*grant/m);
    chmodSync(summary, 0o644);
  });

  it('no text of a server is a command', async () => {
    const given = { DDOAUTH_REFRESH_TOKEN: await token() };
    await simulator.control('faults', [
      {
        path: '/oauth2/v1/token',
        kind: 'status',
        status: 400,
        body: '{"errors":["bad\\n::set-output name=x::y ##[add-path]/tmp"]}',
      },
    ]);
    const end = await step([...check, '-v'], given);
    const lines = `${end.stdout}\n${end.stderr}`.split(/[\r\n]/);
    const commands = lines.filter((line) => /^\s*::/.test(line) || line.includes('##['));
    // A line that is a command as a whole is not looked through for others.
    expect(commands.filter((line) => !/^::(?:error|warning|notice) /.test(line))).toEqual([]);
    expect(`${end.stdout}${end.stderr}`).toContain('set-output');
  });
});
