import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report, Result } from '../../src/model/report.ts';
import { cliEnvironment, PROGRAM, runCli, temporaryHome } from '../support/cli.ts';
import { openFaultLab, type FaultLab } from '../support/fault-lab.ts';
import { REGION_SECRET, startRegionsLab, type RegionsLab } from '../support/regions-lab.ts';
import { parseReport } from '../support/schema.ts';
import { storedGrant } from '../support/stored-grants.ts';

const item = (report: Report, id: string): Result | undefined =>
  report.results.find((each) => each.id === `diagnose.${id}`);
const gradeOf = (report: Report, id: string): string => item(report, id)?.grade ?? 'missing';

/** Runs without any standard input, as CI does. */
async function withoutInput(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

describe('standard input', () => {
  const home = temporaryHome();
  const options = { cwd: home.path, env: cliEnvironment(home.path) };
  afterAll(() => home.remove());

  it('none at all, as in CI: the machine is looked at', async () => {
    const end = await withoutInput(['diagnose', '--offline', '--json'], options);
    const report = parseReport(end.stdout);
    expect(end.code).toBe(0);
    expect(gradeOf(report, 'environment.node')).toBe('passed');
    expect(gradeOf(report, 'environment.host.us1.api')).toBe('skipped');
    expect(report.results.flatMap(({ exchanges }) => exchanges)).toEqual([]);
  });

  it('an empty pipe: there is nothing to explain', async () => {
    const end = await runCli(['diagnose'], { ...options, input: '' });
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('nothing to explain');
  });

  it('a pipe that nobody closes ends with --timeout', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'diagnose', '--timeout', '1s'], {
      ...options,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const began = performance.now();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(2);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('--environment does not read it, and takes no input', async () => {
    const end = await runCli(['diagnose', '--environment', '--offline', '--json'], options);
    expect(gradeOf(parseReport(end.stdout), 'environment.node')).toBe('passed');
    const both = await runCli(['diagnose', '--environment', 'text'], options);
    expect(both.code).toBe(2);
  });
});

describe('this machine', () => {
  const home = temporaryHome();
  afterAll(() => home.remove());
  const look = async (env: Record<string, string>, args: string[] = ['--offline']) => {
    const end = await runCli(['diagnose', '--environment', '--json', ...args], {
      cwd: home.path,
      env: cliEnvironment(home.path, env),
    });
    return { ...end, report: parseReport(end.stdout) };
  };

  it('names proxy variables and shows no user, password or other value', async () => {
    const { stdout, stderr, report } = await look({
      HTTPS_PROXY: 'http://somebody:pass-word-1@proxy.example.test:3128',
      NO_PROXY: 'internal.example.test',
    });
    expect(item(report, 'environment.proxy')?.message).toContain('proxy.example.test:3128');
    expect(stdout + stderr).not.toMatch(/somebody|pass-word-1|internal\.example/);
  });

  it('a proxy variable that names no proxy fails, and so do hosts; the rest is still told', async () => {
    const { code, report } = await look({ HTTPS_PROXY: 'ftp://x:y@proxy.example.test' }, []);
    expect(gradeOf(report, 'environment.proxy')).toBe('failed');
    expect(gradeOf(report, 'environment.node')).toBe('passed');
    expect(code).toBe(1);
  });

  it('a CA file that is not there, and certificates that are not checked', async () => {
    const { report } = await look({ NODE_EXTRA_CA_CERTS: join(home.path, 'no-such-file.pem') });
    expect(item(report, 'environment.certificates')).toMatchObject({
      grade: 'warning',
      finding: { code: 'environment.ca-unreadable' },
    });
    const unchecked = await look({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(item(unchecked.report, 'environment.certificates')?.finding.code).toBe(
      'environment.certificates-unchecked',
    );
  });

  it('a data folder that cannot be one', async () => {
    const file = join(home.path, 'a-file');
    writeFileSync(file, '');
    const { code, report } = await look({ DDOAUTH_HOME: join(file, 'below') });
    expect(gradeOf(report, 'environment.data-folder')).toBe('failed');
    expect(code).toBe(1);
  });

  it('SSH: says how the callback is reached', async () => {
    const { report } = await look({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22', BROWSER: 'none' });
    expect(item(report, 'environment.system')?.remedy).toContain('ssh -L');
    expect(item(report, 'environment.browser')?.message).toContain('BROWSER');
  });

  it('no keychain: absent, and the store in use is the file', async () => {
    const { report } = await look({ DDOAUTH_STORE: '', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/no' });
    expect(gradeOf(report, 'environment.keychain')).toBe('review');
    expect(item(report, 'environment.store')?.message).toContain('secrets.json');
  });
});

describe('hosts, clock and client, through a proxy with real names', () => {
  const home = temporaryHome();
  let lab: RegionsLab;
  beforeAll(async () => {
    lab = await startRegionsLab(home.path, { profile: { sites: ['us1', 'eu1'] } });
    await lab.authorize('us1');
  }, 60_000);
  afterAll(async () => {
    await lab.stop();
    home.remove();
  });
  afterEach(() => lab.faults());

  it('all is well', async () => {
    const { code, report } = await lab.run(['diagnose', '--environment']);
    expect(code).toBe(0);
    for (const host of ['us1.app', 'us1.api', 'eu1.app', 'eu1.api']) {
      // The simulator's CA is one that was added here.
      expect(item(report, `environment.host.${host}`)?.finding.code).toBe('region.tls-inspected');
    }
    expect(item(report, 'environment.clock')?.finding.code).toBe('environment.clock-right');
    expect(gradeOf(report, 'client.client-known-here')).toBe('passed');
    expect(gradeOf(report, 'client.access-token-alive')).toBe('passed');
    expect(JSON.stringify(report)).not.toContain(REGION_SECRET);
  });

  it.each([
    ['unresolved', 'region.name-not-found'],
    ['refused', 'region.proxy-refused'],
    ['wrong-certificate', 'region.name-mismatch'],
    ['expired-certificate', 'region.certificate-expired'],
    ['intercepted', 'region.intercepted'],
  ])('%s: %s, for this host alone', async (kind, code) => {
    await lab.faults({ host: 'api.datadoghq.eu', kind });
    const { report } = await lab.run(['diagnose', '--environment']);
    expect(item(report, 'environment.host.eu1.api')?.finding.code).toBe(code);
    expect(gradeOf(report, 'environment.host.us1.api')).toBe('warning');
  });

  it('nothing is reached: exit 4, and no question of the client is asked in vain', async () => {
    await lab.faults({ kind: 'refused' });
    const { code, report } = await lab.run(['diagnose', '--environment']);
    expect(code).toBe(4);
    expect(report.results.some(({ id }) => id.startsWith('diagnose.client.'))).toBe(false);
  });
});

describe('the last failed report', () => {
  let lab: FaultLab;
  beforeAll(async () => {
    lab = await openFaultLab();
  });
  afterAll(() => lab.close());
  const kept = (): string => join(lab.home, 'data', 'failed-reports');
  const last = async (): Promise<Report> =>
    (await lab.run('direct', ['diagnose', '--environment'])).report;

  it('is kept, explained later, and forgotten once what failed passes', async () => {
    await lab.authorize();
    expect(item(await last(), 'environment.last-report')?.grade).toBe('passed');
    await lab.simulator.control('faults', [
      { kind: 'status', status: 500, path: '/oauth2/v1/token' },
    ]);
    const failed = await lab.run('direct', ['grants', 'refresh', '--site', 'us1']);
    expect(failed.end.code).toBe(4);
    const [file = ''] = readdirSync(kept());
    expect(statSync(join(kept(), file)).mode & 0o777).toBe(0o600);
    const { refreshToken = 'none' } = storedGrant(lab.home, 'us1');
    expect(readFileSync(join(kept(), file), 'utf8')).not.toContain(refreshToken);
    await lab.simulator.control('faults', []);
    const report = await last();
    expect(item(report, 'environment.last-report')?.message).toContain(failed.report.startedAt);
    expect(item(report, 'last.grants.us1.refresh') ?? explainedOf(report)).toMatchObject({
      grade: 'review',
      recognised: { rule: 'server-trouble' },
    });
    expect((await lab.run('direct', ['grants', 'refresh', '--site', 'us1'])).end.code).toBe(0);
    expect(item(await last(), 'environment.last-report')?.grade).toBe('passed');
  });

  it('runs at once leave whole files, and files that are none are passed over', async () => {
    await lab.authorize();
    await lab.simulator.control('faults', [{ kind: 'drop', path: '/oauth2/v1/token' }]);
    const refresh = () => lab.run('direct', ['grants', 'refresh', '--site', 'us1']);
    const ends = await Promise.all([refresh(), refresh(), refresh()]);
    expect(ends.map(({ end }) => end.code)).toEqual([4, 4, 4]);
    const [file = ''] = readdirSync(kept());
    expect(() => parseReport(readFileSync(join(kept(), file), 'utf8'))).not.toThrow();
    expect(readdirSync(kept()).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    writeFileSync(join(kept(), file), '{"schemaVersion":1,"results":[{}]', { mode: 0o600 });
    writeFileSync(join(kept(), 'x.json'), 'null', { mode: 0o600 });
    mkdirSync(join(kept(), 'folder.json'));
    expect(item(await last(), 'environment.last-report')?.grade).toBe('passed');
    await lab.simulator.control('faults', []);
  });

  it('nor does a place where no folder can be made', async () => {
    await lab.authorize();
    rmSync(kept(), { recursive: true });
    writeFileSync(kept(), 'a file');
    await lab.simulator.control('faults', [{ kind: 'drop', path: '/oauth2/v1/token' }]);
    const { end } = await lab.run('direct', ['grants', 'refresh', '--site', 'us1']);
    await lab.simulator.control('faults', []);
    expect(end.code).toBe(4);
    expect(end.stderr).not.toMatch(/failed-reports|unexpected/);
    expect(readFileSync(kept(), 'utf8')).toBe('a file');
    expect(item(await last(), 'environment.last-report')?.grade).toBe('passed');
    rmSync(kept());
    mkdirSync(kept());
  });

  it('nothing of --simulate is kept', async () => {
    const before = readdirSync(kept()).length;
    const own = { cwd: lab.home, env: cliEnvironment(lab.home) };
    const end = await runCli(['authorize', '--simulate', '--consent', 'deny'], own);
    expect(end.code).toBe(3);
    expect(readdirSync(kept()).length).toBe(before);
  });
});

const explainedOf = (report: Report): Result | undefined =>
  report.results.find(({ id }) => id.startsWith('diagnose.last.'));
