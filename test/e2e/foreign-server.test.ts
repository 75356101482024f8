import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { startForeignServer, type ForeignServer } from '../support/foreign-server.ts';
import { createHttpBrowser, type BrowserEnd } from '../support/http-browser.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { storedGrant, storedGrants } from '../support/stored-grants.ts';

const CLIENT = 'client-of-a-foreign-server';
const SECRET = 'a secret/that+needs=escaping&more';
const SCOPES = ['monitors_read', 'events_read'];

const folder = temporaryHome();
let server: ForeignServer;
let redirectUri: string;

beforeAll(async () => {
  redirectUri = `http://localhost:${String(await freePort())}/callback`;
  server = await startForeignServer({
    clientId: CLIENT,
    clientSecret: SECRET,
    redirectUri,
    scopes: SCOPES,
    otherScopes: ['metrics_read'],
  });
  writeConfig({});
});
afterEach(() => {
  server.decide('consent');
  writeConfig({});
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

function writeConfig(profile: object): void {
  const lab = {
    domain: new URL(server.origin).host,
    app: server.origin,
    api: server.origin,
  };
  const config = {
    defaultProfile: 'lab',
    profiles: {
      lab: {
        kind: 'published',
        clientId: CLIENT,
        redirectUris: [redirectUri],
        scopes: SCOPES,
        sites: ['lab'],
        ...profile,
      },
    },
    sites: { lab },
  };
  writeFileSync(join(folder.path, 'ddoauth.config.json'), JSON.stringify(config));
}

function environment(home: string, extra: Readonly<Record<string, string>> = {}) {
  return cliEnvironment(home, { DDOAUTH_CLIENT_SECRET: SECRET, ...extra });
}

const cli = (home: string, args: readonly string[], extra: Readonly<Record<string, string>> = {}) =>
  runCli(args, { cwd: folder.path, env: environment(home, extra) });

interface Authorized extends CliEnd {
  readonly browser: BrowserEnd;
}

/** Runs `authorize` and goes where its URL leads, as a browser does. */
async function authorize(
  home: string,
  args: readonly string[] = ['--scope', SCOPES.join(',')],
  extra: Readonly<Record<string, string>> = {},
): Promise<Authorized> {
  const running = startCli(
    ['authorize', '--no-browser', '--json', '--timeout', '20s', '--site', 'lab', ...args],
    { cwd: folder.path, env: environment(home, extra), input: '' },
  );
  const [, short = ''] = await running.waitFor(/shorter: (http:\S+)/);
  const browser = await createHttpBrowser().open(short);
  return { ...(await running.ended), browser };
}

/** A home with a grant in it. */
async function withGrant(work: (home: string) => Promise<void>): Promise<void> {
  const home = temporaryHome();
  try {
    const { code, stdout, stderr } = await authorize(home.path);
    expect({ code, stderr: stderr.includes('ddoauth:') }, stdout).toEqual({
      code: 0,
      stderr: false,
    });
    await work(home.path);
  } finally {
    home.remove();
  }
}

const stored = (home: string) => storedGrant(home, 'lab', 'datadog');
const answersOf = (path: string, from = 0): number[] =>
  server.requests
    .slice(from)
    .filter((request) => request.path === path)
    .map(({ status }) => status);

describe('authorize at a server that nobody here wrote', () => {
  it('gets a grant with PKCE, and the page says so after the exchange', async () => {
    const home = temporaryHome();
    const end = await authorize(home.path);
    expect(end.code).toBe(0);
    const report = parseReport(end.stdout);
    expect(codesOf(report)).toEqual([
      'authorize.listening',
      'authorize.state-verified',
      'authorize.site-as-asked',
      'token.exchanged',
      'authorize.scopes-equal',
      'authorize.org-unnamed',
      'grant.stored',
    ]);
    expect(end.browser).toMatchObject({ status: 200 });
    expect(end.browser.text).toMatch(/authorized/i);
    const asked = server.requests.find(({ path }) => path === '/oauth2/v1/authorize')?.query;
    expect(asked?.get('code_challenge_method')).toBe('S256');
    expect(asked?.get('scope')?.split(' ').sort()).toEqual([...SCOPES].sort());
    // RFC 9207: this server names itself in the redirect; Datadog does not.
    expect(end.browser.url).toContain('iss=');
    const grant = stored(home.path);
    expect(grant.scopes).toEqual([...SCOPES].sort());
    expect(end.stdout + end.stderr).not.toContain(grant.accessToken);
    home.remove();
  });

  it('without --scope none is sent; this server has no default, and its refusal is told', async () => {
    const home = temporaryHome();
    const before = server.requests.length;
    const end = await authorize(home.path, []);
    const asked = server.requests.slice(before).find(({ path }) => path === '/oauth2/v1/authorize');
    expect(asked?.query.has('scope')).toBe(false);
    // RFC 6749 section 3.3 would have it be invalid_scope.
    expect(end.code).toBe(3);
    expect(codesOf(parseReport(end.stdout))).toContain('authorize.denied');
    expect(answersOf('/oauth2/v1/token', before)).toEqual([]);
    home.remove();
  });

  it('a user who denies: exit 3', async () => {
    server.decide('deny');
    const home = temporaryHome();
    const end = await authorize(home.path);
    expect(end.code).toBe(3);
    const denied = parseReport(end.stdout).results.find(({ id }) => id === 'authorize.callback');
    expect(denied?.finding).toMatchObject({
      code: 'authorize.denied',
      args: { error: 'access_denied', description: 'The user said no' },
    });
    expect(end.browser.text).not.toMatch(/is authorized/i);
    home.remove();
  });

  it('a scope that the client may not have: exit 1 with the server’s own words', async () => {
    const home = temporaryHome();
    const end = await authorize(home.path, ['--scope', 'monitors_read,metrics_read']);
    expect(end.code).toBe(1);
    const returned = parseReport(end.stdout).results.find(({ id }) => id === 'authorize.callback');
    expect(returned?.finding).toMatchObject({
      code: 'authorize.error-returned',
      args: { error: 'invalid_scope', description: 'requested scope is not allowed' },
    });
    home.remove();
  });

  it('a wrong secret: exit 1, the page shows no success, nothing is stored', async () => {
    const home = temporaryHome();
    const end = await authorize(home.path, undefined, { DDOAUTH_CLIENT_SECRET: 'another-secret' });
    expect(end.code).toBe(1);
    const token = parseReport(end.stdout).results.find(({ id }) => id === 'authorize.token');
    expect(token?.finding).toMatchObject({
      code: 'token.refused',
      args: { status: 401, error: 'invalid_client' },
    });
    expect(end.browser.status).toBeGreaterThanOrEqual(400);
    expect(end.browser.text).toMatch(/invalid_client|secret/);
    expect((await cli(home.path, ['grants', 'list', '--json'])).stdout).toContain('grant.none');
    home.remove();
  });

  it('a client it does not know never comes back: the text of its page is explained', async () => {
    writeConfig({ clientId: 'nobody-knows-me' });
    const home = temporaryHome();
    const running = startCli(['authorize', '--no-browser', '--json', '--paste', '--site', 'lab'], {
      cwd: folder.path,
      env: environment(home.path),
    });
    const [, short = ''] = await running.waitFor(/shorter: (http:\S+)/);
    const page = await createHttpBrowser().open(short);
    expect(page.status).toBe(400);
    running.child.stdin?.end(page.text);
    const end = await running.ended;
    expect(end.code).toBe(1);
    expect(codesOf(parseReport(end.stdout))).toContain('authorize.error-page');
    home.remove();
  });
});

describe('a grant of a server that nobody here wrote', () => {
  it('grants refresh saves the rotated token, again and again', async () => {
    await withGrant(async (home) => {
      const seen = new Set([stored(home).refreshToken]);
      for (const time of [1, 2, 3]) {
        const end = await cli(home, ['grants', 'refresh', '--json']);
        expect(end.code, String(time)).toBe(0);
        expect(parseReport(end.stdout).results[0]?.finding).toMatchObject({
          code: 'grant.refreshed',
          args: { rotated: true },
        });
        seen.add(stored(home).refreshToken);
      }
      expect(seen.size).toBe(4);
      expect(stored(home).scopes).toEqual([...SCOPES].sort());
    });
  });

  it('two processes at once: no reuse, so the server revokes nothing', async () => {
    await withGrant(async (home) => {
      const ends = await Promise.all(
        [1, 2, 3].map(() => cli(home, ['grants', 'refresh', '--json'])),
      );
      expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
      expect((await cli(home, ['grants', 'refresh'])).code).toBe(0);
    });
  });

  it('the environment’s old token is never tried twice, or the server would revoke everything', async () => {
    await withGrant(async (elsewhere) => {
      const home = temporaryHome();
      const variables = {
        CI: 'true',
        DDOAUTH_REFRESH_TOKEN_LAB: stored(elsewhere).refreshToken ?? '',
      };
      for (const night of [1, 2, 3]) {
        const end = await cli(home.path, ['grants', 'refresh', '--json'], variables);
        expect(end.code, `night ${String(night)}`).toBe(0);
      }
      expect(storedGrants(home.path, 'datadog')).toHaveLength(1);
      // Somebody uses it a second time after all.
      const reused = await cli(elsewhere, ['grants', 'refresh', '--json']);
      expect(reused.code).toBe(3);
      expect(codesOf(parseReport(reused.stdout))).toEqual(['grant.revoked']);
      expect((await cli(home.path, ['grants', 'refresh'], variables)).code).toBe(3);
      home.remove();
    });
  });

  it('grants token prints the access token alone', async () => {
    await withGrant(async (home) => {
      const end = await cli(home, ['grants', 'token']);
      expect(end).toEqual({ code: 0, stdout: `${stored(home).accessToken}\n`, stderr: '' });
    });
  });

  it('grants revoke is proved by a refresh that fails', async () => {
    await withGrant(async (home) => {
      const { refreshToken = '' } = stored(home);
      const before = server.requests.length;
      const end = await cli(home, ['grants', 'revoke', '--json']);
      expect(end.code).toBe(0);
      expect(codesOf(parseReport(end.stdout))).toEqual(['grant.revocation-proved']);
      expect(answersOf('/oauth2/v1/revoke', before)).toEqual([200]);
      expect(storedGrants(home, 'datadog')).toEqual([]);
      const after = await cli(home, ['grants', 'refresh', '--json'], {
        DDOAUTH_REFRESH_TOKEN_LAB: refreshToken,
      });
      expect(after.code).toBe(3);
      expect(codesOf(parseReport(after.stdout))).toEqual(['grant.revoked']);
    });
  });

  it('a wrong secret at a refresh is about the client: exit 1, and the grant lives on', async () => {
    await withGrant(async (home) => {
      const end = await cli(home, ['grants', 'refresh', '--json'], {
        DDOAUTH_CLIENT_SECRET: 'another-secret',
      });
      expect(end.code).toBe(1);
      expect(parseReport(end.stdout).results[0]?.finding).toMatchObject({
        code: 'grant.refresh-refused',
        args: { status: 401, error: 'invalid_client' },
      });
      const revoked = await cli(home, ['grants', 'revoke', '--json'], {
        DDOAUTH_CLIENT_SECRET: 'another-secret',
      });
      expect(revoked.code).toBe(1);
      expect(codesOf(parseReport(revoked.stdout))).toEqual(['grant.revocation-refused']);
      expect((await cli(home, ['grants', 'refresh'])).code).toBe(0);
    });
  });

  it('check-regions knows the client and its grant', async () => {
    await withGrant(async (home) => {
      const end = await cli(home, ['check-regions', '--site', 'lab', '--json']);
      const report = parseReport(end.stdout);
      const codeAt = (id: string) => report.results.find((each) => each.id === id)?.finding.code;
      expect(codeAt('region.lab.token')).toBe('region.token-answers');
      expect(codeAt('region.lab.client')).toBe('region.client-known');
      expect(codeAt('region.lab.tls')).toBe('region.plain-http');
      expect(codeAt('region.lab.grant')).toBe('grant.refreshed');
      expect(codeAt('region.lab.authorize-host')).toBe('region.authorize-redirects');
      // It is no API: what it answers there proves nothing and breaks nothing.
      expect(report.results.filter(({ grade }) => grade === 'failed')).toEqual([]);
    });
  });
});
