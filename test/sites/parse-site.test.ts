import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSite } from '../../src/sites/parse-site.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { labSite, LOOPBACK_SITE } from './lab.ts';

const table = createSiteTable([labSite(), LOOPBACK_SITE]);

describe('known forms', () => {
  test.each([
    ['us1', 'us1', 'key'],
    ['US1', 'us1', 'key'],
    [' eu1\n', 'eu1', 'key'],
    ['us2-fed', 'us2-fed', 'key'],
    ['US1_FED', 'us1-fed', 'alias'],
    ['EU', 'eu1', 'alias'],
    ['gov', 'us1-fed', 'alias'],
    ['GovCloud', 'us1-fed', 'alias'],
    ['eu1.datadoghq.com', 'eu1', 'alias'],
    ['datadoghq.com', 'us1', 'domain'],
    ['datadoghq.eu', 'eu1', 'domain'],
    ['DataDogHQ.eu', 'eu1', 'domain'],
    ['datadoghq.com.', 'us1', 'domain'],
    ['datadoghq.com/', 'us1', 'domain'],
    ['us3.datadoghq.com', 'us3', 'domain'],
    ['https://us3.datadoghq.com', 'us3', 'domain'],
    ['us2.ddog-gov.com', 'us2-fed', 'domain'],
    ['app.datadoghq.eu', 'eu1', 'app'],
    ['https://app.datadoghq.eu/account/settings?x=a@b#y:z', 'eu1', 'app'],
    ['http://app.datadoghq.com', 'us1', 'app'],
    ['HTTPS://APP.DATADOGHQ.COM./', 'us1', 'app'],
    ['api.us5.datadoghq.com', 'us5', 'api'],
    ['https://api.ddog-gov.com/api/v1/validate', 'us1-fed', 'api'],
    ['www.datadoghq.eu', 'eu1', 'alias'],
    ['app.uk1.datadoghq.com', 'uk1', 'alias'],
    ['www.us2.ddog-gov.com', 'us2-fed', 'alias'],
    ['http-intake.logs.ap2.datadoghq.com', 'ap2', 'intake'],
    ['https://http-intake.logs.datadoghq.eu/api/v2/logs', 'eu1', 'intake'],
    ['trace.agent.us3.datadoghq.com', 'us3', 'intake'],
    ['browser-intake-us2-ddog-gov.com', 'us2-fed', 'intake'],
    ['lab', 'lab', 'key'],
    ['LAB', 'lab', 'key'],
    ['lab.example.test', 'lab', 'domain'],
    ['https://api.lab.example.test/x', 'lab', 'api'],
    ['127.0.0.1:9000', 'local', 'domain'],
    ['http://127.0.0.1:9001/api', 'local', 'api'],
  ])('%j is %s by its %s', (text, key, form) => {
    expect(parseSite(text, table)).toMatchObject({ kind: 'site', site: { key }, form });
  });

  test.each([
    ['acme.datadoghq.com', 'us1', 'acme'],
    ['https://acme.datadoghq.com/dash', 'us1', 'acme'],
    ['acme.us3.datadoghq.com', 'us3', 'acme'],
    ['acme.datadoghq.eu', 'eu1', 'acme'],
    ['acme.ddog-gov.com', 'us1-fed', 'acme'],
    ['acme.us2.ddog-gov.com', 'us2-fed', 'acme'],
    ['acme.lab.example.test', 'lab', 'acme'],
    ['my-us3.datadoghq.com', 'us1', 'my-us3'],
  ])('%s is %s with the customer subdomain %s', (text, key, subdomain) => {
    expect(parseSite(text, table)).toMatchObject({
      kind: 'site',
      site: { key },
      form: 'subdomain',
      subdomain,
    });
  });
});

