import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ciMachine, type CiMachine } from '../support/ci-machine.ts';
import { cliEnvironment, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { ciExample } from '../support/doc-examples.ts';
import { runGithubJob, type Job, type JobEnd } from '../support/github-job.ts';
import { freePort } from '../support/ports.ts';
import { refreshByHand } from '../support/refresh-by-hand.ts';
import { refreshTokenFrom } from '../support/refresh-tokens.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const SITES = ['us1', 'eu1', 'ap1'] as const;
const work = temporaryHome();
let simulator: SimulatorProcess;
let machine: CiMachine;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], { cwd: work.path, env: cliEnvironment(work.path) });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
beforeEach(() => {
  machine = freshMachine();
});
afterEach(async () => {
  machine.remove();
  await simulator.control('faults', []);
});

function freshMachine(): CiMachine {
  const config = readFileSync(join(work.path, 'ddoauth.config.json'), 'utf8');
  return ciMachine({ 'ddoauth.config.json': config }, { DDOAUTH_SIMULATOR: simulator.origin });
}

const tokenName = (site: string): string => `DDOAUTH_REFRESH_TOKEN_${site.toUpperCase()}`;
const DOMAINS = { us1: 'datadoghq.com', eu1: 'datadoghq.eu', ap1: 'ap1.datadoghq.com' } as const;
const lives = async (site: keyof typeof DOMAINS, token = ''): Promise<boolean> =>
  (await refreshByHand(simulator.origin, CLIENT_ID, token, DOMAINS[site])) === 200;

/** What a night's secrets are, by the name of the secret. */
async function freshSecrets(): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {
    DDOAUTH_CLIENT_SECRET: 'simulated-client-secret',
    SECRETS_WRITER: 'github-token-that-writes-secrets',
  };
  for (const site of SITES) {
    secrets[tokenName(site)] = await refreshTokenFrom(simulator, work.path, site);
  }
  return secrets;
}

