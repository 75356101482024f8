import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import {
  authorizeUrl,
  startPartnerApp,
  type PartnerApp,
  type PartnerRequest,
} from '../support/partner-app.ts';
import { freePort } from '../support/ports.ts';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts';
import { cell } from '../support/regions-lab.ts';
import { parseReport } from '../support/schema.ts';

const SECRET = 'secret-of-the-onboarding-client';
const home = temporaryHome();
let client: { clientId: string; redirectUri: string };
let app: PartnerApp;
/** Whoever leaves this machine is seen here, and refused. */
let outside: RecordingProxy;

const siteOf = ({ query }: PartnerRequest): string => query.get('site') ?? '';
const good = (request: PartnerRequest, changes = {}) => ({
  location: authorizeUrl(siteOf(request), client, changes),
});

beforeAll(async () => {
  const port = await freePort();
  writeConfig(home.path, port);
  client = { clientId: CLIENT_ID, redirectUri: `http://localhost:${String(port)}/callback` };
  outside = await startRecordingProxy('refuse');
  app = await startPartnerApp({
    '/good': (request) => good(request),
    // Keeps the site in a session, as an application with a login would.
    '/session': (request) => ({
      location: '/session/go',
      cookies: [
        `site=${siteOf(request)}; Path=/session; Expires=Wed, 21 Oct 2099 07:28:00 GMT`,
        'x=1',
      ],
    }),
    '/session/go': ({ cookie }) => {
      const site = /site=([^;]+)/.exec(cookie)?.[1];
      return site === undefined ? { location: '/login' } : { location: authorizeUrl(site, client) };
    },
    '/page': (request) => ({
      page: `<a href="${authorizeUrl(siteOf(request), client).replaceAll('&', '&amp;')}">Go</a>`,
    }),
    '/meta': (request) => ({
      page: `<meta http-equiv="refresh" content="0;url=/good?site=${encodeURIComponent(siteOf(request))}">`,
    }),
    '/always-us1': () => ({ location: authorizeUrl('https://app.datadoghq.com', client) }),
    '/by-domain': ({ query }) => ({
      location: authorizeUrl(`https://api.${query.get('domain') ?? ''}`, client),
    }),
    '/evil': () => ({ location: authorizeUrl('https://datadoghq.eu.evil.example', client) }),
    '/fixed': (request) =>
      good(request, {
        state: 'the-very-same-state-for-everybody',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      }),
    '/leak': (request) => good(request, { client_secret: SECRET }),
    '/sloppy': (request) =>
      good(request, {
        client_id: 'another',
        redirect_uri: 'https://staging.example/callback',
        response_type: undefined,
        code_challenge: undefined,
        state: 'abc',
        scope: 'monitors_read everything',
      }),
    '/needs-login': () => ({ location: '/login' }),
    '/login': () => ({ page: '<form method="post"><input name="password"></form>' }),
    '/forbidden': () => ({ status: 403 }),
    '/loop': () => ({ location: '/loop' }),
    '/crash': () => ({ status: 500 }),
    '/knows-eu': (request) =>
      request.query.get('domain') === 'datadoghq.eu' ? good(request) : { status: 400 },
    '/insecure': () => ({ location: 'http://partner.example/next' }),
    '/nowhere': () => ({ status: 302 }),
    '/script': () => ({ location: 'javascript:alert(1)' }),
  });
});
afterAll(() => {
  app.close();
  outside.close();
  home.remove();
});
beforeEach(() => {
  app.requests.length = 0;
  outside.asked.length = 0;
});

async function walk(
  path: string,
  ...args: readonly string[]
): Promise<{ code: number | null; report: Report }> {
  const end = await runCli(
    ['check-regions', '--only', 'key', '--json', '--onboarding-url', app.origin + path, ...args],
    {
      cwd: home.path,
      env: cliEnvironment(home.path, { DDOAUTH_CLIENT_SECRET: SECRET, HTTPS_PROXY: outside.url }),
    },
  );
  expect(end.stdout + end.stderr).not.toContain(SECRET);
  return { code: end.code, report: parseReport(end.stdout) };
}

const ASPECTS = [
  'host',
  'client',
  'redirect-uri',
  'response-type',
  'pkce',
  'state',
  'secret',
  'scope',
];

describe('an application that is right', () => {
  it.each(['/good', '/session', '/page', '/meta'])('%s, on all nine sites', async (path) => {
    const { code, report } = await walk(path);
    expect(code).toBe(0);
    for (const { key } of [{ key: 'us1' }, { key: 'ap2' }, { key: 'us2-fed' }]) {
      for (const column of ['onboarding', 'onboarding-subdomain']) {
        expect(cell(report, `${key}.${column}.walk`)).toMatch(/^passed onboarding\./);
        for (const aspect of ASPECTS) {
          expect(cell(report, `${key}.${column}.${aspect}`)).toMatch(/^passed onboarding\./);
        }
      }
    }
    const onboarding = report.results.filter(({ check }) => check.startsWith('region.onboarding'));
    expect(onboarding).toHaveLength(9 * 2 * 9);
    // Asked as the tile does, and nobody but the application.
    const first = app.requests.filter((request) => request.path === path);
    const asked = first.map(({ query }) => [query.get('site'), query.get('domain')]);
    expect(asked).toContainEqual(['https://app.datadoghq.eu', 'datadoghq.eu']);
    expect(asked).toContainEqual(['https://example-org.us3.datadoghq.com', 'us3.datadoghq.com']);
    expect(outside.asked).toEqual([]);
  });

  it('keeps the query of the onboarding URL, and the cookies of a walk to itself', async () => {
    await walk('/session?from=tile&site=x', '--site', 'us1,eu1');
    const start = app.requests.filter(({ path }) => path === '/session');
    expect(start).toHaveLength(4);
    for (const { query, cookie } of start) {
      expect(query.get('from')).toBe('tile');
      expect(query.getAll('site')).toHaveLength(1);
      expect(cookie).toBe('');
    }
  });
});

