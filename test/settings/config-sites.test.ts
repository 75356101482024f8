import { describe, expect, test } from 'vitest';
import { errorOf } from './folder.ts';
import { resolve, withConfig } from './resolve.ts';

describe('sites of the config', () => {
  const site = {
    domain: 'Lab.Example.test',
    app: 'https://app.lab.example.test/',
    api: 'http://127.0.0.1:9000',
    intake: { spans: 'https://spans.lab.example.test/api/v2/spans' },
  };

  test('become rows of the table', () => {
    const { siteTable } = resolve(withConfig({ sites: { lab: site } }));
    expect(siteTable.find('lab')).toMatchObject({
      domain: 'lab.example.test',
      environment: 'custom',
      app: { url: 'https://app.lab.example.test', status: 'config' },
      api: { url: 'http://127.0.0.1:9000' },
      intake: { spans: { url: 'https://spans.lab.example.test/api/v2/spans' } },
    });
  });

  test('a new Datadog region knows its environment', () => {
    const fed = {
      domain: 'us3.ddog-gov.com',
      app: 'https://us3.ddog-gov.com',
      api: 'https://api.us3.ddog-gov.com',
    };
    const { siteTable } = resolve(withConfig({ sites: { 'us3-fed': fed } }));
    expect(siteTable.find('us3-fed')?.environment).toBe('gov');
  });

  test.each<[string, object]>([
    ['us1', site],
    ['lab', { ...site, domain: 'datadoghq.com' }],
    ['lab', { ...site, domain: 'us7.datadoghq.com' }],
    ['lab', { ...site, api: 'https://300.1.1.1' }],
  ])('refused: %s %j', (key, row) => {
    const error = errorOf(() => resolve(withConfig({ sites: { [key]: row } })));
    expect(error).toMatchObject({ code: 'usage.config', exitCode: 2 });
    expect(error.message).toContain(`sites.${key}`);
  });
});
