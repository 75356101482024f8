import { describe, expect, test } from 'vitest';
import { authorizeUrlFor } from '../../src/sites/endpoints.ts';
import { judgeSiteParameter } from '../../src/sites/judge-site-parameter.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { labSite, LOOPBACK_SITE } from './lab.ts';

const table = createSiteTable([labSite(), LOOPBACK_SITE]);

describe('judgeSiteParameter', () => {
  test.each([
    ['https://app.datadoghq.com', 'us1', 'https://app.datadoghq.com'],
    ['https://app.datadoghq.eu/', 'eu1', 'https://app.datadoghq.eu'],
    ['https://us5.datadoghq.com', 'us5', 'https://us5.datadoghq.com'],
    ['us3.datadoghq.com', 'us3', 'https://us3.datadoghq.com'],
    ['datadoghq.com', 'us1', 'https://datadoghq.com'],
    ['https://app.ddog-gov.com', 'us1-fed', 'https://app.ddog-gov.com'],
    ['https://app.lab.example.test', 'lab', 'https://app.lab.example.test'],
    ['http://127.0.0.1:9000', 'local', 'http://127.0.0.1:9000'],
    ['127.0.0.1:9000', 'local', 'http://127.0.0.1:9000'],
  ])('%s is %s', (site, key, origin) => {
    expect(judgeSiteParameter(site, table)).toEqual({
      kind: 'known',
      site: table.find(key),
      origin,
    });
  });

  test.each([
    ['https://acme.datadoghq.com', 'us1', 'acme'],
    ['acme.us3.datadoghq.com', 'us3', 'acme'],
    ['https://acme.ddog-gov.com/', 'us1-fed', 'acme'],
  ])('%s is %s with %s, and the authorize page stays there', (site, key, subdomain) => {
    const judged = judgeSiteParameter(site, table);
    expect(judged).toMatchObject({ kind: 'known', site: { key }, subdomain });
    const origin = judged.kind === 'known' ? judged.origin : '';
    expect(authorizeUrlFor(site)).toBe(`${origin}/oauth2/v1/authorize`);
    expect(origin).toContain('://acme.');
  });

  test.each([
    ['https://us7.datadoghq.com', 'us7.datadoghq.com', 'commercial'],
    ['https://app.us7.datadoghq.com', 'us7.datadoghq.com', 'commercial'],
    ['a.b.datadoghq.eu', 'a.b.datadoghq.eu', 'commercial'],
    ['https://us3.ddog-gov.com', 'us3.ddog-gov.com', 'gov'],
  ])('%s is only asked about', (site, domain, environment) => {
    expect(judgeSiteParameter(site, table)).toMatchObject({
      kind: 'below-datadog',
      domain,
      environment,
    });
  });

  test.each([
    '',
    'us1',
    'http://app.datadoghq.com',
    'http://acme.datadoghq.com',
    'https://app.datadoghq.com:8443',
    'https://app.datadoghq.com/account',
    'https://app.datadoghq.com?x=1',
    'https://app.datadoghq.com#x',
    'https://user@app.datadoghq.com',
    'https://app.datadoghq.com@evil.example',
    'https://evil.example/.datadoghq.com',
    'https://app.datadoghq.com.evil.example',
    'https://api.datadoghq.com',
    'https://api.acme.datadoghq.com',
    'https://http-intake.logs.datadoghq.com',
    'https://docs.datadoghq.com',
    'https://xn--e1afmkfd.datadoghq.com',
    'https://xn--e1afmkfd.us7.datadoghq.com',
    'javascript://app.datadoghq.com/%0aalert(1)',
    'https://app.datadoghq.com\r\nx: y',
    'http://127.0.0.1:9001',
    'http://localhost',
    'http://app.lab.example.test',
    'https://evil.example',
  ])('%j is foreign', (site) => {
    expect(judgeSiteParameter(site, table)).toMatchObject({ kind: 'foreign', domain: site });
  });
});
