import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import {
  findHost,
  fromSimulatorUrl,
  hostsOf,
  toSimulatorUrl,
} from '../../../src/simulator/http/address.ts';

const ORIGIN = 'http://127.0.0.1:4000';

describe('toSimulatorUrl and fromSimulatorUrl', () => {
  it.each(SITES.flatMap((site) => hostsOf(site).map(({ host, role }) => [site.key, role, host])))(
    '%s %s %s there and back',
    (key, role, host) => {
      const real = `https://${host}/a%20b/c?x=1&y=%2F`;
      const here = toSimulatorUrl(ORIGIN, real);
      expect(here).toBe(`${ORIGIN}/${host}/a%20b/c?x=1&y=%2F`);
      expect(fromSimulatorUrl(ORIGIN, here ?? '')).toBe(real);
      expect(findHost(host)?.site.key).toBe(key);
      expect(findHost(host)?.role).toBe(role);
    },
  );

  it('has all nine sites with app, api, logs, events and spans', () => {
    expect(SITES).toHaveLength(9);
    for (const site of SITES) {
      const roles = hostsOf(site).map((row) => row.role);
      expect(roles).toEqual(expect.arrayContaining(['app', 'api', 'logs', 'events', 'spans']));
    }
  });

  it.each([
    ['acme.datadoghq.com', 'us1', 'acme'],
    ['acme.us3.datadoghq.com', 'us3', 'acme'],
    ['ACME.Datadoghq.EU', 'eu1', 'acme'],
    ['acme.us2.ddog-gov.com', 'us2-fed', 'acme'],
    ['us3.datadoghq.com', 'us3', undefined],
    ['app.us3.datadoghq.com', 'us3', undefined],
    ['eu1.datadoghq.com', 'eu1', undefined],
    ['us2.ddog-gov.com', 'us2-fed', undefined],
  ])('%s is a web app of %s, customer %s', (host, site, customer) => {
    expect(findHost(host)).toMatchObject({ role: 'app', site: { key: site } });
    expect(findHost(host)?.customer).toBe(customer);
  });

  it.each([
    'https://api.acme.datadoghq.com/',
    'https://evil-datadoghq.com/',
    'https://datadoghq.com.evil.example/',
    'https://datadoghq.com@evil.example/',
    'https://user@api.datadoghq.com/',
    'https://api.datadoghq.com:8443/',
    'http://api.datadoghq.com/',
    'https://docs.datadoghq.com/',
    'https://-.datadoghq.com/',
    'https://example.com/',
    'no url',
    '',
  ])('leaves %s alone', (url) => {
    expect(toSimulatorUrl(ORIGIN, url)).toBeUndefined();
  });

  it.each([
    'http://127.0.0.1:4001/api.datadoghq.com/',
    `${ORIGIN}/`,
    `${ORIGIN}/example.com/x`,
    'x',
  ])('has no real URL for %s', (url) => {
    expect(fromSimulatorUrl(ORIGIN, url)).toBeUndefined();
  });
});