describe('docs/ci.md: GitHub Actions', () => {
  const workflow = parse(ciExample('.github/workflows/datadog-oauth.yml')) as {
    readonly jobs: { readonly check: Job; readonly report: Job };
  };
  const { check, report } = workflow.jobs;

  /** Runs the whole workflow on fresh machines, as GitHub does. */
  async function night(secrets: Readonly<Record<string, string>>): Promise<{
    readonly cells: Readonly<Record<string, JobEnd>>;
    readonly merged: JobEnd;
    readonly report: string;
    /** Secrets that the jobs stored. */
    readonly stored: Readonly<Record<string, string>>;
  }> {
    const artifacts = join(work.path, 'artifacts');
    rmSync(artifacts, { recursive: true, force: true });
    mkdirSync(artifacts);
    const cells: Record<string, JobEnd> = {};
    for (const matrix of check.strategy?.matrix.include ?? []) {
      const site = String(matrix['site']);
      cells[site] = await runGithubJob(machine, check, { matrix, secrets }, artifacts);
      for (const [name, value] of Object.entries(secrets)) {
        expect(cells[site].log, `${name} in the log`).not.toContain(value);
      }
      // The next job has a machine of its own.
      rmSync(join(machine.workspace, 'reports'), { recursive: true, force: true });
      rmSync(join(machine.temp, 'rotated.txt'), { force: true });
    }
    const merged = await runGithubJob(machine, report, {}, artifacts);
    const html = readFileSync(join(machine.workspace, 'report.html'), 'utf8');
    return { cells, merged, report: html, stored: machine.stored() };
  }

  const CHECK = 'Check the client';
  const KEEP = 'Keep the new refresh token';
  const MERGE = 'One report of all sites';
  const codesOfCheck = (cells: Readonly<Record<string, JobEnd>>): unknown[] =>
    SITES.map((site) => cells[site]?.codes[CHECK]);

  it('all is well: 0, the new tokens are stored, masked in the log, and good for the next night', async () => {
    const secrets = await freshSecrets();
    const first = await night(secrets);
    expect(codesOfCheck(first.cells)).toEqual([0, 0, 0]);
    expect(first.merged.codes[MERGE]).toBe(0);
    expect(first.merged.summary).toContain('ddoauth');
    for (const site of SITES) {
      expect(first.report).toContain(site);
      const token = first.stored[tokenName(site)] ?? '';
      expect(token.length).toBeGreaterThan(10);
      expect(token).not.toBe(secrets[tokenName(site)]);
      const { log = '' } = first.cells[site] ?? {};
      expect(log.split('\n').filter((line) => line.includes(token))).toEqual([
        `::add-mask::${token}`,
      ]);
      expect(first.cells[site]?.summary).toContain('check-scopes: passed');
    }
    const second = await night({ ...secrets, ...first.stored });
    expect(codesOfCheck(second.cells)).toEqual([0, 0, 0]);
    expect(second.merged.failed).toBe(false);
  });

  it('one site revoked: 3, and the others are kept', async () => {
    const secrets = await freshSecrets();
    secrets[tokenName('eu1')] = await refreshTokenFrom(simulator, work.path, 'eu1', {
      then: ['grants', 'revoke'],
    });
    const { cells, merged, stored } = await night(secrets);
    expect(codesOfCheck(cells)).toEqual([0, 3, 0]);
    expect(merged.codes[MERGE]).toBe(3);
    expect(Object.keys(stored).sort()).toEqual([tokenName('ap1'), tokenName('us1')]);
    expect(cells['eu1']?.log).toMatch(/^::error title=[^\n]*::/m);
  });

  it('one site broken: 1', async () => {
    const secrets = await freshSecrets();
    secrets[tokenName('eu1')] = await refreshTokenFrom(simulator, work.path, 'eu1', {
      args: ['--scope', 'api_keys_write,events_read'],
    });
    const { cells, merged, stored } = await night(secrets);
    expect(codesOfCheck(cells)).toEqual([0, 1, 0]);
    expect(merged.codes[MERGE]).toBe(1);
    // The token was replaced all the same, and is kept although the check failed.
    expect(await lives('eu1', stored[tokenName('eu1')])).toBe(true);
  });

  it('one site not reached: 4, and its token is not spent', async () => {
    const secrets = await freshSecrets();
    await simulator.control('faults', [{ host: 'api.datadoghq.eu', kind: 'drop' }]);
    const { cells, merged, stored } = await night(secrets);
    expect(codesOfCheck(cells)).toEqual([0, 4, 0]);
    expect(merged.codes[MERGE]).toBe(4);
    expect(stored[tokenName('eu1')]).toBeUndefined();
    await simulator.control('faults', []);
    expect(await lives('eu1', secrets[tokenName('eu1')])).toBe(true);
  });

  it('the new token cannot be stored: the job fails and says so', async () => {
    const secrets = await freshSecrets();
    machine.refuseStoring(true);
    const { cells } = await night(secrets);
    for (const site of SITES) {
      expect(cells[site]?.codes).toMatchObject({ [CHECK]: 0, [KEEP]: 1 });
      expect(cells[site]?.failed).toBe(true);
      expect(cells[site]?.log).toContain(`::error title=Refresh token of ${site}::`);
    }
  });

  it('the file for it cannot be written: 2 before anything is asked', async () => {
    const secrets = await freshSecrets();
    mkdirSync(join(machine.temp, 'rotated.txt'));
    const [matrix = {}] = check.strategy?.matrix.include ?? [];
    const end = await runGithubJob(machine, check, { matrix, secrets }, work.path);
    expect(end.codes[CHECK]).toBe(2);
    expect(end.log).toMatch(/^::error title=ddoauth::--refresh-token-out/m);
    expect(await lives('us1', secrets[tokenName('us1')])).toBe(true);
  });

  it('the action: reports, outputs, and the exit code of the run', async () => {
    const action = parse(ciExample('.github/workflows/datadog-oauth-action.yml')) as {
      readonly jobs: { readonly check: Job };
    };
    const secrets = await freshSecrets();
    const end = await runGithubJob(machine, action.jobs.check, { secrets }, work.path);
    expect(end.codes['./node_modules/ddoauth']).toBe(0);
    expect(end.log).toContain('exit code 0, passed');
    const file = join(machine.workspace, 'ddoauth-reports', 'report.json');
    expect(parseReport(readFileSync(file, 'utf8'))).toMatchObject({ outcome: 'passed' });
    const tokens = readFileSync(join(machine.temp, 'rotated.txt'), 'utf8').trim().split('\n');
    expect(tokens.map((line) => line.split('=')[0]).sort()).toEqual([
      tokenName('eu1'),
      tokenName('us1'),
    ]);
    // The same job with the tokens that are spent now.
    const again = await runGithubJob(machine, action.jobs.check, { secrets }, work.path);
    expect(again.codes['./node_modules/ddoauth']).toBe(0);
  });
});

