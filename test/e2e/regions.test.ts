import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../../src/catalog/sites.ts';
import { temporaryHome } from '../support/cli.ts';
import { CLIENT_ID } from '../support/config.ts';
import { cell, resultAt, startRegionsLab, type RegionsLab } from '../support/regions-lab.ts';

const home = temporaryHome();
let lab: RegionsLab;

const KNOWN_ON = SITES.map(({ key }) => key).filter((key) => key !== 'us2-fed');

beforeAll(async () => {
  lab = await startRegionsLab(home.path, { sites: KNOWN_ON });
  await lab.authorize('us1', 'uk1');
  await lab.createKey('us1');
  lab.storeKeyFor('us1', 'uk1');
  await lab.revoke('uk1');
}, 120_000);
afterAll(async () => {
  await lab.stop();
  home.remove();
});
afterEach(() => lab.faults());

describe('nine sites, each with a trouble of its own', () => {
  it('has a verdict of its own for each, in one run, and ends with 1', async () => {
    await lab.simulator.control('rotate-secret', { clientId: CLIENT_ID, site: 'us1-fed' });
    await lab.faults(
      { host: 'api.us3.datadoghq.com', kind: 'wrong-certificate' },
      { host: 'api.us5.datadoghq.com', kind: 'expired-certificate' },
      { host: 'api.datadoghq.eu', kind: 'intercepted' },
      { host: 'api.ap1.datadoghq.com', kind: 'refused' },
      { host: '*ap2*', kind: 'connect-black-hole' },
      { host: 'api.ddog-gov.com', path: '/api/*', kind: 'status', status: 503 },
      { host: 'otlp.us2.ddog-gov.com', kind: 'unresolved' },
      { host: 'http-intake.logs.uk1.datadoghq.com', kind: 'unresolved' },
    );
    const { code, report, ms } = await lab.run(['check-regions', '--site', 'all']);
    const cells = (...ids: readonly string[]) =>
      Object.fromEntries(ids.map((id) => [id, cell(report, id)]));
    expect(cells('us1.client', 'us1.grant', 'us1.api', 'us1.key', 'us1.intake.logs')).toEqual({
      'us1.client': 'passed region.client-known',
      'us1.grant': 'passed grant.refreshed',
      'us1.api': 'passed region.api-answers',
      'us1.key': 'passed key.valid',
      'us1.intake.logs': 'passed region.intake-refuses',
    });
    expect(cells('us3.tls', 'us3.token', 'us3.api', 'us3.intake.metrics')).toEqual({
      'us3.tls': 'failed region.name-mismatch',
      'us3.token': 'failed region.name-mismatch',
      'us3.api': 'failed region.name-mismatch',
      'us3.intake.metrics': 'failed region.name-mismatch',
    });
    expect(cells('us3.authorize-host', 'us3.intake.logs')).toEqual({
      'us3.authorize-host': 'passed region.authorize-answers',
      'us3.intake.logs': 'passed region.intake-refuses',
    });
    expect(cells('us5.tls', 'eu1.tls', 'ap1.tls', 'ap2.tls')).toEqual({
      'us5.tls': 'failed region.certificate-expired',
      'eu1.tls': 'inconclusive region.intercepted',
      'ap1.tls': 'inconclusive region.proxy-refused',
      'ap2.tls': 'inconclusive region.unreachable',
    });
    expect(cells('uk1.grant', 'uk1.key', 'uk1.client', 'uk1.intake.logs')).toEqual({
      'uk1.grant': 'failed grant.revoked',
      'uk1.key': 'failed region.key-of-another-site',
      'uk1.client': 'passed region.client-known',
      'uk1.intake.logs': 'inconclusive region.name-not-found',
    });
    expect(cells('us1-fed.client', 'us1-fed.grant', 'us1-fed.api')).toEqual({
      'us1-fed.client': 'failed region.secret-refused',
      'us1-fed.grant': 'failed region.no-grant',
      'us1-fed.api': 'inconclusive region.broken',
    });
    expect(cells('us2-fed.client', 'us2-fed.authorize-host', 'us2-fed.intake.otlp')).toEqual({
      'us2-fed.client': 'failed region.client-unknown',
      'us2-fed.authorize-host': 'failed region.client-unknown',
      'us2-fed.intake.otlp': 'review region.host-unsure',
    });
    expect(code).toBe(1);

    // What a person needs to go on with each of them.
    expect(resultAt(report, 'region.us3.tls')?.message).toContain('wrong-host.example.test');
    expect(resultAt(report, 'region.eu1.tls')?.message).toContain('Corporate Proxy CA');
    const noGrant = resultAt(report, 'region.us1-fed.grant');
    expect(noGrant?.nextCommand).toBe('ddoauth authorize --site us1-fed');
    expect(noGrant?.remedy).toContain('ecosystems@datadog.com');
    expect(resultAt(report, 'region.uk1.key')?.finding.args).toMatchObject({ owner: 'us1' });
    expect(resultAt(report, 'region.us5.tls')?.remedy).toContain('clock agrees');
    // The dead site has its row alone.
    const slow = report.results.filter(({ durationMs }) => durationMs > 6_000);
    expect(slow.length).toBeGreaterThan(0);
    expect(new Set(slow.map(({ subject }) => subject.site))).toEqual(new Set(['ap2']));
    expect(ms).toBeLessThan(40_000);
    for (const { id, finding, subject } of report.results) {
      expect(id, finding.code).toMatch(/^region\.[a-z0-9-]+\.[a-z0-9-]+(?:\.[a-z0-9-]+)?$/);
      expect(KNOWN_ON.concat('us2-fed')).toContain(subject.site);
    }
    expect(new Set(report.results.map(({ id }) => id)).size).toBe(report.results.length);
  });
});

