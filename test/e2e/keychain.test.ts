import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { filesBelow } from '../support/files-below.ts';
import { freePort } from '../support/ports.ts';
import { requirement } from '../support/requirements.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import {
  missingSecretServicePrograms,
  SECRET_SERVICE_PACKAGES,
  startTestSession,
  type Keyring,
  type TestSession,
} from '../support/secret-service.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const SERVICE = 'ddoauth (simulator)';
const missing = missingSecretServicePrograms();
const available = requirement(
  'a Secret Service',
  missing.length === 0,
  `${missing.join(', ')} not found (${SECRET_SERVICE_PACKAGES})`,
);

/** Longer than the 3 s that the keychain is waited for, shorter than the 25 s that it may hang. */
const HELD_UP_MS = 4_000;

const config = temporaryHome();
let simulator: SimulatorProcess;
let session: TestSession;
let keyring: Keyring | undefined;
let home: ReturnType<typeof temporaryHome>;

beforeAll(async () => {
  writeConfig(config.path, await freePort());
  simulator = await startSimulatorProcess([], {
    cwd: config.path,
    env: { PATH: process.env['PATH'] ?? '', HOME: config.path },
  });
});
afterAll(async () => {
  await simulator.stop();
  config.remove();
});
afterEach(async () => {
  await session.close();
  keyring = undefined;
  home.remove();
});

async function begin(state: 'unlocked' | 'without a service'): Promise<void> {
  home = temporaryHome();
  const folder = join(home.path, 'session');
  mkdirSync(folder);
  session = await startTestSession(folder);
  if (state === 'unlocked') keyring = await session.startKeyring('unlocked');
}

/** The environment of somebody's session: nothing says where secrets rest. */
function environment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...session.env, DDOAUTH_HOME: dataFolder(), LANG: 'C.UTF-8', ...extra };
}

function dataFolder(): string {
  return join(home.path, 'data');
}

interface TimedEnd extends CliEnd {
  readonly ms: number;
}

async function cli(args: readonly string[], env = environment()): Promise<TimedEnd> {
  const began = performance.now();
  const end = await runCli([...args, '--simulator', simulator.origin], { cwd: config.path, env });
  return { ...end, ms: performance.now() - began };
}

const authorize = (env = environment()) => cli(['authorize', '--consent', 'authorize'], env);

/** How long the program takes without a keychain at all: the machine's own share of a wait. */
async function ownTime(): Promise<number> {
  return (await cli(['grants', 'list'], environment({ DDOAUTH_STORE: 'memory' }))).ms;
}

/** Tokens in the keychain, as another program reads them. */
async function tokens(): Promise<string[]> {
  const found = (await session.search(SERVICE)).matchAll(
    /"(?:accessToken|refreshToken)":"([^"]+)"/g,
  );
  return [...found].map(([, token = '']) => token);
}

function index(): string {
  return readFileSync(join(dataFolder(), 'keychain-index.simulator.json'), 'utf8');
}

