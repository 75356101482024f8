import { describe, expect, it } from 'vitest';
import { DATA_TYPE_NAMES, type DataType } from '../../../src/catalog/data-types.ts';
import { SITES } from '../../../src/catalog/sites.ts';
import { intakeOf, submissionRequest } from '../../../src/datadog/data/submission.ts';
import { webLink } from '../../../src/datadog/data/web-link.ts';

const site = (key: string) => SITES.find((row) => row.key === key)!;

describe('intakeOf', () => {
  it.each<[string, DataType, string]>([
    ['us1', 'metrics', 'https://api.datadoghq.com/api/v2/series'],
    ['eu1', 'logs', 'https://http-intake.logs.datadoghq.eu/api/v2/logs'],
    ['uk1', 'events-v2', 'https://event-management-intake.uk1.datadoghq.com/api/v2/events'],
    ['us3', 'traces', 'https://trace.browser-intake-us3-datadoghq.com/api/v2/spans'],
    ['ap2', 'otlp-logs', 'https://otlp.ap2.datadoghq.com/v1/logs'],
    ['us2-fed', 'service-checks', 'https://api.us2.ddog-gov.com/api/v1/check_run'],
  ])('%s, %s: %s', (key, dataType, url) => {
    expect(intakeOf(site(key), dataType)).toMatchObject({ url });
  });

  it.each<[string, DataType, string]>([
    ['us1-fed', 'otlp-metrics', 'unlisted'],
    ['us2-fed', 'otlp-logs', 'unlisted'],
    ['us1-fed', 'otlp-traces', 'unlisted'],
    ['us1', 'otlp-traces', 'protobuf'],
  ])('%s, %s: nothing is sent, %s', (key, dataType, absent) => {
    expect(intakeOf(site(key), dataType)).toEqual({ absent });
  });

  it('a site of a config without an intake gets no key sent to a guessed host', () => {
    const own = { ...site('us1'), key: 'lab', intake: {} };
    expect(intakeOf(own, 'logs')).toEqual({ absent: 'none' });
    expect(intakeOf(own, 'metrics')).toMatchObject({ status: 'documented' });
  });

  it('every site has hosts of its own, below its own domain or its browser intake', () => {
    const seen = new Map<string, string>();
    for (const row of SITES) {
      for (const dataType of DATA_TYPE_NAMES) {
        const intake = intakeOf(row, dataType);
        if (intake.absent !== undefined) continue;
        const { host } = new URL(intake.url);
        expect(seen.get(host) ?? row.key, host).toBe(row.key);
        seen.set(host, row.key);
      }
    }
  });
});

it('the key goes in its own header and nowhere else', () => {
  const request = submissionRequest('logs', 'https://x.test/', 'k'.repeat(32), '[]');
  expect(request.headers).toEqual({
    accept: 'application/json',
    'content-type': 'application/json',
    'dd-api-key': 'k'.repeat(32),
  });
});

describe('webLink', () => {
  it.each(SITES.map(({ key }) => key))('on %s leads to its web app, asking for the run', (key) => {
    for (const dataType of DATA_TYPE_NAMES) {
      const { url, title } = webLink(site(key), dataType, '3f9a1c2b7d', 'ddoauth.check');
      expect(new URL(url).origin).toBe(new URL(site(key).app.url).origin);
      expect([...new URL(url).searchParams.values()].join(' ')).toContain('ddoauth_run:3f9a1c2b7d');
      expect(url).not.toContain('+');
      expect(title).toContain(key);
    }
  });
});