describe('refused', () => {
  test.each([
    '',
    '   ',
    '.',
    'datadoghq.com.evil.example',
    'evil-datadoghq.com',
    'evildatadoghq.com',
    'evil.example/datadoghq.com',
    'evil.example?datadoghq.com',
    'evil.example#datadoghq.com',
    'datadoghq.com@evil.example',
    'https://datadoghq.com@evil.example/',
    'https://user:pass@app.datadoghq.com',
    'https://@datadoghq.com',
    'evil.example\\.datadoghq.com',
    'https://evil.example\\@datadoghq.com',
    'datadoghq.com:443',
    'https://app.datadoghq.com:8443/',
    'datadoghq.com:',
    'datadoghq.com..',
    '.datadoghq.com',
    'a..datadoghq.com',
    'api.acme.datadoghq.com',
    'api.acme.us3.datadoghq.com',
    'app.acme.datadoghq.com',
    'a.b.c.datadoghq.com',
    'http-intake.logs.acme.datadoghq.com',
    '-acme.datadoghq.com',
    'acme-.datadoghq.com',
    'xn--ccme-8qa.datadoghq.com',
    'xn--dtadoghq-3ya.com',
    'dаtadoghq.com', // Cyrillic а
    'datadoghq。com', // ideographic full stop
    'ｄatadoghq.com', // full-width letter
    'u\u212a1', // the Kelvin sign has an ASCII lower case
    '\u212a.datadoghq.com',
    'data\tdoghq.com',
    'datadog\nhq.com',
    'datadoghq.com evil.example',
    'datadoghq%2ecom',
    'ftp://datadoghq.com',
    'javascript://datadoghq.com',
    'https:datadoghq.com',
    'https:/datadoghq.com',
    '//datadoghq.com',
    'https://',
    'https://us1',
    'us1/',
    '127.0.0.1',
    '127.0.0.1:9002',
    'http://127.0.0.1:9000@evil.example',
    'localhost',
    '[::1]',
    'datadoghq.org',
    'datadoghq',
    'ddog-gov.eu',
    'us3.datadoghq.eu',
    'us2.datadoghq.com',
    'install.datadoghq.com',
    'docs.datadoghq.com',
    '__proto__',
    'constructor',
    'all',
  ])('%j', (text) => {
    expect(parseSite(text, table).kind).toBe('unknown');
  });

  test.each([
    ['us6', 'us5'],
    ['US-1', 'us1'],
    ['eu2', 'eu1'],
    ['us1fed', 'us1-fed'],
    ['datadog.eu', 'eu1'],
    ['https://app.datadog.eu/x', 'eu1'],
    ['datadoghq.con', 'us1'],
    ['us7.datadoghq.com', 'us5'],
    ['datadoghq.com:443', 'us1'],
    ['api.acme.datadoghq.eu', 'eu1'],
    ['lap', 'lab'],
  ])('%s suggests %s', (text, nearest) => {
    expect(parseSite(text, table)).toMatchObject({ kind: 'unknown', nearest });
  });

  test.each(['frankfurt', 'evil.example', 'datadoghq.com.evil.example', ''])(
    '%j suggests nothing',
    (text) => {
      expect(parseSite(text, table)).not.toHaveProperty('nearest');
    },
  );

  test('a text of any length is answered at once', () => {
    expect(parseSite('x'.repeat(1_000_000), table).kind).toBe('unknown');
    expect(parseSite('a.'.repeat(500_000), table).kind).toBe('unknown');
  });

  test('an API host with a customer subdomain is answered with the right API host', () => {
    const parsed = parseSite('api.acme.us3.datadoghq.com', table);
    expect(parsed).toMatchObject({ reason: expect.stringContaining('api.us3.datadoghq.com') });
  });
});

describe('whatever the text', () => {
  const ours = /^(?:(?:.+\.)?(?:datadoghq\.com|datadoghq\.eu|ddog-gov\.com|lab\.example\.test))$/;
  const pieces = fc.constantFrom(
    ...['datadoghq', 'com', 'eu', 'us3', 'app', 'api', 'acme', 'evil', 'ddog-gov', 'lab'],
    ...['.', '.', '.', '-', '/', '@', ':', '#', '?', '\\', 'https://', '%2e', '443', ' ', '[', ']'],
  );
  const hostile = fc.oneof(
    fc.array(pieces, { maxLength: 10 }).map((list) => list.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.webUrl(),
    fc.domain(),
    fc.domain().map((domain) => `datadoghq.com.${domain}`),
    fc.domain().map((domain) => `https://datadoghq.com@${domain}/`),
  );

  test('a host outside the table is never taken, and what a browser would open is the same host', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const parsed = parseSite(text, table);
        if (parsed.kind === 'unknown' || ['key', 'intake'].includes(parsed.form)) return;
        if (parsed.form === 'alias' && !text.includes('.')) return;
        const word = text.trim();
        const url = new URL(/^https?:\/\//i.test(word) ? word : `https://${word}`);
        const host = url.host.replace(/\.$/, '');
        expect(host === '127.0.0.1:9000' || host === '127.0.0.1:9001' || ours.test(host)).toBe(
          true,
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('each site is found by every name of its row', () => {
    for (const site of table.all) {
      const urls = [site.app.url, site.api.url, `${site.app.url}/x?y#z`];
      for (const name of [site.key, site.domain, ...site.aliases, ...urls]) {
        expect(parseSite(name, table)).toMatchObject({ kind: 'site', site: { key: site.key } });
      }
    }
  });
});