describe.runIf(available)('an unlocked keychain', () => {
  it('takes the grant of authorize, refreshes, and forgets it', async () => {
    await begin('unlocked');
    const authorized = await authorize();
    expect(authorized).toMatchObject({ code: 0, stderr: '' });
    expect(authorized.stdout).toMatch(/OS keychain/);
    const first = await tokens();
    expect(first).toHaveLength(2);

    const listed = parseReport((await cli(['grants', 'list', '--json'])).stdout);
    expect(codesOf(listed)).toEqual(['grant.listed']);
    expect(listed.results[0]?.finding.args).toMatchObject({ clientId: CLIENT_ID, site: 'us1' });

    const refreshed = parseReport((await cli(['grants', 'refresh', '--json'])).stdout);
    expect(refreshed.results[0]?.finding).toMatchObject({
      code: 'grant.refreshed',
      args: { rotated: true },
    });
    const second = await tokens();
    expect(second).toHaveLength(2);
    expect(second.filter((token) => first.includes(token))).toEqual([]);
    expect((await cli(['grants', 'token'])).stdout.trim()).toBe(second[0]);

    expect((await cli(['grants', 'forget'])).code).toBe(0);
    expect(await tokens()).toEqual([]);
    expect(codesOf(parseReport((await cli(['grants', 'list', '--json'])).stdout))).toEqual([
      'grant.none',
    ]);
  });

  it('keeps the API key too, and no file has a token or the key', async () => {
    await begin('unlocked');
    await authorize();
    const created = await cli(['create-key', '--yes', '--read-back-timeout', '5s']);
    expect(created.code).toBe(0);
    const secrets = [...(await session.search(SERVICE)).matchAll(/"value":"([0-9a-f]{32})"/g)].map(
      ([, key = '']) => key,
    );
    expect(secrets).toHaveLength(1);
    secrets.push(...(await tokens()));
    expect(secrets).toHaveLength(3);
    // The keyring encrypts what it holds; the rest must not have it at all.
    for (const { path, text, mode } of filesBelow(home.path)) {
      for (const secret of secrets) expect(text.includes(secret), path).toBe(false);
      if (path.startsWith(dataFolder())) expect(mode, path).toBe(0o600);
    }
    expect(index()).toContain(`grant/${CLIENT_ID}/us1/`);
    expect(existsSync(join(dataFolder(), 'secrets.simulator.json'))).toBe(false);
    expect(statSync(dataFolder()).mode & 0o777).toBe(0o700);
  });

  it('keeps nothing of a probe behind', async () => {
    await begin('unlocked');
    expect((await cli(['grants', 'list'])).code).toBe(0);
    expect(await session.search(SERVICE)).not.toMatch(/secret = /);
  });

  it('is not used when DDOAUTH_STORE=file', async () => {
    await begin('unlocked');
    const env = environment({ DDOAUTH_STORE: 'file' });
    expect((await authorize(env)).code).toBe(0);
    expect(await tokens()).toEqual([]);
    expect(existsSync(join(dataFolder(), 'secrets.simulator.json'))).toBe(true);
  });

  it('two processes that refresh at once leave a grant that works', async () => {
    await begin('unlocked');
    await authorize();
    const ends = await Promise.all([cli(['grants', 'refresh']), cli(['grants', 'refresh'])]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect((await cli(['grants', 'refresh'])).code).toBe(0);
  });
});

describe.runIf(available)('without a Secret Service', () => {
  const NO_BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  const withoutVariable = (): Record<string, string> => {
    const { DBUS_SESSION_BUS_ADDRESS: _, ...rest } = environment();
    return rest;
  };
  it.each([
    ['a session without the service', () => environment()],
    ['a bus that is not there', () => environment(NO_BUS)],
    ['no D-Bus at all', withoutVariable],
  ])('%s: the file store is used, and one line says so', async (_, env) => {
    await begin('without a service');
    const end = await authorize(env());
    expect(end.code).toBe(0);
    const lines = end.stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(join(dataFolder(), 'secrets.simulator.json'));
    expect(lines[0]).toMatch(/keychain cannot be used/);
    expect(statSync(dataFolder()).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataFolder(), 'secrets.simulator.json')).mode & 0o777).toBe(0o600);
    expect((await cli(['grants', 'refresh'], env())).code).toBe(0);
  });

  it('DDOAUTH_STORE=file needs no line', async () => {
    await begin('without a service');
    expect(await authorize(environment({ DDOAUTH_STORE: 'file' }))).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  it('DDOAUTH_STORE=keychain: exit 2 with one clear line, at once, and nothing on disk', async () => {
    await begin('without a service');
    const own = await ownTime();
    const end = await authorize(environment({ DDOAUTH_STORE: 'keychain' }));
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/^ddoauth: The OS keychain cannot be used: .+\n {2}\S.*\n$/);
    expect(end.ms - own).toBeLessThan(HELD_UP_MS);
    expect(existsSync(dataFolder())).toBe(false);
  });

  it('grants that rest in the keychain are not taken for none when the service is gone', async () => {
    await begin('unlocked');
    await authorize();
    await keyring?.stop();
    for (const args of [['grants', 'list'], ['grants', 'refresh'], ['check-scopes']]) {
      const end = await cli(args);
      expect(end, args.join(' ')).toMatchObject({ code: 4, stdout: '' });
      expect(end.stderr).toMatch(/The OS keychain is locked/);
    }
  });

  it('what was kept in the file is found when the service is back', async () => {
    await begin('without a service');
    await authorize();
    await session.startKeyring('unlocked');
    const end = await cli(['grants', 'refresh']);
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(/1 entr(y|ies) still rest/);
    expect(await tokens()).toHaveLength(2);
    const left = readFileSync(join(dataFolder(), 'secrets.simulator.json'), 'utf8');
    expect(left).not.toMatch(/grant\//);
  });
});

describe.runIf(available)('a locked keyring', () => {
  it('is not taken for "no grant"', async () => {
    await begin('unlocked');
    await authorize();
    await keyring?.stop();
    await session.startKeyring('locked');
    const own = await ownTime();
    for (const args of [
      ['grants', 'list'],
      ['grants', 'refresh'],
      ['check-scopes'],
      ['grants', 'forget'],
    ]) {
      const end = await cli(args);
      expect(end, args.join(' ')).toMatchObject({ code: 4, stdout: '' });
      expect(end.stderr).toMatch(/keychain is locked/i);
      expect(end.stderr).toMatch(/unlock/i);
      expect(end.stderr).not.toMatch(/No grant/);
      expect(end.ms - own, args.join(' ')).toBeLessThan(HELD_UP_MS);
    }
    expect(index()).toContain(`grant/${CLIENT_ID}/us1/`);
  });

  it('gives the grant again once it is unlocked', async () => {
    await begin('unlocked');
    await authorize();
    await keyring?.stop();
    const locked = await session.startKeyring('locked');
    expect((await cli(['grants', 'refresh'])).code).toBe(4);
    await locked.stop();
    await session.startKeyring('unlocked');
    expect((await cli(['grants', 'refresh'])).code).toBe(0);
  });
});

describe.runIf(available)('a service that hangs', () => {
  it('holds the program up for 3 s once, whatever it keeps, and the process ends', async () => {
    await begin('unlocked');
    await authorize();
    const own = await ownTime();
    keyring?.freeze();
    for (const args of [
      ['grants', 'list'],
      ['grants', 'refresh'],
    ]) {
      const end = await cli(args);
      expect(end, args.join(' ')).toMatchObject({ code: 4, stdout: '' });
      expect(end.stderr).toMatch(/did not answer|no answer/);
      expect(end.ms - own, args.join(' ')).toBeLessThan(HELD_UP_MS);
    }
    keyring?.thaw();
    expect((await cli(['grants', 'refresh'])).code).toBe(0);
  });

  it('a newcomer gets the file store after 3 s', async () => {
    await begin('unlocked');
    const own = await ownTime();
    keyring?.freeze();
    const end = await authorize();
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(/did not answer within 3 s/);
    // Opening a callback server and consenting are the program's own time too.
    expect(end.ms - own).toBeLessThan(HELD_UP_MS + 1_500);
    expect(existsSync(join(dataFolder(), 'secrets.simulator.json'))).toBe(true);
    keyring?.thaw();
  });

  it('DDOAUTH_STORE=keychain ends with exit 2', async () => {
    await begin('unlocked');
    const own = await ownTime();
    keyring?.freeze();
    const end = await authorize(environment({ DDOAUTH_STORE: 'keychain' }));
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toMatch(/did not answer within 3 s/);
    expect(end.ms - own).toBeLessThan(HELD_UP_MS);
  });
});
