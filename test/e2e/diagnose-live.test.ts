import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiKey, Grant } from '../../src/model/grant.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID } from '../support/config.ts';
import { startReadingProxy, type ReadingProxy } from '../support/reading-proxy.ts';
import { REGION_SECRET, startRegionsLab, type RegionsLab } from '../support/regions-lab.ts';
import { openSeededPlace } from '../support/seeded-place.ts';
import { secretsFile, storedGrant } from '../support/stored-grants.ts';

const home = temporaryHome();
let lab: RegionsLab;
let proxy: ReadingProxy;

beforeAll(async () => {
  lab = await startRegionsLab(home.path, { sites: ['us1', 'eu1'] });
  await lab.authorize('us1', 'eu1');
  await lab.createKey('us1');
  await lab.createKey('eu1');
  proxy = await startReadingProxy(lab.simulator.origin);
  writeFileSync(join(home.path, 'reading-ca.pem'), proxy.caCertificate);
}, 120_000);
afterAll(async () => {
  proxy.close();
  await lab.stop();
  home.remove();
});
beforeEach(() => {
  proxy.requests.length = 0;
  proxy.connected.length = 0;
});
afterEach(() => lab.faults());

/** Through the proxy that reads along, and so hears what is sent to whom. */
const overheard = (): Record<string, string> => ({
  HTTPS_PROXY: proxy.url,
  NODE_EXTRA_CA_CERTS: join(home.path, 'reading-ca.pem'),
});

