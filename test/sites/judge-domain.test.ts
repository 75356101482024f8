import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeDomain, sameEnvironment } from '../../src/sites/judge-domain.ts';
import { createSiteTable } from '../../src/sites/site-table.ts';
import { labSite, LOOPBACK_SITE } from './lab.ts';

const table = createSiteTable([labSite(), LOOPBACK_SITE]);

describe('judgeDomain', () => {
  test.each([
    ...createSiteTable().all.map(({ domain, key }) => [domain, key] as const),
    ['DATADOGHQ.EU', 'eu1'],
    ['app.datadoghq.com', 'us1'],
    ['app.us3.datadoghq.com', 'us3'],
    ['lab.example.test', 'lab'],
    ['127.0.0.1:9000', 'local'],
  ] as const)('%s is %s', (domain, key) => {
    expect(judgeDomain(domain, table)).toMatchObject({ kind: 'known', site: { key } });
  });

  test.each([
    ['us7.datadoghq.com', 'commercial'],
    ['acme.datadoghq.com', 'commercial'],
    ['eu2.datadoghq.eu', 'commercial'],
    ['a.b.datadoghq.com', 'commercial'],
    ['acme.us3.datadoghq.com', 'commercial'],
    ['us3.ddog-gov.com', 'gov'],
  ])('%s is only asked about (%s)', (domain, environment) => {
    expect(judgeDomain(domain, table)).toEqual({ kind: 'below-datadog', domain, environment });
  });

  test.each([
    '',
    'us1',
    'eu',
    'gov',
    ' datadoghq.com',
    'datadoghq.com ',
    'datadoghq.com\n',
    'datadoghq.com\0',
    'datadoghq.com.',
    '.datadoghq.com',
    'datadoghq.com/',
    'datadoghq.com/evil',
    'datadoghq.com?x',
    'datadoghq.com#.evil.example',
    'evil.example#.datadoghq.com',
    'evil.example/.datadoghq.com',
    'evil.example?.datadoghq.com',
    'evil.example\\.datadoghq.com',
    'x@datadoghq.com',
    'datadoghq.com@evil.example',
    'datadoghq.com:443',
    'datadoghq.com:8080',
    'https://datadoghq.com',
    '//datadoghq.com',
    'api.datadoghq.com',
    'api.us7.datadoghq.com',
    'api.acme.datadoghq.com',
    'http-intake.logs.datadoghq.com',
    'install.datadoghq.com',
    'browser-intake-datadoghq.com',
    'browser-intake-us5-datadoghq.com',
    'datadoghq.com.evil.example',
    'evil-datadoghq.com',
    'notdatadoghq.eu',
    'evil.example',
    'com',
    'xn--dtadoghq-3ya.com',
    'xn--80ak6aa92e.datadoghq.com',
    'dаtadoghq.com',
    '\u212a.datadoghq.com',
    'datad0g.com',
    '127.0.0.1',
    '127.0.0.1:9001',
    '127.0.0.1:9999',
    '10.0.0.1',
    '[::1]',
    '2130706433',
    'localhost',
    'api.lab.example.test',
    'acme.lab.example.test',
    'undefined',
  ])('%j is foreign', (domain) => {
    expect(judgeDomain(domain, table)).toMatchObject({ kind: 'foreign', domain });
  });

  test('whatever comes, only a host at Datadog or in the config is believed', () => {
    const part = fc.constantFrom(
      ...['datadoghq', 'ddog-gov', 'com', 'eu', 'us3', 'api', 'x', '127.0.0.1', 'lab.example.test'],
      ...['.', '.', '.', '-', '/', '@', ':', '#', '?', '\\', '9000', ' ', '%', '\u0000', '。'],
    );
    const hostile = fc.oneof(
      fc.array(part, { maxLength: 10 }).map((list) => list.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.domain(),
      fc.domain().map((domain) => `${domain}.datadoghq.com`),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const judged = judgeDomain(text, table);
        if (judged.kind === 'foreign') return;
        // What the token request would really connect to.
        const { hostname } = new URL(`https://api.${text}/oauth2/v1/token`);
        if (judged.kind === 'known' && ['lab', 'local'].includes(judged.site.key)) return;
        expect(hostname).toMatch(/^api\.(?:.+\.)?(?:datadoghq\.com|datadoghq\.eu|ddog-gov\.com)$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('sameEnvironment', () => {
  const us1 = { environment: 'commercial' } as const;
  const fed = { environment: 'gov' } as const;
  const lab = { environment: 'custom' } as const;

  test.each([
    [us1, us1, true],
    [fed, fed, true],
    [us1, fed, false],
    [fed, us1, false],
    [lab, us1, true],
    [fed, lab, true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameEnvironment(a, b)).toBe(same);
  });
});
