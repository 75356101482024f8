import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import {
  authorizeUrl,
  startPartnerApp,
  type PartnerAnswer,
  type PartnerApp,
  type PartnerRequest,
} from '../support/partner-app.ts';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts';
import { cell } from '../support/regions-lab.ts';
import { parseReport } from '../support/schema.ts';

const CLIENT = { clientId: CLIENT_ID, redirectUri: 'https://partner.example/callback' };
const home = temporaryHome();
let app: PartnerApp;
/** Whoever leaves this machine is seen here, and refused. */
let outside: RecordingProxy;

const siteOf = ({ query }: PartnerRequest): string => query.get('site') ?? '';
const url = (request: PartnerRequest, changes = {}) =>
  authorizeUrl(siteOf(request), CLIENT, changes);
const go = (request: PartnerRequest, changes = {}) => ({ location: url(request, changes) });
/** The good URL with its text changed. */
const changed =
  (change: (text: string) => string) =>
  (request: PartnerRequest): PartnerAnswer => ({ location: change(url(request)) });
const page = (text: (request: PartnerRequest) => string) => (request: PartnerRequest) => ({
  page: text(request),
});
const html = (text: string): string => text.replaceAll('&', '&amp;');
const query = (request: PartnerRequest): string => `?${request.query.toString()}`;

type Answer = (request: PartnerRequest) => PartnerAnswer;
interface Row {
  readonly about: string;
  readonly answer: Answer;
  /** By aspect. */
  readonly expect: Readonly<Record<string, string | RegExp>>;
}

const FINE = { walk: /^passed/, host: /^passed/, pkce: /^passed/, state: /^passed/ };