describe('exit codes', () => {
  it('3 when all that is wrong is a grant', async () => {
    const { code, report } = await lab.run([
      'check-regions',
      '--site',
      'uk1',
      '--only',
      'grant,api',
    ]);
    expect(cell(report, 'uk1.grant')).toBe('failed grant.revoked');
    expect(code).toBe(3);
    const none = await lab.run(['check-regions', '--site', 'ap1', '--only', 'grant,api']);
    expect(cell(none.report, 'ap1.grant')).toBe('failed region.no-grant');
    expect(none.code).toBe(3);
  });

  it('0 when sites that nobody named have no grant', async () => {
    const { code, report } = await lab.run(['check-regions', '--only', 'dns,tls,grant,intake']);
    expect(cell(report, 'ap1.grant')).toBe('skipped region.no-grant');
    expect(cell(report, 'us1.grant')).toBe('passed grant.refreshed');
    expect(cell(report, 'us1.dns')).toBe('skipped region.names-by-proxy');
    expect(cell(report, 'us1.tls')).toBe('warning region.tls-inspected');
    // Its revoked grant is known to the store, so it is checked.
    expect(cell(report, 'uk1.grant')).toBe('failed grant.revoked');
    expect(code).toBe(3);
  });

  it('4 when nothing is reached, of one site or of all; 5 when something of a site is not', async () => {
    const columns = ['--only', 'dns,tls,token,client,api,intake', '--site', 'us1,eu1'];
    const dead = await lab.run(['check-regions', ...columns], {
      HTTPS_PROXY: 'http://127.0.0.1:9',
    });
    expect(dead.code).toBe(4);
    expect(cell(dead.report, 'us1.tls')).toBe('inconclusive region.proxy-refused');
    expect(resultAt(dead.report, 'region.us1.tls')?.remedy).toContain('HTTPS_PROXY');
    await lab.faults({ host: '*.datadoghq.eu', kind: 'tls-reset' });
    const half = await lab.run(['check-regions', ...columns]);
    expect(half.code).toBe(4);
    expect(cell(half.report, 'eu1.tls')).toBe('inconclusive region.unreachable');
    expect(cell(half.report, 'us1.client')).toBe('passed region.client-known');
    await lab.faults({ host: 'api.datadoghq.eu', kind: 'tls-reset' });
    const part = await lab.run(['check-regions', '--only', 'tls,intake', '--site', 'us1,eu1']);
    expect(part.code).toBe(5);
    expect(cell(part.report, 'eu1.tls')).toBe('inconclusive region.unreachable');
  });

  it('4 with --timeout in front of a site of black holes, in time', async () => {
    await lab.faults({ host: '*ap2*', kind: 'tls-black-hole' });
    const { code, report, ms } = await lab.run([
      ...['check-regions', '--timeout', '4s', '--site', 'us1,ap1,ap2', '--intake', 'all'],
      ...['--only', 'dns,tls,authorize-host,token,client,api,intake'],
    ]);
    expect(cell(report, 'ap2.tls')).toBe('inconclusive region.unreachable');
    expect(cell(report, 'ap2.intake.sbom')).toBe('inconclusive region.unreachable');
    expect(cell(report, 'ap1.intake.sbom')).toBe('passed region.intake-refuses');
    expect(cell(report, 'ap1.client')).toBe('passed region.client-known');
    expect(code).toBe(4);
    expect(report.durationMs).toBeLessThan(5_000);
    expect(ms).toBeLessThan(12_000);
  });
});

