import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const home = temporaryHome();
let port: number;

beforeAll(async () => {
  port = await freePort();
  writeConfig(home.path, port);
});
afterAll(() => {
  home.remove();
});

const env = (extra: Record<string, string> = {}) => cliEnvironment(home.path, extra);
const authorize = async (...args: string[]) => {
  const end = await runCli(['authorize', '--simulate', '--json', '-v', ...args], {
    cwd: home.path,
    env: env(),
  });
  return { ...end, report: parseReport(end.stdout) };
};
const tokenHosts = (stderr: string): string[] =>
  [...stderr.matchAll(/^> POST https:\/\/([^/]+)\/oauth2\/v1\/token/gm)].map(
    ([, host]) => host ?? '',
  );

describe('authorize --simulate', () => {
  it('exchanges the code at the site that was asked', async () => {
    const { code, report, stderr } = await authorize('--site', 'eu1');
    expect(code).toBe(0);
    expect(report.outcome).toBe('passed');
    expect(tokenHosts(stderr)).toEqual(['api.datadoghq.eu']);
    expect(codesOf(report)).toContain('authorize.site-as-asked');
  });

  it('follows the user to the site picked on the consent page', async () => {
    const { code, report, stderr } = await authorize('--site', 'eu1', '--consent', 'ap2');
    expect(code).toBe(0);
    expect(tokenHosts(stderr)).toEqual(['api.ap2.datadoghq.com']);
    const site = report.results.find(({ id }) => id === 'authorize.site');
    expect(site?.finding).toMatchObject({
      code: 'authorize.site-picked',
      args: { asked: 'eu1', given: 'ap2' },
    });
    expect(site?.message).toMatch(/eu1.*ap2/);
  });

  it('begins at US1 when no site is said', async () => {
    const { report } = await authorize('--consent', 'us5');
    expect(report.results.find(({ id }) => id === 'authorize.site')?.finding.args).toMatchObject({
      asked: 'us1',
      given: 'us5',
    });
  });

  it('Deny ends with exit 3', async () => {
    const { code, report } = await authorize('--consent', 'deny');
    expect(code).toBe(3);
    expect(codesOf(report)).toContain('authorize.denied');
  });

  it('--expect-org fails on another org', async () => {
    const { code, report } = await authorize('--expect-org', 'Somebody Else');
    expect(code).toBe(1);
    expect(codesOf(report)).toContain('authorize.org-unexpected');
  });

  it('one unknown scope in --scope fails the whole request, and is explained', async () => {
    const { code, report } = await authorize('--scope', 'monitors_read,no_such_scope');
    expect(code).toBe(1);
    expect(codesOf(report)).toEqual(
      expect.arrayContaining(['authorize.error-returned', 'diagnose.recognised']),
    );
  });

  it('--scope asks for fewer', async () => {
    const { code, report } = await authorize('--scope', 'monitors_read');
    expect(code).toBe(0);
    const scopes = report.results.find(({ id }) => id === 'authorize.scopes');
    expect(scopes?.finding.args['granted']).toEqual(['monitors_read']);
  });
});

describe('authorize with an https redirect URI on loopback', () => {
  it('listens with a throw-away certificate', async () => {
    const { path, remove } = temporaryHome();
    writeConfig(path, 0, { redirectUris: [`https://localhost:${String(await freePort())}/cb`] });
    const end = await runCli(['authorize', '--simulate', '--json'], { cwd: path, env: env() });
    remove();
    expect(end).toMatchObject({ code: 0 });
  });
});

describe('authorize --from tile', () => {
  it('waits for the redirect to the onboarding URL and begins at its site', async () => {
    const { path, remove } = temporaryHome();
    const local = `http://localhost:${String(await freePort())}`;
    writeConfig(path, 0, { redirectUris: [`${local}/cb`], onboardingUrl: `${local}/onboarding` });
    const end = await runCli(
      ['authorize', '--simulate', '--from', 'tile', '--site', 'ap1', '--json'],
      { cwd: path, env: env() },
    );
    remove();
    expect(end.code).toBe(0);
    const report = parseReport(end.stdout);
    expect(report.results.find(({ id }) => id === 'authorize.onboarding')?.finding).toMatchObject({
      code: 'authorize.onboarding-received',
      args: { key: 'ap1', domain: 'ap1.datadoghq.com' },
    });
    expect(report.results.find(({ id }) => id === 'authorize.site')?.finding.args).toMatchObject({
      given: 'ap1',
    });
  });
});

