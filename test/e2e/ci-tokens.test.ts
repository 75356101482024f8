import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { refreshByHand } from '../support/refresh-by-hand.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { expireStoredGrants, storedGrant, storedGrants } from '../support/stored-grants.ts';

const work = temporaryHome();
let simulator: SimulatorProcess;
/** The home of the machine that runs every night; fresh for each test. */
let home: string;
let out: string;
let removeHome: () => void;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], {
    cwd: work.path,
    env: cliEnvironment(work.path),
  });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
beforeEach(() => {
  const fresh = temporaryHome();
  home = fresh.path;
  removeHome = fresh.remove;
  out = join(home, 'rotated.txt');
});
afterEach(async () => {
  await simulator.control('faults', []);
  removeHome();
});

/** A refresh token from somebody who authorized at a terminal, elsewhere. */
async function authorizeElsewhere(site = 'us1'): Promise<string> {
  const elsewhere = temporaryHome();
  const end = await runCli(
    ['authorize', '--site', site, '--consent', 'authorize', '--simulator', simulator.origin],
    { cwd: work.path, env: cliEnvironment(elsewhere.path) },
  );
  expect(end.code).toBe(0);
  const { refreshToken = '' } = storedGrant(elsewhere.path, site);
  elsewhere.remove();
  return refreshToken;
}

function environment(extra: Readonly<Record<string, string>>): Record<string, string> {
  return cliEnvironment(home, { CI: 'true', ...extra });
}

/** Runs a command in CI; no secret of its environment may be in what it says. */
async function nightly(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  origin = simulator.origin,
): Promise<CliEnd> {
  const end = await runCli([...args, '--simulator', origin], {
    cwd: work.path,
    env: environment(variables),
  });
  for (const [name, value] of Object.entries(variables)) {
    if (!name.startsWith('DDOAUTH_REFRESH_TOKEN')) continue;
    expect(end.stdout + end.stderr, name).not.toContain(value);
  }
  return end;
}

/** The codes of what was found about grants. */
function grantCodes({ stdout }: CliEnd): string[] {
  return codesOf(parseReport(stdout)).filter((code) => /^(grant|token)\./.test(code));
}

/** Refreshes that reached the simulator while something was done, by status. */
async function refreshesDuring(action: () => Promise<unknown>): Promise<number[]> {
  const before = (await simulator.state()).requests.length;
  await action();
  return (await simulator.state()).requests
    .slice(before)
    .filter(({ path }) => path === '/oauth2/v1/token')
    .map(({ status }) => status);
}

const seedOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const lives = async (token: string): Promise<boolean> =>
  (await refreshByHand(simulator.origin, CLIENT_ID, token)) === 200;

