import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { filesBelow } from '../support/files-below.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const ID = '5f6c1d2e-0b7a-4c3d-9e8f-102132435465';
const OTHER_ID = '0d9c8b7a-6f5e-4d3c-8b2a-1f0e9d8c7b6a';
const SECRET = 'given-client-secret-31be';
const TEST_CLIENT = ['--kind', 'test', '--client-id', ID, '--scope', 'monitors_read'].concat(
  '--redirect-uri',
  'http://localhost:8085/callback',
);

const home = temporaryHome();
let count = 0;
let folder: string;
beforeEach(() => {
  folder = join(home.path, `case-${String((count += 1))}`);
  mkdirSync(folder, { recursive: true });
});
afterAll(() => home.remove());

const run = (
  args: readonly string[],
  more: { readonly env?: Record<string, string>; readonly input?: string; cwd?: string } = {},
): Promise<CliEnd> =>
  runCli(['init', ...args], {
    cwd: more.cwd ?? folder,
    env: cliEnvironment(join(folder, 'home'), more.env),
    input: more.input ?? '',
  });
const path = (name = 'ddoauth.config.json') => join(folder, name);
const write = (value: unknown, name?: string): string => {
  const text = typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
  writeFileSync(path(name), text);
  return text;
};
const config = (name?: string): unknown => JSON.parse(readFileSync(path(name), 'utf8'));
const stored = (): string => {
  const data = join(folder, 'home', 'data');
  return existsSync(data)
    ? filesBelow(data)
        .map(({ text }) => text)
        .join('\n')
    : '';
};

