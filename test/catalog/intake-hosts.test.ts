import { describe, expect, it } from 'vitest';
import { DESTINATIONS } from '../../src/catalog/destinations.ts';
import { SITES } from '../../src/catalog/sites.ts';

const intakesOf = (key: string) => {
  const site = SITES.find((each) => each.key === key);
  if (site === undefined) throw new Error(key);
  return site.intake;
};

describe('destinations', () => {
  it.each(SITES.map((site) => [site.key, site] as const))('of %s', (_, { intake, domain }) => {
    const rows = Object.entries(intake);
    expect(rows.length).toBeGreaterThanOrEqual(30);
    for (const [name, { url, status, source }] of rows) {
      const { protocol, port, hostname } = new URL(url);
      expect([protocol, port], name).toEqual(['https:', '']);
      expect(Object.hasOwn(DESTINATIONS, name), name).toBe(true);
      expect(source, name).not.toBe('');
      // Every host is this very site's: its own domain, or that with dashes for dots.
      const [last = '', ...rest] = domain.split('.').reverse();
      const dashed = `browser-intake-${rest.reverse().join('-')}.${last}`;
      const own = hostname.endsWith(`.${domain}`) || hostname.endsWith(dashed);
      expect(own, hostname).toBe(true);
      if (source === 'pattern of the other sites')
        expect(['derived', 'unlisted']).toContain(status);
    }
  });

  it('says of the hosts in doubt that they are', () => {
    expect(intakesOf('us1-fed').otlp?.status).toBe('unlisted');
    expect(intakesOf('us2-fed').events?.status).toBe('derived');
    expect(intakesOf('uk1').spans?.status).toBe('code');
    expect(intakesOf('us1')['spans-trace']?.url).toContain('//trace.browser-intake-datadoghq.com/');
    expect(intakesOf('eu1').spans?.url).toContain('//public-trace-http-intake.logs.datadoghq.eu/');
  });

  it('asks for nothing that could be taken for data', () => {
    for (const [name, { ask }] of Object.entries(DESTINATIONS)) {
      expect(ask.path, name).toMatch(/^\/[a-z0-9_/]*$/);
    }
  });
});