const ROWS: Readonly<Record<string, Row>> = {
  '/hops-10': {
    about: 'ten redirects',
    answer: (request) => {
      const n = Number(request.query.get('n') ?? 0) + 1;
      request.query.set('n', String(n));
      return n >= 10 ? go(request) : { location: `/hops-10${query(request)}` };
    },
    expect: FINE,
  },
  '/hops-30': {
    about: 'thirty redirects, each to another address',
    answer: (request) => {
      const n = Number(request.query.get('n') ?? 0) + 1;
      request.query.set('n', String(n));
      return n >= 30 ? go(request) : { location: `/hops-30${query(request)}` };
    },
    expect: { walk: 'failed onboarding.too-many-redirects' },
  },
  '/relative/a': {
    about: 'a relative Location',
    answer: (request) => ({ location: `../good${query(request)}` }),
    expect: FINE,
  },
  '/no-scheme': {
    about: 'a Location without scheme',
    answer: (request) => ({ location: `//${new URL(app.origin).host}/good${query(request)}` }),
    expect: FINE,
  },
  '/query-only': {
    about: 'a Location that is a query alone',
    answer: (request) =>
      request.query.has('again') ? go(request) : { location: `${query(request)}&again=1` },
    expect: FINE,
  },
  '/303': { about: '303', answer: (request) => ({ ...go(request), status: 303 }), expect: FINE },
  '/307': { about: '307', answer: (request) => ({ ...go(request), status: 307 }), expect: FINE },
  '/308': { about: '308', answer: (request) => ({ ...go(request), status: 308 }), expect: FINE },
  '/fragment': {
    about: 'a fragment behind it',
    answer: changed((text) => `${text}#top`),
    expect: FINE,
  },
  '/upper': {
    about: 'scheme and host in capitals',
    answer: changed((text) => text.replace(/^https:\/\/[^/]+/, (origin) => origin.toUpperCase())),
    expect: FINE,
  },
  '/port-443': {
    about: 'the port written out',
    answer: changed((text) => text.replace('/oauth2', ':443/oauth2')),
    expect: FINE,
  },
  '/more': {
    about: 'parameters beside those of Datadog',
    answer: (request) => go(request, { nonce: 'n', dd_oid: 'abc', utm_source: 'tile' }),
    expect: { ...FINE, client: /^passed/, scope: /^passed/ },
  },
  '/scopes': {
    about: 'all registered scopes, in another order and with plus signs',
    answer: (request) =>
      go(request, { scope: 'timeseries_query monitors_read events_read api_keys_write' }),
    expect: { ...FINE, scope: /^passed/ },
  },
  '/jwt-state': {
    about: 'a long signed state',
    answer: (request) =>
      go(request, {
        state: `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ n: crypto.randomUUID() })).toString('base64url')}.${createHash('sha256').update(crypto.randomUUID()).digest('base64url')}`,
      }),
    expect: FINE,
  },
  '/cookies': {
    about: 'a cookie that is set, replaced and needed',
    answer: (request) =>
      request.query.get('step') === '2'
        ? request.cookie.includes('sid=two')
          ? go(request)
          : { page: 'no session' }
        : request.query.get('step') === '1'
          ? {
              location: `/cookies${query(request).replace('step=1', 'step=2')}`,
              cookies: ['sid=two; HttpOnly; Path=/'],
            }
          : {
              location: `/cookies${query(request)}&step=1`,
              cookies: ['sid=one; Path=/; SameSite=Lax'],
            },
    expect: FINE,
  },
  '/script': {
    about: 'window.location in a script',
    answer: page(
      (request) => `<html><script>window.location.href = "${url(request)}";</script></html>`,
    ),
    expect: { walk: /^passed onboarding\.(in-page|reached)/, host: /^passed/ },
  },
  '/script-escaped': {
    about: 'the URL in a script as JSON, with escaped slashes and ampersands',
    answer: page(
      (request) =>
        `<html><script>var data={"url":"${url(request).replaceAll('/', '\\/').replaceAll('&', '\\u0026')}"};go(data.url)</script></html>`,
    ),
    expect: { walk: /^passed onboarding\.(in-page|reached)/, host: /^passed/, state: /^passed/ },
  },
  '/json': {
    about: 'JSON that names the URL',
    answer: page((request) => JSON.stringify({ redirect_url: url(request) })),
    expect: { walk: /^(passed|inconclusive) onboarding\.(in-page|page)/ },
  },
  '/meta-odd': {
    about: 'a meta refresh in capitals, with quotes and entities',
    answer: page(
      (request) => `<META CONTENT="3; URL='${html(url(request))}'" HTTP-EQUIV="Refresh">`,
    ),
    expect: { walk: /^passed/, host: /^passed/, state: /^passed/ },
  },
  '/form-get': {
    about: 'a form that submits itself to the authorize page',
    answer: page(
      (request) =>
        `<form method="get" action="${siteOf(request)}/oauth2/v1/authorize">${[...new URL(url(request)).searchParams].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`).join('')}</form><script>document.forms[0].submit()</script>`,
    ),
    expect: { walk: /^(passed|inconclusive)/, client: /^(passed|no such cell)/ },
  },
  '/form-post': {
    about: 'a page with a form of its own',
    answer: page(
      () => '<form method="post" action="/connect"><button>Connect Datadog</button></form>',
    ),
    expect: { walk: 'inconclusive onboarding.page' },
  },
  '/docs-link': {
    about: 'a page with a link to documentation of the authorize endpoint',
    answer: page(
      () =>
        '<a href="https://docs.datadoghq.com/extend/authorization/oauth2_endpoints/#oauth2/v1/authorize">Docs</a><form></form>',
    ),
    expect: { walk: 'inconclusive onboarding.page' },
  },
  '/choice': {
    about: 'a page that lets the user choose a site',
    answer: page(() =>
      ['https://app.datadoghq.com', 'https://app.datadoghq.eu', 'https://us3.datadoghq.com']
        .map((site) => `<a href="${html(authorizeUrl(site, CLIENT))}">${site}</a>`)
        .join(''),
    ),
    expect: {
      walk: /^(passed|inconclusive|review)/,
      host: /^(passed|review|inconclusive|no such cell)/,
    },
  },
  '/drops-subdomain': {
    about: 'leaves the customer subdomain out',
    answer: () => ({ location: authorizeUrl('https://app.datadoghq.eu', CLIENT) }),
    expect: { walk: /^passed/, host: /^passed/, 'subdomain.host': /^(passed|review|warning)/ },
  },
  '/old-path': {
    about: 'another path of Datadog',
    answer: changed((text) => text.replace('/oauth2/v1/authorize', '/oauth2/authorize')),
    expect: { host: 'failed onboarding.path-wrong' },
  },
  '/doubled-slash': {
    about: 'a site with a slash too many',
    answer: changed((text) => text.replace('/oauth2', '//oauth2')),
    expect: { host: /^failed onboarding\.path-wrong/ },
  },
  '/plain-http': {
    about: 'http',
    answer: changed((text) => text.replace('https:', 'http:')),
    expect: { host: 'failed onboarding.host-insecure' },
  },
  '/userinfo': {
    about: 'Datadog as a user name',
    answer: changed((text) => text.replace('/oauth2', '@evil.example/oauth2')),
    expect: {
      walk: /^(passed|failed)/,
      host: /^failed onboarding\.host-(foreign|wrong)|no such cell/,
    },
  },
  '/port-8443': {
    about: 'another port',
    answer: changed((text) => text.replace('/oauth2', ':8443/oauth2')),
    expect: { host: /^(failed|warning)/ },
  },
  '/pkce-plain': {
    about: 'plain',
    answer: (request) => go(request, { code_challenge_method: 'plain' }),
    expect: { pkce: 'failed onboarding.pkce-method' },
  },
  '/pkce-default': {
    about: 'no method, which means plain',
    answer: (request) => go(request, { code_challenge_method: undefined }),
    expect: { pkce: 'failed onboarding.pkce-method' },
  },
  '/pkce-lower': {
    about: 's256 in small letters',
    answer: (request) => go(request, { code_challenge_method: 's256' }),
    expect: { pkce: /^(failed|warning|review) onboarding\.pkce-method/ },
  },
  '/pkce-padded': {
    about: 'base64 with padding',
    answer: (request) =>
      go(request, {
        code_challenge: createHash('sha256').update(crypto.randomUUID()).digest('base64'),
      }),
    expect: { pkce: 'failed onboarding.pkce-malformed' },
  },
  '/pkce-hex': {
    about: 'hexadecimal',
    answer: (request) =>
      go(request, {
        code_challenge: createHash('sha256').update(crypto.randomUUID()).digest('hex'),
      }),
    expect: { pkce: 'failed onboarding.pkce-malformed' },
  },
  '/state-missing': {
    about: 'no state',
    answer: (request) => go(request, { state: undefined }),
    expect: { state: 'failed onboarding.state-missing' },
  },
  '/state-empty': {
    about: 'an empty state',
    answer: (request) => go(request, { state: '' }),
    expect: { state: 'failed onboarding.state-missing' },
  },
  '/state-twice': {
    about: 'state twice',
    answer: changed((text) => `${text}&state=${crypto.randomUUID()}`),
    expect: { state: 'failed onboarding.state-doubled' },
  },
  '/state-site': {
    about: 'the site as state',
    answer: (request) => go(request, { state: siteOf(request) }),
    expect: { state: /^failed onboarding\.state-/ },
  },
  '/state-encoded': {
    about: 'site and domain as encoded state',
    answer: (request) =>
      go(request, {
        state: Buffer.from(
          JSON.stringify({ site: siteOf(request), domain: request.query.get('domain') }),
        ).toString('base64url'),
      }),
    expect: { state: /^(failed|warning|review) onboarding\.state-/ },
  },
  '/client-twice': {
    about: 'client_id twice',
    answer: changed((text) => `${text}&client_id=${CLIENT_ID}`),
    expect: { client: /^(failed|warning)/ },
  },
  '/client-template': {
    about: 'a template that nobody filled in',
    answer: (request) => go(request, { client_id: '${DD_CLIENT_ID}' }),
    expect: { client: 'failed onboarding.client-wrong' },
  },
  '/client-upper': {
    about: 'the client id in capitals',
    answer: (request) => go(request, { client_id: CLIENT_ID.toUpperCase() }),
    expect: { client: /^(failed|warning|review)/ },
  },
  '/uri-slash': {
    about: 'a slash too many in the redirect URI',
    answer: (request) => go(request, { redirect_uri: `${CLIENT.redirectUri}/` }),
    expect: { 'redirect-uri': 'failed onboarding.redirect-uri-unregistered' },
  },
  '/uri-twice-encoded': {
    about: 'a redirect URI that is encoded twice',
    answer: (request) => go(request, { redirect_uri: encodeURIComponent(CLIENT.redirectUri) }),
    expect: { 'redirect-uri': 'failed onboarding.redirect-uri-unregistered' },
  },
  '/uri-missing': {
    about: 'no redirect URI',
    answer: (request) => go(request, { redirect_uri: undefined }),
    expect: { 'redirect-uri': 'failed onboarding.redirect-uri-missing' },
  },
  '/type-token': {
    about: 'the implicit grant',
    answer: (request) => go(request, { response_type: 'token' }),
    expect: { 'response-type': 'failed onboarding.response-type-wrong' },
  },
  '/type-hybrid': {
    about: 'code and id_token',
    answer: (request) => go(request, { response_type: 'code id_token' }),
    expect: { 'response-type': 'failed onboarding.response-type-wrong' },
  },
  '/scope-comma': {
    about: 'scopes with commas',
    answer: (request) =>
      go(request, { scope: 'api_keys_write,monitors_read,events_read,timeseries_query' }),
    expect: { scope: /^failed/ },
  },
  '/scope-unknown': {
    about: 'openid as well',
    answer: (request) =>
      go(request, { scope: 'openid api_keys_write monitors_read events_read timeseries_query' }),
    expect: { scope: 'failed onboarding.scope-unregistered' },
  },
  '/secret': {
    about: 'a code verifier in the URL',
    answer: (request) => go(request, { code_verifier: 'v'.repeat(43) }),
    expect: { secret: 'failed onboarding.secret-in-url' },
  },
  '/401': {
    about: '401',
    answer: () => ({ status: 401 }),
    expect: { walk: /^inconclusive onboarding\.page/ },
  },
  '/410': {
    about: '410',
    answer: () => ({ status: 410 }),
    expect: { walk: /^failed onboarding\.refused/ },
  },
  '/429': { about: '429', answer: () => ({ status: 429 }), expect: { walk: /^inconclusive/ } },
  '/503': {
    about: '503',
    answer: () => ({ status: 503 }),
    expect: { walk: 'inconclusive onboarding.broken' },
  },
  '/204': {
    about: '204',
    answer: () => ({ status: 204 }),
    expect: { walk: /^(inconclusive|failed)/ },
  },
  '/304': {
    about: '304 without Location',
    answer: () => ({ status: 304 }),
    expect: { walk: /^(inconclusive|failed)/ },
  },
  '/mailto': {
    about: 'a Location that is no page',
    answer: () => ({ location: 'mailto:a@partner.example' }),
    expect: { walk: 'failed onboarding.redirect-unusable' },
  },
  '/empty': {
    about: 'an empty Location',
    answer: () => ({ status: 302, location: '' }),
    expect: { walk: /^failed onboarding\.(redirect-unusable|too-many-redirects)/ },
  },
  '/error-back': {
    about: 'sends to a page of errors',
    answer: () => ({ location: '/oops?error=tenant_not_found' }),
    expect: { walk: /^(failed|inconclusive) onboarding\.(refused|page)/ },
  },
  '/api-host': {
    about: 'the API host of a customer',
    answer: (request) => ({
      location: authorizeUrl(siteOf(request).replace('https://', 'https://api.'), CLIENT),
    }),
    expect: { host: /^(failed|warning)/ },
  },
};

beforeAll(async () => {
  writeConfig(home.path, 0, { redirectUris: [CLIENT.redirectUri] });
  outside = await startRecordingProxy('refuse');
  app = await startPartnerApp({
    '/good': (request) => go(request),
    ...Object.fromEntries(Object.entries(ROWS).map(([path, { answer }]) => [path, answer])),
  });
});
afterAll(() => {
  app.close();
  outside.close();
  home.remove();
});

async function walk(path: string): Promise<Report> {
  const end = await runCli(
    [
      'check-regions',
      '--only',
      'key',
      '--site',
      'eu1',
      '--json',
      '--onboarding-url',
      app.origin + path,
    ],
    {
      cwd: home.path,
      env: cliEnvironment(home.path, { DDOAUTH_CLIENT_SECRET: 'unused', HTTPS_PROXY: outside.url }),
    },
  );
  return parseReport(end.stdout);
}

describe.concurrent('onboarding URLs', () => {
  it.each(Object.entries(ROWS).map(([path, { about, ...row }]) => [path, about, row] as const))(
    '%s: %s',
    async (path, _about, { expect: aspects }) => {
      const report = await walk(path);
      for (const [aspect, found] of Object.entries(aspects)) {
        const id = aspect.startsWith('subdomain.')
          ? `eu1.onboarding-${aspect}`
          : `eu1.onboarding.${aspect}`;
        if (typeof found === 'string') expect(cell(report, id), id).toBe(found);
        else expect(cell(report, id), id).toMatch(found);
      }
      expect(outside.asked).toEqual([]);
    },
  );
});