describe('without a terminal', () => {
  it('names everything that is missing, at once, and writes nothing', async () => {
    const end = await run([]);
    expect(end.code).toBe(2);
    for (const flag of ['--kind', '--client-id', '--redirect-uri', '--scope', '--secret-stdin']) {
      expect(end.stderr).toContain(flag);
    }
    expect(end.stdout).toBe('');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['the client secret', TEST_CLIENT, /Missing: the client secret \(DDOAUTH_CLIENT_SECRET/],
    [
      'a scope',
      ['--kind', 'public', '--client-id', ID, '--redirect-uri', 'http://localhost:1/'],
      /Missing: --scope SCOPE\./,
    ],
  ])('names %s alone when only that is missing', async (_what, args, message) => {
    const end = await run(args);
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(existsSync(path())).toBe(false);
  });

  it('writes from flags, stores the secret of the environment, and again changes nothing', async () => {
    const env = { DDOAUTH_CLIENT_SECRET: SECRET };
    const first = await run([...TEST_CLIENT, '--site', 'eu1', '--json'], { env });
    expect(first.code).toBe(0);
    expect(codesOf(parseReport(first.stdout))).toEqual(['init.created', 'init.secret-stored']);
    expect(stored()).toContain(SECRET);
    const text = readFileSync(path(), 'utf8');
    const { mtimeMs } = statSync(path());
    for (const secret of [env, {}]) {
      const again = await run([...TEST_CLIENT, '--site', 'eu1', '--json'], { env: secret });
      expect(codesOf(parseReport(again.stdout))).toEqual(['init.unchanged', 'init.secret-known']);
      expect(again.code).toBe(0);
    }
    expect(readFileSync(path(), 'utf8')).toBe(text);
    expect(statSync(path()).mtimeMs).toBe(mtimeMs);
    for (const end of [first]) expect(end.stdout + end.stderr).not.toContain(SECRET);
  });

  it.each([
    ['', 2],
    ['two words\n', 2],
    [`${SECRET}\r\n`, 0],
  ])('takes the secret %j from standard input', async (input, code) => {
    const end = await run([...TEST_CLIENT, '--secret-stdin'], { input });
    expect(end.code).toBe(code);
    expect(existsSync(path())).toBe(code === 0);
    expect(stored().includes(SECRET)).toBe(code === 0);
    expect(end.stderr + end.stdout).not.toContain('two words');
  });

  it('does not replace without --yes, neither profile nor secret', async () => {
    const before = write({ profiles: { test: { kind: 'test', clientId: OTHER_ID } } });
    const args = [...TEST_CLIENT, '--no-secret'];
    const refused = await run(args);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/would replace: clientId, redirectUris, scopes\.\n.*--yes/);
    expect(readFileSync(path(), 'utf8')).toBe(before);
    expect((await run([...args, '--yes'])).code).toBe(0);
    expect(config()).toMatchObject({ profiles: { test: { clientId: ID } } });

    const one = { env: { DDOAUTH_CLIENT_SECRET: SECRET } };
    const other = { env: { DDOAUTH_CLIENT_SECRET: 'another-secret' } };
    expect((await run(TEST_CLIENT, one)).code).toBe(0);
    const kept = await run(TEST_CLIENT, other);
    expect(kept).toMatchObject({ code: 2, stderr: expect.stringMatching(/stored client secret/) });
    expect(stored()).toContain(SECRET);
    expect((await run([...TEST_CLIENT, '-y'], other)).code).toBe(0);
    expect(stored()).toContain('another-secret');
    expect(stored()).not.toContain(SECRET);
  });

  it('adds a profile and keeps all else byte for byte, also through a link', async () => {
    const before =
      '{\r\n\t"probes": { },\r\n\t"profiles": {\r\n\t\t"z": {"kind":"public",  "clientId":"1"}\r\n\t}\r\n}';
    write(before, 'real.json');
    chmodSync(path('real.json'), 0o600);
    symlinkSync('real.json', path());
    expect((await run([...TEST_CLIENT, '--no-secret'])).code).toBe(0);
    const text = readFileSync(path('real.json'), 'utf8');
    expect(
      text.replace(/,\r\n\t\t"test": \{[^}]*\}/, '').replace(/\t"defaultProfile": "z",\r\n/, ''),
    ).toBe(before);
    expect(config()).toMatchObject({ defaultProfile: 'z', profiles: { test: { kind: 'test' } } });
    expect(lstatSync(path()).isSymbolicLink()).toBe(true);
    expect(statSync(path('real.json')).mode & 0o777).toBe(0o600);
  });

  it('finds the config upwards, and --config may name one that is not there', async () => {
    write({});
    mkdirSync(path('deep/er'), { recursive: true });
    expect((await run([...TEST_CLIENT, '--no-secret'], { cwd: path('deep/er') })).code).toBe(0);
    expect(config()).toHaveProperty('profiles.test');
    const named = await run([...TEST_CLIENT, '--no-secret', '--config', 'deep/own.json']);
    expect(named.code).toBe(0);
    expect(config('deep/own.json')).toHaveProperty('profiles.test');
    const nowhere = await run([...TEST_CLIENT, '--no-secret', '--config', 'gone/own.json']);
    expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringMatching(/gone\/own\.json/) });
  });

  it.each([
    ['no JSON', '{"profiles": ', /line 1/],
    ['an unknown key', '{"profile": {}}', /did you mean profiles/],
    ['a secret', '{"profiles": {"a": {"clientSecret": "x"}}}', /no secrets in this file/],
  ])('leaves a config with %s alone', async (_what, text, message) => {
    write(text);
    const end = await run([...TEST_CLIENT, '--yes'], { env: { DDOAUTH_CLIENT_SECRET: SECRET } });
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(readFileSync(path(), 'utf8')).toBe(text);
    expect(stored()).not.toContain(SECRET);
  });

  it('writes no config when the store fails, and says so', async () => {
    writeFileSync(path('a-file'), '');
    const end = await run(TEST_CLIENT, {
      env: { DDOAUTH_CLIENT_SECRET: SECRET, DDOAUTH_HOME: path('a-file') },
    });
    expect(end.code).toBe(2);
    expect(existsSync(path())).toBe(false);
    expect(end.stderr).not.toContain(SECRET);
  });

  it('stores no secret when the config cannot be written', async () => {
    write({ profiles: {} });
    chmodSync(path(), 0o444);
    const end = await run(TEST_CLIENT, { env: { DDOAUTH_CLIENT_SECRET: SECRET } });
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be written/) });
    expect(stored()).not.toContain(SECRET);
  });

  it.each([
    ['a client id that is no UUID', ['--client-id', 'abc'], /abc/],
    ['http over the network', ['--redirect-uri', 'http://app.acme-corp.io/cb'], /http/],
    ['a fragment', ['--redirect-uri', 'https://app.acme-corp.io/cb#x'], /#|fragment/],
  ])('refuses %s, unless --yes insists', async (_what, args, message) => {
    const all = [...TEST_CLIENT, ...args, '--no-secret'];
    const end = await run(all);
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(end.stderr).toMatch(/nothing was written[\s\S]*--yes/);
    expect(existsSync(path())).toBe(false);
    const insisted = await run([...all, '--yes', '--json']);
    expect(insisted.code).toBe(0);
    expect(parseReport(insisted.stdout).summary.warning).toBeGreaterThan(0);
  });

  it.each([
    ['a site that is none', ['--site', 'mars'], /mars/],
    ['a scope that can be none', ['--scope', 'a"b'], /no name of a scope/],
    ['an empty id', ['--client-id', ''], /empty/],
    ['a profile name with a line end', ['--profile', 'a\nb'], /profile name/],
    ['a profile name that JSON readers refuse', ['--profile', '__proto__'], /__proto__/],
    ['--again alone', ['--again'], /--register/],
    ['--simulate', ['--simulate'], /ddoauth simulate/],
    ['both ways of the secret', ['--secret-stdin', '--no-secret'], /contradict/],
  ])('never takes %s', async (_what, args, message) => {
    const secret = args.includes('--secret-stdin') ? [] : ['--no-secret'];
    const end = await run([...TEST_CLIENT, ...args, ...secret, '--yes']);
    expect(end).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(existsSync(path())).toBe(false);
  });

  it('is killed by nothing it waits for: CI counts as nobody there', async () => {
    const end = await run([], { env: { CI: 'true' } });
    expect(end.code).toBe(2);
  });
});

