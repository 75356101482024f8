import { describe, expect, it } from 'vitest';
import {
  hostsOfSite,
  leftOut,
  type SiteFacts,
} from '../../scripts/generate-intake-hosts/hosts.mjs';

const row = (changes: Partial<SiteFacts['destinations'][number]>) => ({
  name: 'logs_intake',
  host: 'http-intake.logs.us7.example',
  protocol: 'https',
  port: 443,
  status: 'documented',
  source: 'network',
  ...changes,
});

const site = (...destinations: SiteFacts['destinations']): SiteFacts => ({
  key: 'us7',
  destinations,
  hosts: {},
});

describe('hostsOfSite', () => {
  it('names, in the order of what partners send to', () => {
    const facts = site(row({ name: 'sbom', host: 'sbom.us7.example' }), row({}));
    const spans = {
      host: 'spans.us7.example',
      path: '/x',
      status: 'code',
      source: 'agentless_spans',
    };
    const hosts = hostsOfSite({ ...facts, hosts: { spans_json: spans } });
    expect(Object.keys(hosts)).toEqual(['logs', 'spans', 'sbom']);
    expect(hosts['spans']?.url).toBe('https://spans.us7.example/x');
    expect(hosts['logs']).toEqual({
      url: 'https://http-intake.logs.us7.example',
      status: 'documented',
      source: 'Agent network traffic page',
    });
  });

  it('leaves out what is said to be left out, and what a site does not have', () => {
    const facts = site(
      row({ name: 'agent_logs_tcp', protocol: 'tcp', port: 10516 }),
      row({ name: 'otlp', status: 'unsupported' }),
    );
    expect(hostsOfSite(facts)).toEqual({});
    expect(leftOut([facts])).toEqual(['agent_logs_tcp: plain TCP, no HTTPS']);
  });

  it.each([
    ['a destination that nobody decided about', row({ name: 'new_product' })],
    ['another protocol', row({ protocol: 'tcp' })],
    ['another port', row({ port: 8443 })],
    ['a pattern instead of a host', row({ host: '{version}.us7.example' })],
    ['a source without words', row({ source: 'hearsay' })],
  ])('fails on %s', (_, destination) => {
    expect(() => hostsOfSite(site(destination))).toThrow();
  });
});
