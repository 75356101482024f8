import { describe, expect, test } from 'vitest';
import { authorizeUrlFor, siteEndpoints } from '../../src/sites/endpoints.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { siteForTrustedDomain } from '../../src/sites/trusted-site.ts';
import { host, labSite, LOOPBACK_SITE } from './lab.ts';

describe('siteEndpoints', () => {
  test('US3: web app and domain share a host, the API does not', () => {
    const site = createSiteTable().find('us3');
    if (site === undefined) throw new Error('no us3');
    const { authorizeUrlFor: forTile, ...urls } = siteEndpoints(site);
    expect(urls).toEqual({
      authorizeUrl: 'https://us3.datadoghq.com/oauth2/v1/authorize',
      apiKeysPageUrl: 'https://us3.datadoghq.com/organization-settings/api-keys',
      tokenUrl: 'https://api.us3.datadoghq.com/oauth2/v1/token',
      revokeUrl: 'https://api.us3.datadoghq.com/oauth2/v1/revoke',
      registerUrl: 'https://api.us3.datadoghq.com/api/v2/oauth2/register',
      knownSitesUrl: 'https://api.us3.datadoghq.com/api/v2/oauth2/.well-known/sites',
      marketplaceKeyUrl: 'https://api.us3.datadoghq.com/api/v2/api_keys/marketplace',
      validateUrl: 'https://api.us3.datadoghq.com/api/v1/validate',
      seriesUrl: 'https://api.us3.datadoghq.com/api/v2/series',
      seriesV1Url: 'https://api.us3.datadoghq.com/api/v1/series',
      distributionPointsUrl: 'https://api.us3.datadoghq.com/api/v1/distribution_points',
      checkRunUrl: 'https://api.us3.datadoghq.com/api/v1/check_run',
      eventsUrl: 'https://api.us3.datadoghq.com/api/v1/events',
      logsUrl: 'https://http-intake.logs.us3.datadoghq.com/api/v2/logs',
      eventIntakeUrl: 'https://event-management-intake.us3.datadoghq.com/api/v2/events',
      otlpMetricsUrl: 'https://otlp.us3.datadoghq.com/v1/metrics',
      otlpLogsUrl: 'https://otlp.us3.datadoghq.com/v1/logs',
      otlpTracesUrl: 'https://otlp.us3.datadoghq.com/v1/traces',
      spansUrl: 'https://trace.browser-intake-us3-datadoghq.com/api/v2/spans',
    });
    expect(forTile('https://acme.us3.datadoghq.com')).toBe(
      'https://acme.us3.datadoghq.com/oauth2/v1/authorize',
    );
  });

  test('intakes a site lacks are absent; a spans origin gets the usual path', () => {
    expect(siteEndpoints(LOOPBACK_SITE)).not.toHaveProperty('logsUrl');
    expect(siteEndpoints(LOOPBACK_SITE).tokenUrl).toBe('http://127.0.0.1:9001/oauth2/v1/token');
    const spans = host('https://spans.lab.example.test');
    expect(siteEndpoints(labSite({ intake: { spans } })).spansUrl).toBe(
      'https://spans.lab.example.test/api/v2/spans',
    );
  });
});

describe('authorizeUrlFor', () => {
  test.each([
    ['https://app.datadoghq.eu', 'https://app.datadoghq.eu/oauth2/v1/authorize'],
    ['https://acme.datadoghq.com/', 'https://acme.datadoghq.com/oauth2/v1/authorize'],
    ['acme.datadoghq.com', 'https://acme.datadoghq.com/oauth2/v1/authorize'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000/oauth2/v1/authorize'],
  ])('%s', (site, url) => {
    expect(authorizeUrlFor(site)).toBe(url);
  });

  test.each(['', 'https://', 'https://a@b', 'javascript://x', 'a b'])('%j is refused', (site) => {
    expect(() => authorizeUrlFor(site)).toThrow(expect.objectContaining({ code: 'usage.site' }));
  });
});

describe('siteForTrustedDomain', () => {
  test('builds the hosts by the pattern and says so', () => {
    const site = siteForTrustedDomain('us7.datadoghq.com');
    expect(site).toMatchObject({
      domain: 'us7.datadoghq.com',
      environment: 'commercial',
      app: { url: 'https://us7.datadoghq.com', status: 'inferred' },
      api: { url: 'https://api.us7.datadoghq.com', status: 'inferred' },
      intake: { logs: { url: 'https://http-intake.logs.us7.datadoghq.com' } },
    });
    expect(siteForTrustedDomain('us3.ddog-gov.com').environment).toBe('gov');
  });

  test('never takes the key of a known site, and has no host outside Datadog', () => {
    const site = siteForTrustedDomain('us3.datadoghq.eu');
    expect(createSiteTable().find(site.key)).toBeUndefined();
    expect(createSiteTable([site]).find(site.key)).toBe(site);
    const hosts = [site.app, site.api, ...Object.values(site.intake)];
    for (const { url } of hosts) expect(new URL(url).hostname).toMatch(/\.datadoghq\.eu$/);
  });

  test.each([
    'evil.example',
    'evil-datadoghq.com',
    'api.us7.datadoghq.com',
    'a@datadoghq.com',
    'us7/.datadoghq.com',
  ])('%s is refused', (domain) => {
    expect(() => siteForTrustedDomain(domain)).toThrow(
      expect.objectContaining({ code: 'usage.site' }),
    );
  });
});