describe('--from-manifest', () => {
  const MANIFEST = {
    integration: {
      name: 'Acme',
      client_role: 'integration',
      id: OTHER_ID,
      onboarding_url: 'https://app.acme-corp.io/onboarding',
      redirect_uris: ['https://app.acme-corp.io/oauth/callback'],
      scopes: ['monitors_read'],
    },
  };

  beforeEach(() => {
    mkdirSync(path('assets'));
    write(MANIFEST, 'assets/oauth_clients.json');
  });

  it('names the manifest from the folder of the config and copies nothing of it', async () => {
    const args = ['--from-manifest', 'oauth_clients.json', '--config', '../ddoauth.config.json'];
    const end = await run([...args, '--no-secret', '--site', 'us1,eu1'], { cwd: path('assets') });
    expect(end.code).toBe(0);
    expect(config()).toMatchObject({
      profiles: {
        published: {
          kind: 'published',
          manifest: 'assets/oauth_clients.json',
          sites: ['us1', 'eu1'],
        },
      },
    });
    expect(config()).not.toHaveProperty('profiles.published.clientId');
    const again = await run([
      '--from-manifest',
      'assets/oauth_clients.json',
      '--no-secret',
      '--json',
    ]);
    expect(codesOf(parseReport(again.stdout))[0]).toBe('init.unchanged');
  });

  it('gives a test client scopes and onboarding URL, but neither id nor redirect URIs', async () => {
    const args = ['--from-manifest', 'assets/oauth_clients.json', '--kind', 'test', '--no-secret'];
    const end = await run(args);
    expect(end.stderr).toMatch(/Missing: --client-id ID, --redirect-uri URI\./);
    const uri = ['--client-id', ID, '--redirect-uri', 'http://localhost:8085/callback'];
    expect((await run([...args, ...uri])).code).toBe(0);
    expect(config()).toMatchObject({
      profiles: { test: { kind: 'test', clientId: ID, manifest: 'assets/oauth_clients.json' } },
    });
    const same = await run([
      '--from-manifest',
      'assets/oauth_clients.json',
      '--kind',
      'test',
      '--no-secret',
      '--profile',
      'x',
      '--client-id',
      OTHER_ID,
      '--redirect-uri',
      'http://localhost:1/',
    ]);
    expect(same.code).toBe(0);
  });

  it('warns of sites that cannot know a client that is not approved, and of a shared id', async () => {
    const args = ['--from-manifest', 'assets/oauth_clients.json', '--no-secret', '--json'];
    const submitted = [...args, '--stage', 'submitted', '--site', 'us1,eu1'];
    const report = parseReport((await run(submitted)).stdout);
    expect(codesOf(report)).toContain('stage.foreign-sites');
    expect(report.exitCode).toBe(0);
    const named = { kind: 'test', clientId: ID, sites: ['https://app.datadoghq.eu'] };
    write({ profiles: { test: named } });
    const atHome = parseReport(
      (await run([...args, '--stage', 'submitted', '--site', 'eu1'])).stdout,
    );
    expect(codesOf(atHome)).toEqual(['init.added', 'init.secret-left-out']);
    const approved = [...args, '--stage', 'published', '--yes'];
    expect(codesOf(parseReport((await run(approved)).stdout))).toEqual([
      'init.changed',
      'init.secret-left-out',
    ]);
    const same = ['--profile', 'test', '--kind', 'test', '--client-id', OTHER_ID, '--no-secret'];
    const uri = ['--redirect-uri', 'http://localhost:8085/callback', '--scope', 'monitors_read'];
    const end = await run([...same, ...uri]);
    expect(end).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/same id as the published/),
    });
  });

  it('tells the secret of the test client from that of the published one', async () => {
    const env = { DDOAUTH_CLIENT_SECRET: SECRET };
    expect((await run(TEST_CLIENT, { env })).code).toBe(0);
    const args = ['--from-manifest', 'assets/oauth_clients.json', '--json'];
    const refused = await run(args, { env });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/same secret/) });
    expect(config()).not.toHaveProperty('profiles.published');
    const report = parseReport((await run([...args, '--yes'], { env })).stdout);
    expect(codesOf(report)).toContain('stage.same-secret');
    expect(
      report.results.find(({ finding }) => finding.code === 'stage.same-secret'),
    ).toMatchObject({ grade: 'warning', finding: { args: { other: 'test', otherKind: 'test' } } });
  });
});

