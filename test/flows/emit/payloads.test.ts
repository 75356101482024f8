import { describe, expect, it } from 'vitest';
import { eventOf } from '../../../src/flows/emit/event.ts';
import { metricsOf } from '../../../src/flows/emit/metrics.ts';
import { serviceChecksOf } from '../../../src/flows/emit/service-checks.ts';
import { tag } from '../../../src/flows/emit/tags.ts';
import type { Grade, Report, Result } from '../../../src/model/report.ts';

function result(grade: Grade, site: string | undefined, more: Partial<Result> = {}): Result {
  return {
    id: `region.${site ?? 'none'}.token`,
    check: 'region.token',
    title: 'Token endpoint',
    subject: site === undefined ? {} : { site },
    grade,
    finding: { code: 'region.unreachable', args: {} },
    message: 'It did not answer.',
    links: [],
    exchanges: [],
    durationMs: 1,
    ...more,
  };
}

function report(results: readonly Result[], more: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'ddoauth', version: '1' },
    command: 'grants refresh',
    runId: '3f9a1c2b7d',
    target: 'datadog',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 2_345,
    profile: 'My Profile',
    client: { kind: 'test', clientId: 'abc' },
    outcome: 'failed',
    exitCode: 1,
    results,
    summary: { passed: 0, failed: 0, warning: 0, review: 0, skipped: 0, inconclusive: 0 },
    ...more,
  };
}

const BASE = [
  'command:grants_refresh',
  'client_id:abc',
  'client_kind:test',
  'profile:my_profile',
  'target:datadog',
];

describe('tag', () => {
  it.each([
    ['Straße 7/b', 'profile:straße_7/b'],
    ['a,b c', 'profile:a_b_c'],
    ['\u0000', 'profile:_'],
  ])('%j is %j', (value, expected) => {
    expect(tag('profile', value)).toBe(expected);
  });

  it('has at most 200 characters', () => {
    expect(tag('a', 'x'.repeat(500))).toHaveLength(200);
  });
});

describe('metricsOf', () => {
  it('has each grade of each site, zeros too, and what ended as expected apart', () => {
    const expected = { expected: { reason: 'known' } } as unknown as Partial<Result>;
    const series = metricsOf(
      report([result('failed', 'eu1'), result('passed', 'eu1'), result('failed', 'us1', expected)]),
      1_767_225_600_500,
    );
    const counts = series
      .filter(({ metric }) => metric === 'ddoauth.results')
      .map(({ tags, points: [point] }) => [...tags.slice(BASE.length), point.value].join(' '));
    expect(counts).toEqual([
      'site:eu1 grade:passed 1',
      'site:eu1 grade:failed 1',
      'site:eu1 grade:warning 0',
      'site:eu1 grade:review 0',
      'site:eu1 grade:skipped 0',
      'site:eu1 grade:inconclusive 0',
      'site:eu1 grade:expected 0',
      'site:us1 grade:passed 0',
      'site:us1 grade:failed 0',
      'site:us1 grade:warning 0',
      'site:us1 grade:review 0',
      'site:us1 grade:skipped 0',
      'site:us1 grade:inconclusive 0',
      'site:us1 grade:expected 1',
    ]);
    expect(series[0]).toEqual({
      metric: 'ddoauth.run.duration',
      type: 3,
      unit: 'millisecond',
      points: [{ timestamp: 1_767_225_600, value: 2_345 }],
      tags: BASE,
    });
    expect(series.flatMap(({ tags }) => tags).some((each) => each.startsWith('run_id'))).toBe(
      false,
    );
  });

  it('keeps profiles of one run apart', () => {
    const of = (profile: string) => ({ subject: { site: 'us1', profile } });
    const series = metricsOf(
      report([result('failed', 'us1', of('a')), result('passed', 'us1', of('b'))], {
        profile: null,
        client: null,
      }),
      0,
    );
    const failed = series.filter(({ tags }) => tags.includes('grade:failed'));
    expect(failed.map(({ tags, points: [point] }) => [tags[2], point.value])).toEqual([
      ['profile:a', 1],
      ['profile:b', 0],
    ]);
  });
});

describe('serviceChecksOf', () => {
  it.each<[Report['outcome'], number]>([
    ['passed', 0],
    ['failed', 2],
    ['unauthorized', 2],
    ['unreachable', 3],
    ['inconclusive', 3],
  ])('a run that is %s has status %i', (outcome, status) => {
    const [run] = serviceChecksOf(report([], { outcome }));
    expect(run).toMatchObject({ check: 'ddoauth.run', status, tags: BASE });
  });

  it.each<[Grade[], number]>([
    [['passed', 'failed', 'inconclusive'], 2],
    [['passed', 'inconclusive', 'warning'], 3],
    [['passed', 'warning', 'review'], 1],
    [['review', 'passed'], 0],
    [['skipped'], 3],
  ])('a site with %j has status %i', (grades, status) => {
    const [, site] = serviceChecksOf(report(grades.map((grade) => result(grade, 'eu1'))));
    expect(site).toMatchObject({ check: 'ddoauth.site', status, tags: [...BASE, 'site:eu1'] });
  });

  it('says nothing of a site for results that have none', () => {
    expect(serviceChecksOf(report([result('failed', undefined)]))).toHaveLength(1);
  });
});

describe('eventOf', () => {
  it('names what failed and what is open, with the run', () => {
    const event = eventOf(
      report([result('passed', 'us1'), result('inconclusive', 'us1'), result('failed', 'eu1')]),
    );
    expect(event).toEqual({
      title: 'ddoauth grants refresh (My Profile): failed',
      text: [
        'Exit code 1, run 3f9a1c2b7d, 3 results in 2 s.',
        '- failed region.eu1.token (eu1): It did not answer.',
        '- inconclusive region.us1.token (us1): It did not answer.',
      ].join('\n'),
      alert_type: 'error',
      aggregation_key: 'ddoauth grants refresh abc',
      tags: [...BASE, 'run_id:3f9a1c2b7d', 'site:us1', 'site:eu1'],
    });
  });

  it('keeps within what Datadog takes, and says how many are left out', () => {
    const many = Array.from({ length: 500 }, () =>
      result('failed', 'eu1', { message: 'long '.repeat(40) }),
    );
    const event = eventOf(report(many, { profile: 'p'.repeat(300) }));
    expect(event.title.length).toBeLessThanOrEqual(100);
    expect(event.text.length).toBeLessThanOrEqual(4_000);
    const shown = event.text.split('\n').filter((line) => line.startsWith('- ')).length;
    expect(event.text).toMatch(new RegExp(`and ${String(500 - shown)} more\\.$`));
  });
});