describe('refresh tokens of the environment', () => {
  it('check-scopes over several sites: no prompt, rotated tokens in the store and in the file', async () => {
    const tokens = {
      DDOAUTH_REFRESH_TOKEN_US1: await authorizeElsewhere('us1'),
      DDOAUTH_REFRESH_TOKEN_EU1: await authorizeElsewhere('eu1'),
    };
    const end = await nightly(
      ['check-scopes', '--site', 'us1,eu1', '--json', '--refresh-token-out', out],
      tokens,
    );
    expect(end).toMatchObject({ code: 0, stderr: '' });
    const report = parseReport(end.stdout);
    expect(grantCodes(end)).toEqual(['grant.refreshed', 'grant.refreshed']);
    for (const site of ['us1', 'eu1']) {
      const scopes = report.results.filter(
        ({ subject }) => subject.site === site && subject.scope !== undefined,
      );
      expect(scopes).toHaveLength(4);
    }
    const us1 = storedGrant(home, 'us1');
    const eu1 = storedGrant(home, 'eu1');
    expect(us1.refreshToken).not.toBe(tokens.DDOAUTH_REFRESH_TOKEN_US1);
    expect(us1.seed).toBe(seedOf(tokens.DDOAUTH_REFRESH_TOKEN_US1));
    expect(eu1.seed).toBe(seedOf(tokens.DDOAUTH_REFRESH_TOKEN_EU1));
    expect(readFileSync(out, 'utf8').trimEnd().split('\n').sort()).toEqual([
      `DDOAUTH_REFRESH_TOKEN_EU1=${String(eu1.refreshToken)}`,
      `DDOAUTH_REFRESH_TOKEN_US1=${String(us1.refreshToken)}`,
    ]);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  it('one site: the file holds the token alone, is private, and is replaced as a whole', async () => {
    writeFileSync(out, 'something longer than a token that stood here before\n'.repeat(9), {
      mode: 0o644,
    });
    const token = await authorizeElsewhere();
    const end = await nightly(['grants', 'refresh', '--refresh-token-out', out], {
      DDOAUTH_REFRESH_TOKEN: token,
    });
    expect(end.code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(`${String(storedGrant(home, 'us1').refreshToken)}\n`);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readdirSync(home).sort()).toEqual(['data', 'rotated.txt']);
  });

  it('a variable of a site says which site is meant', async () => {
    const end = await nightly(['grants', 'refresh', '--json'], {
      DDOAUTH_REFRESH_TOKEN_EU1: await authorizeElsewhere('eu1'),
    });
    expect(end.code).toBe(0);
    expect(parseReport(end.stdout).results.map(({ subject }) => subject.site)).toEqual(['eu1']);
  });

  it('grants token prints one that works', async () => {
    const end = await nightly(['grants', 'token'], {
      DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere(),
    });
    expect(end.code).toBe(0);
    const answer = await fetch(`${simulator.origin}/api.datadoghq.com/api/v1/monitor`, {
      headers: { authorization: `Bearer ${end.stdout.trim()}` },
    });
    expect(answer.status).toBe(200);
  });

  it('one token for several sites is refused before anything is sent', async () => {
    const token = await authorizeElsewhere();
    const sent = await refreshesDuring(async () => {
      const end = await nightly(['check-scopes', '--site', 'us1,eu1'], {
        DDOAUTH_REFRESH_TOKEN: token,
      });
      expect(end).toMatchObject({ code: 2, stdout: '' });
      expect(end.stderr).toMatch(/DDOAUTH_REFRESH_TOKEN_US1/);
    });
    expect(sent).toEqual([]);
  });

  it('without any token: exit 3 at once, and nobody is asked', async () => {
    const end = await nightly(['check-scopes', '--site', 'us1', '--json'], {});
    expect(end).toMatchObject({ code: 3, stderr: '' });
    expect(grantCodes(end)).toEqual(['grant.missing']);
  });
});

describe('the next night', () => {
  const again = ['grants', 'refresh', '--json'];

  it('the environment still has the old token, and the store the one it became', async () => {
    const variables = { DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere() };
    for (const night of [1, 2, 3]) {
      const statuses = await refreshesDuring(async () => {
        const end = await nightly(again, variables);
        expect(end.code, `night ${String(night)}`).toBe(0);
        expect(grantCodes(end)).toEqual(['grant.refreshed']);
      });
      // The old token is not even tried: a server that looks for reuse would revoke everything.
      expect(statuses, `night ${String(night)}`).toEqual([200]);
    }
    expect(storedGrants(home)).toHaveLength(1);
  });

  it('check-scopes refreshes what has ended and takes what has not as it is', async () => {
    const variables = { DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere() };
    const check = ['check-scopes', '--site', 'us1', '--json'];
    expect(grantCodes(await nightly(check, variables))).toEqual(['grant.refreshed']);
    expect(grantCodes(await nightly(check, variables))).toEqual(['grant.fresh']);
    expireStoredGrants(home);
    const end = await nightly(check, variables);
    expect(end.code).toBe(0);
    expect(grantCodes(end)).toEqual(['grant.refreshed']);
  });

  it('a new token in the environment wins over the stored grant', async () => {
    const first = await authorizeElsewhere();
    expect((await nightly(again, { DDOAUTH_REFRESH_TOKEN: first })).code).toBe(0);
    const { refreshToken: kept = '' } = storedGrant(home, 'us1');
    const second = await authorizeElsewhere();
    expect((await nightly(again, { DDOAUTH_REFRESH_TOKEN: second })).code).toBe(0);
    expect(storedGrant(home, 'us1').seed).toBe(seedOf(second));
    expect(await lives(second)).toBe(false);
    expect(await lives(kept)).toBe(true);
    // And from then on what the new one became.
    expect((await nightly(again, { DDOAUTH_REFRESH_TOKEN: second })).code).toBe(0);
  });

  it('a new token that is refused is not covered up by the stored grant', async () => {
    const first = await authorizeElsewhere();
    expect((await nightly(again, { DDOAUTH_REFRESH_TOKEN: first })).code).toBe(0);
    const end = await nightly(again, { DDOAUTH_REFRESH_TOKEN: 'nobody-has-issued-this-token' });
    expect(end.code).toBe(3);
    expect(grantCodes(end)).toEqual(['grant.revoked']);
    expect((await nightly(again, { DDOAUTH_REFRESH_TOKEN: first })).code).toBe(0);
  });

  it('the token of --refresh-token-out goes back into the environment, or fails to', async () => {
    const first = await authorizeElsewhere();
    const withOut = [...again, '--refresh-token-out', out];
    expect((await nightly(withOut, { DDOAUTH_REFRESH_TOKEN: first })).code).toBe(0);
    const second = readFileSync(out, 'utf8').trim();
    // Fresh, so it is taken over without a refresh first.
    const check = ['check-scopes', '--site', 'us1', '--json'];
    expect(grantCodes(await nightly(check, { DDOAUTH_REFRESH_TOKEN: second }))).toEqual([
      'grant.fresh',
    ]);
    expect((await nightly(withOut, { DDOAUTH_REFRESH_TOKEN: second })).code).toBe(0);
    expect(readFileSync(out, 'utf8').trim()).not.toBe(second);
    expect((await nightly(withOut, { DDOAUTH_REFRESH_TOKEN: second })).code).toBe(0);
    expect(storedGrants(home)).toHaveLength(1);
    expect(await lives(readFileSync(out, 'utf8').trim())).toBe(true);
  });

  it('an authorization stored on this machine is the one the environment speaks of', async () => {
    await runCli(['authorize', '--consent', 'authorize', '--simulator', simulator.origin], {
      cwd: work.path,
      env: cliEnvironment(home),
    });
    const { refreshToken = '', org } = storedGrant(home, 'us1');
    const variables = { DDOAUTH_REFRESH_TOKEN: refreshToken };
    expect((await nightly(again, variables)).code).toBe(0);
    expect((await nightly(again, {})).code).toBe(0);
    expect((await nightly(again, variables)).code).toBe(0);
    expect(storedGrant(home, 'us1').org).toEqual(org);
  });
});

describe('several processes with the same token of the environment', () => {
  it('all end well, and nobody leaves a dead token in the store', async () => {
    const variables = { DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere() };
    const statuses = await refreshesDuring(async () => {
      const ends = await Promise.all(
        [
          ['grants', 'refresh'],
          ['grants', 'refresh'],
          ['check-scopes', '--site', 'us1'],
        ].map((args) => nightly(args, variables)),
      );
      expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
        ends.map(() => ({ code: 0, stderr: '' })),
      );
    });
    expect(statuses.every((status) => status === 200)).toBe(true);
    expect(storedGrants(home)).toHaveLength(1);
    expect(await lives(storedGrant(home, 'us1').refreshToken ?? '')).toBe(true);
  });

  it('the second waits while the first refreshes, and takes its grant', async () => {
    const variables = { DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere() };
    await simulator.control('faults', [{ path: '/oauth2/v1/token', kind: 'latency', ms: 1_500 }]);
    const statuses = await refreshesDuring(async () => {
      const ends = await Promise.all([
        nightly(['check-scopes', '--site', 'us1'], variables),
        nightly(['check-scopes', '--site', 'us1'], variables),
      ]);
      expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    });
    expect(statuses).toEqual([200]);
  });
});

describe('a rotated token that cannot be kept', () => {
  const refresh = ['grants', 'refresh', '--json'];

  it('memory store and no --refresh-token-out: a failure, and the token is shown once', async () => {
    const end = await nightly(refresh, {
      DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere(),
      DDOAUTH_STORE: 'memory',
    });
    expect(end.code).toBe(3);
    expect(grantCodes(end)).toEqual(['grant.rotation-unsaved']);
    const [label, token = '', ...rest] = end.stderr.trimEnd().split('\n');
    expect(label).toMatch(/us1/);
    expect(rest).toEqual([]);
    expect(end.stdout).not.toContain(token);
    expect(await lives(token)).toBe(true);
  });

  it('memory store with --refresh-token-out: well', async () => {
    const end = await nightly([...refresh, '--refresh-token-out', out], {
      DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere(),
      DDOAUTH_STORE: 'memory',
    });
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(home, 'data'))).toBe(false);
    expect(await lives(readFileSync(out, 'utf8').trim())).toBe(true);
  });

  it.each([
    ['a folder that is not there', () => join(home, 'nowhere', 'token.txt')],
    ['a folder', () => home],
    ['a place below a file', () => join(work.path, 'ddoauth.config.json', 'token.txt')],
  ])('--refresh-token-out is %s: exit 2 before the token is spent', async (_, place) => {
    const token = await authorizeElsewhere();
    const end = await nightly([...refresh, '--refresh-token-out', place()], {
      DDOAUTH_REFRESH_TOKEN: token,
    });
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^ddoauth: --refresh-token-out \S+: .+\n$/);
    expect(await lives(token)).toBe(true);
  });

  it('a data folder that cannot be made: exit 2 before the token is spent', async () => {
    const token = await authorizeElsewhere();
    writeFileSync(join(home, 'data'), 'a file in the place of the folder');
    const end = await nightly(refresh, { DDOAUTH_REFRESH_TOKEN: token });
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(await lives(token)).toBe(true);
  });

  it('the folder goes away meanwhile: a failure, the token is in the store and shown once', async () => {
    const folder = join(home, 'for-a-while');
    mkdirSync(folder);
    const token = await authorizeElsewhere();
    await simulator.control('faults', [{ path: '/oauth2/v1/token', kind: 'latency', ms: 2_000 }]);
    const args = [...refresh, '-v', '--refresh-token-out', join(folder, 'token.txt')];
    const cli = startCli([...args, '--simulator', simulator.origin], {
      cwd: work.path,
      env: environment({ DDOAUTH_REFRESH_TOKEN: token }),
      input: '',
    });
    // Settings are shown when the place has been looked at and nothing is sent yet.
    await cli.waitFor(/profile test/);
    rmSync(folder, { recursive: true });
    const end = await cli.ended;
    expect(end.code).toBe(3);
    expect(grantCodes(end)).toEqual(['grant.rotation-unsaved']);
    const { refreshToken = '' } = storedGrant(home, 'us1');
    expect(end.stderr.split('\n')).toContain(refreshToken);
    expect(await lives(refreshToken)).toBe(true);
  });
});