describe('TLS', () => {
  it('a customer subdomain in an API host is named', async () => {
    // As somebody has it who builds API hosts from the site parameter.
    const acme = {
      domain: 'acme.datadoghq.eu',
      app: 'https://acme.datadoghq.eu',
      api: 'https://api.acme.datadoghq.eu',
    };
    writeFileSync(join(home.path, 'acme.config.json'), JSON.stringify({ sites: { acme } }));
    const { report } = await lab.run([
      'check-regions',
      '--site',
      'acme',
      '--only',
      'tls,api',
      '--config',
      'acme.config.json',
    ]);
    expect(cell(report, 'acme.tls')).toBe('failed region.name-mismatch');
    expect(resultAt(report, 'region.acme.tls')?.remedy).toContain('customer subdomain');
  });

  it('works with --ca as with NODE_EXTRA_CA_CERTS, and without either is intercepted', async () => {
    const columns = ['check-regions', '--site', 'eu1', '--only', 'tls,token,client'];
    const given = await lab.run([...columns, '--ca', lab.simulator.caFile], {
      NODE_EXTRA_CA_CERTS: '',
    });
    expect(cell(given.report, 'eu1.client')).toBe('passed region.client-known');
    const without = await lab.run(columns, { NODE_EXTRA_CA_CERTS: '' });
    expect(cell(without.report, 'eu1.tls')).toBe('inconclusive region.intercepted');
    expect(resultAt(without.report, 'region.eu1.tls')?.message).toContain('ddoauth simulator CA');
    expect(without.code).toBe(4);
  });
});