describe('docs/ci.md: GitLab CI', () => {
  const pipeline = parse(ciExample('.gitlab-ci.yml')) as {
    readonly check: {
      readonly script: readonly string[];
      readonly variables: Readonly<Record<string, string>>;
      readonly parallel: { readonly matrix: readonly { readonly SITE: readonly string[] }[] };
    };
    readonly report: { readonly script: readonly string[] };
  };
  const variables = async (): Promise<Record<string, string>> => ({
    ...(await freshSecrets()),
    CI: 'true',
    GITLAB_CI: 'true',
    VARIABLES_WRITER: 'gitlab-token-that-writes',
    CI_API_V4_URL: 'https://gitlab.example.test/api/v4',
    CI_PROJECT_ID: '7',
    ...pipeline.check.variables,
  });
  /** GitLab joins the lines of a script and stops at the first that fails. */
  const check = (env: Readonly<Record<string, string>>, site: string) => {
    rmSync(join(machine.workspace, '.private'), { recursive: true, force: true });
    return machine.bash(pipeline.check.script.join('\n'), { ...env, SITE: site }, [
      '-eo',
      'pipefail',
    ]);
  };

  it('a night: 0, JUnit for each site, the new tokens stored and not in the log', async () => {
    expect(pipeline.check.parallel.matrix).toEqual([{ SITE: [...SITES] }]);
    const env = await variables();
    for (const site of SITES) {
      const end = await check(env, site);
      expect(end.code, end.log).toBe(0);
      const token = machine.stored()[tokenName(site)] ?? '';
      expect(token).not.toBe(env[tokenName(site)]);
      expect(await lives(site, token)).toBe(true);
      for (const secret of [token, env[tokenName(site)] ?? '', 'gitlab-token-that-writes']) {
        expect(end.log).not.toContain(secret);
      }
      const junit = readFileSync(join(machine.workspace, 'reports', `${site}.xml`), 'utf8');
      expect(junit).toMatch(/^<\?xml[^]*<testsuites/);
    }
    const end = await machine.bash(pipeline.report.script.join('\n'), { CI: 'true' });
    expect(end.code, end.log).toBe(0);
    expect(readFileSync(join(machine.workspace, 'report.md'), 'utf8')).toContain('ap1');
  });

  it('not reached: 4; the token cannot be stored: 3 and said', async () => {
    const env = await variables();
    await simulator.control('faults', [{ host: 'api.datadoghq.eu', kind: 'drop' }]);
    expect((await check(env, 'eu1')).code).toBe(4);
    machine.refuseStoring(true);
    const end = await check(env, 'us1');
    expect(end.code).toBe(3);
    expect(end.log).toContain('The new refresh token of us1 could not be stored');
  });
});

describe('docs/ci.md: Jenkins', () => {
  const jenkinsfile = ciExample('Jenkinsfile');
  const scripts = [
    ...jenkinsfile.matchAll(/^\s*sh(?: |\(.*script: )'((?:[^'\\]|\\.)*)'\)?$/gm),
  ].map(([, script = '']) => script.replaceAll("\\'", "'"));
  const setup = scripts.filter((script) => !script.includes('ddoauth'));
  const [check = '', merge = ''] = scripts.filter((script) => script.includes('ddoauth'));
  const sites = /values ([^\n]+)/
    .exec(jenkinsfile)?.[1]
    ?.split(', ')
    .map((word) => word.slice(1, -1));

  it('two nights with the same credentials: the agent knows what the tokens became', async () => {
    expect(setup).toHaveLength(2);
    expect(sites).toEqual([...SITES]);
    const secrets = await freshSecrets();
    const env = {
      CI: 'true',
      DDOAUTH_STORE: 'file',
      DDOAUTH_HOME: join(machine.home, 'ddoauth'),
      DDOAUTH_CLIENT_SECRET: secrets['DDOAUTH_CLIENT_SECRET'] ?? '',
    };
    for (const night of [1, 2]) {
      expect((await machine.bash(setup.join('\n'), env)).code).toBe(0);
      // The cells of a matrix run at the same time.
      const ends = await Promise.all(
        SITES.map((site) =>
          machine.bash(check, {
            ...env,
            SITE: site,
            DDOAUTH_REFRESH_TOKEN: secrets[tokenName(site)] ?? '',
          }),
        ),
      );
      expect(
        ends.map(({ code }) => code),
        `night ${String(night)}`,
      ).toEqual([0, 0, 0]);
      const end = await machine.bash(merge, env);
      expect(end.code, end.log).toBe(0);
      expect(readFileSync(join(machine.workspace, 'junit.xml'), 'utf8')).toContain('<testsuite');
    }
  });

  it('a report that is not whole makes merging fail', async () => {
    mkdirSync(join(machine.workspace, 'reports'));
    writeFileSync(join(machine.workspace, 'reports', 'us1.json'), '');
    const end = await machine.bash(merge, { CI: 'true' });
    expect(end.code).toBe(2);
  });
});
