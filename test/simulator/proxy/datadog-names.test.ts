import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import { hostsOf } from '../../../src/simulator/http/address.ts';
import {
  certificateNames,
  covers,
  isDatadogHost,
} from '../../../src/simulator/proxy/datadog-names.ts';

const HOSTS = SITES.flatMap((site) => hostsOf(site).map(({ host }) => host));
const CUSTOMERS = SITES.map((site) => `acme.${site.domain}`);

describe('certificateNames', () => {
  it.each([...HOSTS, ...CUSTOMERS])('%s is covered', (host) => {
    expect(isDatadogHost(host)).toBe(true);
    expect(covers(certificateNames(host), host)).toBe(true);
  });

  it.each([
    ['app.datadoghq.com', '*.datadoghq.com'],
    ['datadoghq.com', '*.datadoghq.com'],
    ['us3.datadoghq.com', '*.us3.datadoghq.com'],
    ['acme.us3.datadoghq.com', '*.us3.datadoghq.com'],
    ['http-intake.logs.datadoghq.com', '*.logs.datadoghq.com'],
    ['http-intake.logs.us2.ddog-gov.com', '*.logs.us2.ddog-gov.com'],
    ['trace.browser-intake-us3-datadoghq.com', '*.browser-intake-us3-datadoghq.com'],
    ['trace.agent.datadoghq.eu', '*.agent.datadoghq.eu'],
    ['docs.datadoghq.com', '*.datadoghq.com'],
  ])('%s has that of %s', (host, first) => {
    expect(certificateNames(host)).toEqual([first, first.slice(2)]);
    expect(covers(certificateNames(host), host)).toBe(true);
  });

  it.each([
    ...SITES.map((site) => `api.acme.${site.domain}`),
    'app.acme.datadoghq.eu',
    'x.http-intake.logs.datadoghq.com',
    'api.acme.us3.datadoghq.com',
  ])("%s is Datadog's, but in no certificate", (host) => {
    expect(isDatadogHost(host)).toBe(true);
    expect(covers(certificateNames(host), host)).toBe(false);
  });
});

describe('isDatadogHost', () => {
  it.each([
    'example.com',
    'datadoghq.com.evil.test',
    'evil-datadoghq.com',
    'datadoghq.org',
    'com',
    'eu',
    'logs',
    'localhost',
    '127.0.0.1',
    '[::1]',
    '',
  ])('%s is not', (host) => {
    expect(isDatadogHost(host)).toBe(false);
  });
});