describe('client known, where a server does not tell', () => {
  const columns = ['check-regions', '--site', 'us1,us2-fed', '--only', 'token,client'];

  it('without a secret, and nobody to ask, says what the id alone tells', async () => {
    const { code, report } = await lab.run(columns, { DDOAUTH_CLIENT_SECRET: '' });
    expect(cell(report, 'us1.client')).toBe('passed region.client-id-known');
    expect(resultAt(report, 'region.us1.client')?.remedy).toContain('DDOAUTH_CLIENT_SECRET');
    expect(cell(report, 'us2-fed.client')).toBe('failed region.client-unknown');
    expect(code).toBe(1);
  });

  it('a stored grant cannot be refreshed without it', async () => {
    const { code, report } = await lab.run(
      ['check-regions', '--site', 'us1', '--only', 'grant,api'],
      { DDOAUTH_CLIENT_SECRET: '' },
    );
    // Its access token lives, so that is what can be proved.
    expect(cell(report, 'us1.grant')).toBe('passed grant.fresh');
    expect(cell(report, 'us1.api')).toBe('passed region.api-answers');
    expect(code).toBe(0);
  });

  it.each([
    ['401 to everything', 401, { errors: ['Unauthorized'] }, 'review region.client-undecided'],
    ['the code comes first', 400, { error: 'invalid_grant' }, 'review region.client-undecided'],
    [
      'one answer for id and secret',
      401,
      { error: 'invalid_client', error_description: 'authentication failed' },
      'failed region.client-refused',
    ],
    ['a page', 200, '<html>Welcome</html>', 'inconclusive region.foreign-answer'],
    ['nothing there', 404, { errors: ['Not found'] }, 'failed region.endpoint-missing'],
  ])('%s', async (_, status, body, expected) => {
    const fault = { path: '/oauth2/v1/token', kind: 'status', status, body };
    await lab.faults({ ...fault, host: 'api.datadoghq.com' });
    const { report } = await lab.run(columns);
    expect(cell(report, 'us1.client')).toBe(expected);
    if (expected.startsWith('review')) {
      expect(resultAt(report, 'region.us1.client')?.message).toMatch(
        /a client that does not exist/,
      );
    }
  });

  it('a redirect back with an error is a refusal, not a login', async () => {
    const { redirectUris } = JSON.parse(
      readFileSync(join(home.path, 'ddoauth.config.json'), 'utf8'),
    ).profiles.test;
    await lab.faults({
      host: 'app.datadoghq.com',
      kind: 'status',
      status: 302,
      headers: { location: `${redirectUris[0]}?error=invalid_scope&error_description=No&state=x` },
    });
    const { report } = await lab.run([
      'check-regions',
      '--site',
      'us1',
      '--only',
      'authorize-host',
    ]);
    expect(cell(report, 'us1.authorize-host')).toBe('failed region.authorize-refuses');
  });
});

describe('--live-sites', () => {
  const PATH = '/api/v2/oauth2/.well-known/sites';
  const ask = async (): Promise<string> => {
    const { report } = await lab.run(['check-regions', '--only', 'key', '--live-sites']);
    return cell(report, 'live-sites');
  };

  it('agrees with a simulator that knows the same sites', async () => {
    expect(await ask()).toBe('passed region.live-agrees');
  });

  it.each([
    ['a new site', 200, ['us7.datadoghq.com'], 'warning region.live-unknown'],
    ['fewer sites', 200, ['app.datadoghq.com', 'app.datadoghq.eu'], 'review region.live-missing'],
    ['no such list', 404, undefined, 'skipped region.live-absent'],
    ['no list', 200, [], 'inconclusive region.live-unreadable'],
  ])('%s', async (_, status, sites, expected) => {
    const body = { data: { id: 'prod', type: 'env', attributes: { sites } } };
    await lab.faults({ path: PATH, kind: 'status', status, body });
    expect(await ask()).toBe(expected);
  });

  it('one site that answers is enough', async () => {
    await lab.faults({ host: 'api.*datadoghq.com', path: PATH, kind: 'status', status: 404 });
    expect(await ask()).toBe('passed region.live-agrees');
  });
});

describe('other ways to run it', () => {
  it('needs no client for names, certificates and intakes, and asks one host at a time if told', async () => {
    writeFileSync(join(home.path, 'none.json'), '{}');
    const { code, report } = await lab.run([
      ...['check-regions', '--config', 'none.json', '--only', 'tls,api,intake', '--intake', 'all'],
      ...['--site', 'us1,us2-fed', '--concurrency', '1'],
    ]);
    expect(report.client).toBeNull();
    expect(cell(report, 'us1.api')).toBe('passed region.api-keyless');
    expect(cell(report, 'us1.intake.ip-ranges')).toBe('passed region.intake-open');
    expect(cell(report, 'us2-fed.intake.sbom')).toBe('passed region.intake-refuses');
    expect(resultAt(report, 'region.us2-fed.intake.sbom')?.message).toContain('derived');
    expect(report.results.filter(({ id }) => id.includes('.intake.'))).toHaveLength(34 + 32);
    expect(code).toBe(0);
  });
});