describe('--register', () => {
  let simulator: SimulatorProcess | undefined;
  afterEach(async () => {
    await simulator?.stop();
    simulator = undefined;
  });
  const simulate = async () => {
    const env = cliEnvironment(join(folder, 'simulator'));
    simulator = await startSimulatorProcess([], { cwd: home.path, env });
    return simulator;
  };
  const registrations = async () =>
    (await simulator?.state())?.requests.filter(({ path: to }) => to.endsWith('/oauth2/register'));

  it('makes a client that authorize, check-scopes, check-regions and grants refresh work with', async () => {
    const { origin } = await simulate();
    const made = await run(['--register', '--site', 'eu1', '--simulator', origin, '--json']);
    expect(made.code).toBe(0);
    expect(codesOf(parseReport(made.stdout))).toEqual(['init.registered', 'init.created']);
    expect(config()).toMatchObject({
      defaultProfile: 'public',
      profiles: { public: { kind: 'public', sites: ['eu1'] } },
    });
    const cli = (...args: string[]) =>
      runCli([...args, '--simulator', origin, '--json'], {
        cwd: folder,
        env: cliEnvironment(join(folder, 'home')),
      });
    for (const args of [
      ['authorize', '--consent', 'authorize'],
      ['check-scopes'],
      ['check-regions', '--site', 'eu1'],
      ['grants', 'refresh'],
    ]) {
      const end = await cli(...args);
      const report = parseReport(end.stdout);
      expect([args[0], end.code, report.summary.failed]).toEqual([args[0], 0, 0]);
      expect(report.client?.kind).toBe('public');
    }
    const key = await cli('create-key', '--yes');
    expect(key.code).not.toBe(0);
  }, 60_000);

  it('remembers: again registers nothing, --again does, other sites and URIs are others', async () => {
    const { origin } = await simulate();
    const register = async (...args: string[]) => {
      const end = await run(['--register', '--simulator', origin, '--json', ...args]);
      return { ...end, codes: end.stdout === '' ? [] : codesOf(parseReport(end.stdout)) };
    };
    expect((await register()).codes).toEqual(['init.registered', 'init.created']);
    const text = readFileSync(path(), 'utf8');
    expect((await register()).codes).toEqual(['init.registered-before', 'init.unchanged']);
    // The config was lost, as when it could not be written: the client is still there.
    writeFileSync(path(), '{}');
    expect((await register()).codes).toEqual(['init.registered-before', 'init.added']);
    expect(JSON.parse(text)).toMatchObject(config() as object);
    expect(await registrations()).toHaveLength(1);

    const refused = await register('--again');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/clientId/) });
    expect(await registrations()).toHaveLength(1);
    expect((await register('--again', '--yes')).codes).toEqual(['init.registered', 'init.changed']);
    expect((await register('--site', 'us5')).codes).toEqual(['init.registered', 'init.added']);
    expect(config()).toHaveProperty('profiles.public-us5');
    const uri = ['--redirect-uri', 'http://127.0.0.1:9000/cb'];
    expect((await register(...uri, '--profile', 'mine')).codes[0]).toBe('init.registered');
    expect(await registrations()).toHaveLength(4);
  }, 60_000);

  it('asks for one site only, and makes nothing of a test profile', async () => {
    const several = await run(['--register', '--site', 'us1,eu1']);
    expect(several).toMatchObject({ code: 2, stderr: expect.stringMatching(/one site/) });
    write({ profiles: { test: { kind: 'test', clientId: ID } } });
    const mine = await run(['--register', '--profile', 'test']);
    expect(mine).toMatchObject({ code: 2, stderr: expect.stringMatching(/test client/) });
    const more = await run(['--register', '--client-id', ID, '--secret-stdin']);
    expect(more.stderr).toMatch(/leave out --secret-stdin, --client-id/);
  });

  /** A site of its own, whose API is this server. */
  const lab = async (answer: RequestListener): Promise<readonly string[]> => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${String(request.method)} ${String(request.url)}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const domain = origin.replace('http://', '');
    write({ sites: { lab: { domain, app: origin, api: origin } } });
    return asked;
  };

  it.each<[string, number, string, string, number, Record<string, string>?]>([
    ['no such route', 404, '{"errors":["Not found"]}', 'init.register-absent', 1],
    ['a page', 403, '<html>no</html>', 'init.register-unclear', 4],
    [
      'bad metadata',
      400,
      '{"error":"invalid_client_metadata","error_description":"scope: nope"}',
      'init.register-refused',
      1,
    ],
    ['a bad redirect URI', 400, '{"error":"invalid_redirect_uri"}', 'init.register-refused', 1],
    ["Datadog's envelope", 400, '{"errors":["invalid_request - no"]}', 'init.register-refused', 1],
    ['a limit', 429, '{}', 'init.register-limited', 4, { 'retry-after': '30' }],
    ['a fault', 503, 'down', 'init.register-unclear', 4],
    ['a success without a client', 201, '{"client":"x"}', 'init.register-unclear', 4],
  ])('told %s, writes nothing and says so', async (_what, status, body, code, exit, headers) => {
    const asked = await lab((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body);
    });
    const before = readFileSync(path(), 'utf8');
    const end = await run(['--register', '--site', 'lab', '--json']);
    expect(codesOf(parseReport(end.stdout))).toEqual([code]);
    expect(end.code).toBe(exit);
    expect(asked).toEqual(['POST /api/v2/oauth2/register']);
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });

  it('uses what the site registered, and keeps no secret that it gives', async () => {
    await lab((_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ client_id: ID, client_secret: SECRET }));
    });
    const end = await run(['--register', '--site', 'lab', '--json', '-v']);
    expect(codesOf(parseReport(end.stdout))).toEqual(['init.registered-with-secret', 'init.added']);
    expect(config()).toMatchObject({ profiles: { public: { clientId: ID, sites: ['lab'] } } });
    for (const text of [end.stdout, end.stderr, stored()]) expect(text).not.toContain(SECRET);
  });

  it('remembers what comes after Ctrl-C, and ends within a second', async () => {
    let answered = 0;
    const asked = await lab((_request, response) => {
      setTimeout(() => {
        answered += 1;
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ client_id: ID }));
      }, 300);
    });
    const before = readFileSync(path(), 'utf8');
    const args = ['--register', '--site', 'lab', '--json'];
    const options = { cwd: folder, env: cliEnvironment(join(folder, 'home')) };
    const first = startCli(['init', ...args], options);
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const began = performance.now();
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(answered).toBe(1);
    expect(readFileSync(path(), 'utf8')).toBe(before);

    const second = await run(args);
    expect(codesOf(parseReport(second.stdout))).toEqual(['init.registered-before', 'init.added']);
    expect(config()).toHaveProperty('profiles.public.clientId', ID);
    expect(asked).toHaveLength(1);
  });

  it('tells a site that cannot be reached', async () => {
    write({
      sites: {
        lab: { domain: '127.0.0.1:1', app: 'http://127.0.0.1:1', api: 'http://127.0.0.1:1' },
      },
    });
    const end = await run(['--register', '--site', 'lab', '--json']);
    expect(codesOf(parseReport(end.stdout))).toEqual(['init.register-unreachable']);
    expect(end.code).toBe(4);
  });
});