describe('grants of a running simulator', () => {
  let simulator: SimulatorProcess;
  const run = (...args: string[]) =>
    runCli([...args, '--simulator', simulator.origin], { cwd: home.path, env: env() });

  beforeAll(async () => {
    simulator = await startSimulatorProcess([], { cwd: home.path, env: env() });
  });
  afterAll(async () => {
    await simulator.stop();
  });

  it('are stored, listed, refreshed, printed, revoked', async () => {
    expect((await run('authorize', '--consent', 'authorize')).code).toBe(0);
    expect((await run('grants', 'list')).stdout).toContain(CLIENT_ID);
    const refreshed = parseReport((await run('grants', 'refresh', '--json')).stdout);
    expect(refreshed.results[0]?.finding).toMatchObject({
      code: 'grant.refreshed',
      args: { rotated: true },
    });
    const token = (await run('grants', 'token')).stdout.trim();
    const answer = await fetch(`${simulator.origin}/api.datadoghq.com/api/v1/monitor`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    expect((await run('grants', 'token', '--json')).stdout).not.toContain(token);
    expect((await run('check-scopes')).code).toBe(0);
    expect((await run('create-key', '--yes', '--json')).code).toBe(0);
    expect((await run('create-key', '--yes')).stdout).toMatch(/already/);
    const revoked = parseReport((await run('grants', 'revoke', '--json')).stdout);
    expect(codesOf(revoked)).toEqual(['grant.revocation-proved']);
    expect((await run('check-scopes')).code).toBe(3);
  });

  it('say when they were revoked elsewhere, and --forget works then', async () => {
    await run('authorize', '--consent', 'authorize');
    await simulator.control('revoke-grants');
    const end = await run('grants', 'refresh', '--json');
    expect(end.code).toBe(3);
    expect(codesOf(parseReport(end.stdout))).toEqual(['grant.revoked']);
    expect((await run('grants', 'forget')).code).toBe(0);
    expect((await run('grants', 'list')).stdout).toMatch(/No grant/);
  });

  it('two processes at once refresh once', async () => {
    await run('authorize', '--consent', 'authorize');
    const before = (await simulator.state()).requests.length;
    const ends = await Promise.all([run('grants', 'refresh'), run('grants', 'refresh')]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    const after = (await simulator.state()).requests.slice(before);
    expect(after.filter(({ path }) => path === '/oauth2/v1/token').length).toBeLessThanOrEqual(2);
    expect((await run('grants', 'refresh')).code).toBe(0);
  });

  it('a secret that was regenerated is told from a revoked grant', async () => {
    await run('authorize', '--consent', 'authorize');
    await simulator.control('rotate-secret', { clientId: CLIENT_ID });
    const end = await run('grants', 'refresh', '--json');
    expect(end.code).toBe(1);
    expect(codesOf(parseReport(end.stdout))).toEqual(['grant.refresh-refused']);
    await simulator.control('reset');
  });
});

describe('authorize without a person', () => {
  it('in CI says at once that it needs one', async () => {
    const end = await runCli(['authorize'], {
      cwd: home.path,
      env: env({ CI: 'true', DDOAUTH_CLIENT_SECRET: 'x-secret-x' }),
      timeoutMs: 10_000,
    });
    expect(end.code).toBe(3);
    expect(end.stderr).toMatch(/DDOAUTH_REFRESH_TOKEN/);
  });

  it('in CI does not wait at a running simulator either, nor does the checklist', async () => {
    const simulator = await startSimulatorProcess([], { cwd: home.path, env: env() });
    const empty = { CI: 'true', DDOAUTH_HOME: `${home.path}/empty` };
    const inCi = { cwd: home.path, env: env(empty), timeoutMs: 20_000 };
    const [authorize, checklist] = await Promise.all(
      [['authorize'], ['checklist', '--step', 'authorization', '--site', 'us1']].map((args) =>
        runCli([...args, '--simulator', simulator.origin], inCi),
      ),
    );
    await simulator.stop();
    expect([authorize?.code, checklist?.code]).toEqual([3, 3]);
  });

  it('gives up after --timeout', async () => {
    const cli = startCli(['authorize', '--no-browser', '--timeout', '300ms', '--json'], {
      cwd: home.path,
      env: env({ DDOAUTH_CLIENT_SECRET: 'x-secret-x' }),
      input: '',
    });
    const end = await cli.ended;
    expect(end.code).toBe(3);
    expect(codesOf(parseReport(end.stdout))).toContain('authorize.timeout');
  });
});
