import { describe, expect, test } from 'vitest';
import type { SiteRow } from '../../src/catalog/site-row.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { host, labSite, LOOPBACK_SITE } from './lab.ts';

const NINE = ['us1', 'us3', 'us5', 'eu1', 'ap1', 'ap2', 'uk1', 'us1-fed', 'us2-fed'];

function region(domain: string, changes: Partial<SiteRow> = {}): SiteRow {
  return labSite({
    key: 'next',
    domain,
    app: host(`https://${domain}`),
    api: host(`https://api.${domain}`),
    intake: {},
    ...changes,
  });
}

describe('createSiteTable', () => {
  test('holds the nine sites, then those of the config', () => {
    expect(createSiteTable().all.map(({ key }) => key)).toEqual(NINE);
    const table = createSiteTable([labSite(), LOOPBACK_SITE]);
    expect(table.all.map(({ key }) => key)).toEqual([...NINE, 'lab', 'local']);
    expect(table.find('lab')?.domain).toBe('lab.example.test');
    for (const key of ['LAB', 'eu', 'toString', '__proto__'])
      expect(table.find(key)).toBeUndefined();
  });

  test('takes a Datadog region it does not know, with all its hosts there', () => {
    expect(createSiteTable([region('us7.datadoghq.com')]).find('next')).toBeDefined();
    expect(createSiteTable([region('us3.ddog-gov.com')]).find('next')).toBeDefined();
  });

  test.each<[string, SiteRow]>([
    ['key of a site', labSite({ key: 'us1' })],
    ['key in upper case', labSite({ key: 'US1' })],
    ['other name of a site', labSite({ key: 'eu' })],
    ['same environment variable', labSite({ key: 'us2_fed' })],
    ['the word all', labSite({ key: 'all' })],
    ['domain of a site', region('datadoghq.com')],
    ['domain of a site', region('us3.datadoghq.com')],
    ['web host of a site', region('app.datadoghq.eu')],
    ['API host of a site', region('api.ddog-gov.com')],
    ['intake of a site', region('http-intake.logs.us5.datadoghq.com')],
    ['other name of EU1', region('eu1.datadoghq.com')],
    ['API label', region('api.us7.datadoghq.com')],
    ['API elsewhere', region('us7.datadoghq.com', { api: host('https://api.evil.example') })],
    ['web app elsewhere', region('us7.datadoghq.com', { app: host('https://evil.example') })],
    ['API in gov', region('us7.datadoghq.com', { api: host('https://api.us7.ddog-gov.com') })],
    [
      'intake elsewhere',
      region('us7.datadoghq.com', { intake: { logs: host('https://logs.evil.example') } }),
    ],
  ])('refuses: %s', (_, site) => {
    expect(() => createSiteTable([site])).toThrow(
      expect.objectContaining({ code: 'usage.config', exitCode: 2 }),
    );
  });

  test('refuses two sites of a config that share key, variable or domain', () => {
    const error = expect.objectContaining({ code: 'usage.config' });
    const elsewhere = { domain: 'other.example.test' };
    expect(() => createSiteTable([labSite(), labSite(elsewhere)])).toThrow(error);
    expect(() =>
      createSiteTable([labSite({ key: 'a-b' }), labSite({ key: 'a_b', ...elsewhere })]),
    ).toThrow(error);
    expect(() => createSiteTable([labSite(), labSite({ key: 'lab2' })])).toThrow(error);
  });
});