describe('exit codes of a night that goes wrong', () => {
  const check = ['check-scopes', '--site', 'us1', '--json'];

  it('a revoked token: 3', async () => {
    const token = await authorizeElsewhere();
    await simulator.control('revoke-grants');
    const end = await nightly(check, { DDOAUTH_REFRESH_TOKEN: token });
    expect(end.code).toBe(3);
    expect(grantCodes(end)).toEqual(['grant.revoked']);
    expect(existsSync(join(home, 'data', 'secrets.simulator.json'))).toBe(false);
  });

  it('a token of another site: 3', async () => {
    const end = await nightly(check, { DDOAUTH_REFRESH_TOKEN: await authorizeElsewhere('eu1') });
    expect(end.code).toBe(3);
    expect(grantCodes(end)).toEqual(['grant.revoked']);
  });

  it('a wrong secret: 1, and the token is not spent', async () => {
    const token = await authorizeElsewhere();
    const end = await nightly(check, {
      DDOAUTH_REFRESH_TOKEN: token,
      DDOAUTH_CLIENT_SECRET: 'the-secret-before-last',
    });
    expect(end.code).toBe(1);
    expect(grantCodes(end)).toEqual(['grant.refresh-refused']);
    expect(end.stdout + end.stderr).not.toContain('the-secret-before-last');
    expect(await lives(token)).toBe(true);
  });

  it('a secret that was regenerated: 1', async () => {
    const token = await authorizeElsewhere();
    await simulator.control('rotate-secret', { clientId: CLIENT_ID });
    const end = await nightly(check, { DDOAUTH_REFRESH_TOKEN: token });
    expect(end.code).toBe(1);
    expect(grantCodes(end)).toEqual(['grant.refresh-refused']);
    await simulator.control('reset');
  });

  it('nothing listens: 4', async () => {
    const nobody = `http://127.0.0.1:${String(await freePort())}`;
    const token = 'a-token-that-is-never-sent';
    const end = await nightly(check, { DDOAUTH_REFRESH_TOKEN: token }, nobody);
    expect(end.code).toBe(4);
    expect(grantCodes(end)).toEqual(['token.unreachable']);
  });

  it('one site of two is not reached: 4, whichever it is', async () => {
    const variables = {
      DDOAUTH_REFRESH_TOKEN_US1: await authorizeElsewhere('us1'),
      DDOAUTH_REFRESH_TOKEN_EU1: await authorizeElsewhere('eu1'),
    };
    const both = ['check-scopes', '--site', 'us1,eu1', '--json'];
    await simulator.control('faults', [{ host: 'api.datadoghq.eu', kind: 'drop' }]);
    const first = await nightly(both, variables);
    expect(first.code).toBe(4);
    expect(grantCodes(first)).toEqual(['grant.refreshed', 'token.unreachable']);
    await simulator.control('faults', [{ host: 'api.datadoghq.com', kind: 'drop' }]);
    expireStoredGrants(home);
    const second = await nightly(both, variables);
    expect(second.code).toBe(4);
    expect(grantCodes(second)).toEqual(['token.unreachable', 'grant.refreshed']);
  });

  it('one site is revoked and the other not reached: 3; one is refused by its secret: 1', async () => {
    const us1 = await authorizeElsewhere('us1');
    const variables = {
      DDOAUTH_REFRESH_TOKEN_US1: us1,
      DDOAUTH_REFRESH_TOKEN_EU1: 'no-such-token',
    };
    await simulator.control('faults', [{ host: 'api.datadoghq.com', kind: 'drop' }]);
    const both = ['check-scopes', '--site', 'us1,eu1', '--json'];
    expect((await nightly(both, variables)).code).toBe(3);
    const end = await nightly(both, { ...variables, DDOAUTH_CLIENT_SECRET: 'not-the-secret' });
    expect(end.code).toBe(1);
  });

  it('the token endpoint is overloaded: 4, and the next run has the same token', async () => {
    const token = await authorizeElsewhere();
    for (const status of [429, 500, 503]) {
      await simulator.control('faults', [{ path: '/oauth2/v1/token', kind: 'status', status }]);
      const end = await nightly(check, { DDOAUTH_REFRESH_TOKEN: token });
      expect(end.code, String(status)).toBe(4);
      expect(grantCodes(end)).toEqual(['token.unavailable']);
    }
    await simulator.control('faults', []);
    expect((await nightly(check, { DDOAUTH_REFRESH_TOKEN: token })).code).toBe(0);
  });
});