const diagnose = async (
  text: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Report> => {
  const { code, report } = await lab.run(['diagnose', text, ...args], env);
  expect(code).toBe(0);
  return report;
};

const asked = (report: Report): Record<string, string> =>
  Object.fromEntries(
    report.results
      .filter(({ finding }) => finding.code === 'diagnose.asked')
      .map(({ finding: { args } }) => [String(args['question']), String(args['answer'])]),
  );

const becauseOf = (report: Report, question: string): string =>
  String(
    report.results.find(({ id }) => id === `diagnose.live.${question}`)?.finding.args['because'],
  );

/** The causes of a rule in one state. */
function causes(report: Report, rule: string, state: string): string[] {
  const found = report.results.find(({ id }) => id === `diagnose.${rule}`) as Result;
  const ids = found.finding.args['causeIds'] as string[];
  const states = found.finding.args['causeStates'] as string[];
  return ids.filter((_, index) => states[index] === state);
}

describe('questions about the client', () => {
  const UNKNOWN = 'invalid_request - Invalid client_id parameter value.';

  it('a client that lives elsewhere: the sites are asked, the causes confirmed', async () => {
    const report = await diagnose(UNKNOWN, ['--site', 'us5']);
    expect(asked(report)).toEqual({ 'client-known-here': 'no', 'client-known-elsewhere': 'yes' });
    expect(becauseOf(report, 'client-known-elsewhere')).toContain('us1, eu1 knows the id');
    expect(causes(report, 'client-id-invalid', 'confirmed').length).toBeGreaterThan(0);
    expect(causes(report, 'client-id-invalid', 'confirmed')[0]).not.toBe(undefined);
  });

  it('a client that is known here rules that out, and the elsewhere too', async () => {
    const report = await diagnose(UNKNOWN, ['--site', 'eu1']);
    expect(asked(report)).toEqual({ 'client-known-here': 'yes', 'client-known-elsewhere': 'no' });
    expect(causes(report, 'client-id-invalid', 'confirmed')).toEqual([]);
  });

  const SECRET = 'invalid_client - Invalid client_secret parameter value.';

  it('a secret that is not the present one', async () => {
    const env = { DDOAUTH_CLIENT_SECRET: 'the-secret-of-last-year' };
    const report = await diagnose(SECRET, ['--site', 'eu1'], env);
    expect(asked(report)['client-secret-accepted']).toBe('no');
    expect(causes(report, 'client-authentication', 'confirmed').length).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain('the-secret-of-last-year');
  });

  it('the right secret moves those causes out', async () => {
    const report = await diagnose(SECRET, ['--site', 'eu1']);
    expect(asked(report)['client-secret-accepted']).toBe('yes');
    expect(causes(report, 'client-authentication', 'confirmed')).toEqual([]);
    expect(causes(report, 'client-authentication', 'ruled-out').length).toBeGreaterThan(0);
  });

  it('no secret at hand: the question stays open, and nobody is asked for one', async () => {
    const report = await diagnose(SECRET, ['--site', 'eu1'], { DDOAUTH_CLIENT_SECRET: '' });
    expect(asked(report)['client-secret-accepted']).toBe('unknown');
    expect(becauseOf(report, 'client-secret-accepted')).toContain('DDOAUTH_CLIENT_SECRET');
    expect(causes(report, 'client-authentication', 'confirmed')).toEqual([]);
  });

  it('another client in the input: nothing is sent about ours', async () => {
    const other = '00000000-1111-4222-8333-444444444444';
    const text = `POST https://api.datadoghq.eu/oauth2/v1/token client_id=${other} HTTP 401 ${SECRET}`;
    const report = await diagnose(text, [], overheard());
    for (const question of Object.keys(asked(report))) {
      expect(becauseOf(report, question), question).toContain(`about client ${other}`);
    }
    expect(proxy.requests).toEqual([]);
    expect(causes(report, 'client-authentication', 'confirmed')).toEqual([]);
  });

  it('a redirect URI that is not registered, from the input', async () => {
    const uri = 'https://partner.example.test/somewhere';
    const text = `https://app.datadoghq.eu/oauth2/v1/authorize?response_type=code&client_id=${CLIENT_ID}&redirect_uri=${encodeURIComponent(uri)}\ninvalid_request - Mismatching redirect URI.`;
    const report = await diagnose(text);
    expect(asked(report)['redirect-uri-accepted']).toBe('no');
    expect(becauseOf(report, 'redirect-uri-accepted')).toContain(uri);
  });

  it('the registered one is taken, since another is refused', async () => {
    const report = await diagnose('invalid_request - Mismatching redirect URI.', ['--site', 'eu1']);
    expect(asked(report)['redirect-uri-accepted']).toBe('yes');
    expect(becauseOf(report, 'redirect-uri-accepted')).toContain('refuses one that nobody');
  });
});

describe('questions about hosts', () => {
  const HOST = 'api.datadoghq.eu';
  const ALTNAME = `Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: ${HOST}. is not in the cert's altnames: DNS:x.example.test`;

  it.each([
    ['wrong-certificate', ALTNAME, 'certificate-names-host', 'no'],
    ['none', ALTNAME, 'certificate-names-host', 'yes'],
    ['unresolved', `Error: getaddrinfo ENOTFOUND ${HOST}`, 'host-resolves', 'no'],
    ['none', `Error: getaddrinfo ENOTFOUND ${HOST}`, 'host-resolves', 'yes'],
    ['refused', `connect ECONNREFUSED 10.0.0.1:443 ${HOST}`, 'host-reachable', 'no'],
    ['none', `connect ECONNREFUSED 10.0.0.1:443 ${HOST}`, 'host-reachable', 'yes'],
    [
      'intercepted',
      `self-signed certificate in certificate chain, https://${HOST}`,
      'certificate-trusted',
      'no',
    ],
    [
      'expired-certificate',
      `certificate has expired, https://${HOST}/oauth2/v1/token`,
      'certificate-trusted',
      'no',
    ],
  ] as const)('fault %s: %s: %s is %s', async (kind, text, question, answer) => {
    if (kind !== 'none') await lab.faults({ host: HOST, kind });
    const report = await diagnose(text);
    expect(asked(report)[question]).toBe(answer);
    expect(becauseOf(report, question)).toContain(HOST);
  });

  it('a host that is not Datadog’s is not gone to', async () => {
    const report = await diagnose('getaddrinfo ENOTFOUND api.datadog-hq.example', [], overheard());
    expect(asked(report)['host-resolves']).toBe('unknown');
    expect(becauseOf(report, 'host-resolves')).toContain('api.datadog-hq.example');
    expect(proxy.connected).toEqual([]);
  });

  it('what only an added CA vouches for rules no interception out', async () => {
    const text = `self-signed certificate in certificate chain, https://${HOST}`;
    const report = await diagnose(text, [], overheard());
    expect(asked(report)['certificate-trusted']).toBe('unknown');
    expect(becauseOf(report, 'certificate-trusted')).toContain('reads along');
  });
});

it('the clock: an hour ahead of Datadog is said, and confirmed as the cause', async () => {
  const place = await openSeededPlace({
    scopes: ['monitors_read'],
    settings: { clockOffsetSeconds: -3600 },
  });
  const end = await runCli(
    ['diagnose', 'certificate is not yet valid api.datadoghq.com', '--json'].concat([
      '--simulator',
      place.simulator.origin,
    ]),
    { cwd: place.home, env: cliEnvironment(place.home) },
  );
  const report = JSON.parse(end.stdout) as Report;
  await place.close();
  expect(asked(report)['clock-right']).toBe('no');
  expect(becauseOf(report, 'clock-right')).toMatch(/36\d\d s ahead/);
  expect(causes(report, 'certificate-expired', 'confirmed')).toEqual(['clock']);
});

describe('questions about what is stored', () => {
  const UNAUTHORIZED =
    '{"errors":["Unauthorized"]} HTTP 401 https://api.datadoghq.eu/api/v1/monitor';

  it('a living grant, whose rotated refresh token is kept', async () => {
    const before = storedGrant(home.path, 'eu1', 'datadog');
    const report = await diagnose(UNAUTHORIZED, [], overheard());
    expect(asked(report)).toMatchObject({ 'access-token-alive': 'yes', 'grant-refreshes': 'yes' });
    const after = storedGrant(home.path, 'eu1', 'datadog');
    expect(after.refreshToken).not.toBe(before.refreshToken);
    expect(causes(report, 'unauthorized', 'confirmed')).toEqual([]);
    // Each secret went to its own site, and the other site's grant was left alone.
    const secrets = [before, after].flatMap((g: Grant) => [g.accessToken, g.refreshToken ?? '']);
    const heard = proxy.requests.filter(({ text }) => secrets.some((s) => text.includes(s)));
    expect(new Set(heard.map(({ host }) => host))).toEqual(new Set(['api.datadoghq.eu']));
    for (const secret of [...secrets, REGION_SECRET]) {
      expect(JSON.stringify(report)).not.toContain(secret);
    }
  });

  it('without a store that would keep a rotated token, none is sent', async () => {
    const { refreshToken = '' } = storedGrant(home.path, 'eu1', 'datadog');
    const report = await diagnose(UNAUTHORIZED, [], {
      DDOAUTH_STORE: 'memory',
      DDOAUTH_REFRESH_TOKEN_EU1: refreshToken,
    });
    expect(becauseOf(report, 'grant-refreshes')).toContain('could not be kept');
    // It still is the one that works.
    expect((await lab.run(['grants', 'refresh', '--site', 'eu1'])).code).toBe(0);
  });

  it('a key of another site in the input is known as such, and goes to its own site only', async () => {
    const file = JSON.parse(readFileSync(secretsFile(home.path, 'datadog'), 'utf8')) as {
      entries: Record<string, string>;
    };
    const key = Object.entries(file.entries)
      .filter(([id]) => id.startsWith('api-key/'))
      .map(([, text]) => JSON.parse(text) as ApiKey)
      .find(({ site }) => site === 'us1') as ApiKey;
    const text = `curl https://api.datadoghq.eu/api/v1/validate -H "DD-API-KEY: ${key.value}"\nHTTP/1.1 403\n{"errors":["API key invalid"]}`;
    const report = await diagnose(text, [], overheard());
    expect(asked(report)['api-key-valid-elsewhere']).toBe('yes');
    const heard = proxy.requests.filter((request) => request.text.includes(key.value));
    expect(new Set(heard.map(({ host }) => host))).toEqual(new Set(['api.datadoghq.com']));
    expect(JSON.stringify(report)).not.toContain(key.value);
    expect(causes(report, 'api-key-refused', 'confirmed').length).toBeGreaterThan(0);
  });

  it('a revoked grant is confirmed by the refresh', async () => {
    await lab.revoke('eu1');
    const report = await diagnose(UNAUTHORIZED);
    expect(asked(report)).toMatchObject({ 'access-token-alive': 'no', 'grant-refreshes': 'no' });
    expect(causes(report, 'unauthorized', 'confirmed').length).toBeGreaterThan(0);
  });
});

describe('when nothing may be sent', () => {
  const TEXT = 'invalid_client - Invalid client_secret parameter value. https://api.datadoghq.com';

  it('--offline: not one connection, and it is said', async () => {
    const { code, report, stderr } = await lab.run(['diagnose', TEXT, '--offline'], overheard());
    expect(code).toBe(0);
    expect(asked(report)).toEqual({});
    expect(proxy.connected).toEqual([]);
    expect(stderr).toContain('--offline');
  });

  it('no client: the same; --live is then a wrong use', async () => {
    const bare = temporaryHome();
    const env = cliEnvironment(bare.path, { HTTPS_PROXY: proxy.url });
    const end = await runCli(['diagnose', TEXT, '--json'], { cwd: bare.path, env });
    expect(end.code).toBe(0);
    expect(end.stderr).toContain('no client');
    expect(proxy.connected).toEqual([]);
    const live = await runCli(['diagnose', TEXT, '--live'], { cwd: bare.path, env });
    expect(live.code).toBe(2);
    expect(live.stderr).toContain('--live');
    const both = await runCli(['diagnose', TEXT, '--live', '--offline'], { cwd: bare.path, env });
    expect(both.code).toBe(2);
    bare.remove();
  });

  it('a text without live causes sends nothing either', async () => {
    const { code } = await lab.run(['diagnose', 'nobody knows this text'], overheard());
    expect(code).toBe(5);
    expect(proxy.connected).toEqual([]);
  });
});

it('a black hole: the questions end with --timeout, and the rules still answer', async () => {
  await lab.faults({ kind: 'black-hole' });
  const began = performance.now();
  const report = await diagnose('invalid_client - Invalid client_secret parameter value.', [
    '--site',
    'us1',
    '--timeout',
    '2s',
  ]);
  expect(performance.now() - began).toBeLessThan(12_000);
  expect(asked(report)['client-secret-accepted']).toBe('unknown');
  expect(causes(report, 'client-authentication', 'confirmed')).toEqual([]);
});