describe('an application that is wrong', () => {
  const on = (report: Report, ...cells: readonly string[]): string[] =>
    cells.map((each) => cell(report, each));

  it('one that always goes to US1 is right there only', async () => {
    const { code, report } = await walk('/always-us1', '--site', 'us1,eu1,us3');
    expect(on(report, 'us1.onboarding.host', 'eu1.onboarding.host', 'us3.onboarding.host')).toEqual(
      [
        'passed onboarding.host',
        'failed onboarding.host-of-another-site',
        'failed onboarding.host-of-another-site',
      ],
    );
    expect(code).toBe(1);
  });

  it('one that takes the API host, as old pages had it, is warned', async () => {
    const { code, report } = await walk('/by-domain', '--site', 'eu1');
    expect(cell(report, 'eu1.onboarding.host')).toBe('warning onboarding.host-undocumented');
    expect(code).toBe(0);
  });

  it('one that leads to a look-alike fails', async () => {
    const { report } = await walk('/evil', '--site', 'eu1');
    expect(cell(report, 'eu1.onboarding.host')).toBe('failed onboarding.host-foreign');
    expect(outside.asked).toEqual([]);
  });

  it('a state and a challenge that never change are seen across the walks', async () => {
    const { report } = await walk('/fixed', '--site', 'us1,eu1');
    expect(on(report, 'us1.onboarding.state', 'eu1.onboarding.pkce')).toEqual([
      'failed onboarding.state-repeated',
      'failed onboarding.pkce-repeated',
    ]);
  });

  it('a secret in the URL is seen, and shown to nobody', async () => {
    const { report } = await walk('/leak', '--site', 'us1');
    expect(cell(report, 'us1.onboarding.secret')).toBe('failed onboarding.secret-in-url');
  });

  it('each fault is a finding of its own', async () => {
    const { report } = await walk('/sloppy', '--site', 'us5');
    expect(
      on(
        report,
        ...['client', 'redirect-uri', 'response-type', 'pkce', 'state', 'scope'].map(
          (aspect) => `us5.onboarding.${aspect}`,
        ),
      ),
    ).toEqual([
      'failed onboarding.client-wrong',
      'failed onboarding.redirect-uri-unregistered',
      'failed onboarding.response-type-wrong',
      'failed onboarding.pkce-missing',
      'failed onboarding.state-short',
      'failed onboarding.scope-unregistered',
    ]);
    expect(cell(report, 'us5.onboarding.host')).toBe('passed onboarding.host');
  });

  it.each([
    ['/needs-login', 'inconclusive onboarding.page', 5],
    ['/forbidden', 'inconclusive onboarding.page', 5],
    ['/missing', 'failed onboarding.refused', 1],
    ['/loop', 'failed onboarding.too-many-redirects', 1],
    ['/crash', 'inconclusive onboarding.broken', 5],
    ['/insecure', 'failed onboarding.insecure', 1],
    ['/nowhere', 'failed onboarding.redirect-unusable', 1],
    ['/script', 'failed onboarding.redirect-unusable', 1],
  ])('%s: %s', async (path, expected, exit) => {
    const { code, report } = await walk(path, '--site', 'eu1');
    expect(cell(report, 'eu1.onboarding.walk')).toBe(expected);
    expect(cell(report, 'eu1.onboarding.host')).toBe('no such cell');
    expect(code).toBe(exit);
    expect(outside.asked).toEqual([]);
    expect(app.requests.length).toBeLessThan(40);
  });

  it('one that does not know a site fails there alone; on gov sites nobody named it is a review', async () => {
    const { report } = await walk('/knows-eu');
    expect(
      on(report, 'eu1.onboarding.walk', 'ap1.onboarding.walk', 'us1-fed.onboarding.walk'),
    ).toEqual([
      'passed onboarding.reached',
      'failed onboarding.refused',
      'review onboarding.refused',
    ]);
  });

  it('one that does not run is not reached', async () => {
    const end = await runCli(
      [
        'check-regions',
        '--only',
        'key',
        '--site',
        'us1',
        '--json',
        '--onboarding-url',
        'http://127.0.0.1:9/x',
      ],
      { cwd: home.path, env: cliEnvironment(home.path, { HTTPS_PROXY: outside.url }) },
    );
    expect(cell(parseReport(end.stdout), 'us1.onboarding.walk')).toBe(
      'inconclusive onboarding.unreachable',
    );
  });
});
