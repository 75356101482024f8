import { describe, expect, it } from 'vitest';
import { DATA_TYPE_NAMES, type DataType } from '../../../src/catalog/data-types.ts';
import { ownPayload } from '../../../src/datadog/data/own-payload.ts';
import { checkPayload } from '../../../src/datadog/payload/check-payload.ts';

const NOW_MS = Date.UTC(2026, 5, 15, 12);
const NOW = NOW_MS / 1000;
const HOUR = 3600;

function check(dataType: DataType, payload: unknown, bytes = 1_000) {
  return checkPayload(dataType, payload, { bytes, nowMs: NOW_MS });
}

/** Severity, code and place of each issue. */
function found(dataType: DataType, payload: unknown, bytes?: number): string[] {
  return check(dataType, payload, bytes).map(
    ({ severity, code, path }) => `${severity === 'problem' ? '' : '? '}${code} ${path}`,
  );
}

const series = (change: object = {}) => ({
  series: [{ metric: 'shop.orders', type: 3, points: [{ timestamp: NOW, value: 1 }], ...change }],
});
const seriesV1 = (change: object = {}) => ({
  series: [{ metric: 'shop.orders', type: 'gauge', points: [[NOW, 1]], ...change }],
});
const distribution = (points: unknown) => ({ series: [{ metric: 'shop.latency', points }] });
const event = (change: object = {}) => ({ title: 'Deploy', text: 'went well', ...change });
const eventV2 = (change: object = {}) => ({
  data: {
    type: 'event',
    attributes: {
      title: 'Deploy',
      category: 'alert',
      attributes: { status: 'warn' },
      ...change,
    },
  },
});
const check1 = (change: object = {}) => [
  { check: 'app.ok', host_name: 'h', status: 0, tags: [], ...change },
];
const span = (change: object = {}) => ({
  traces: [
    {
      spans: [
        {
          trace_id: '0123456789abcdef',
          span_id: '0123456789abcdef',
          service: 'shop',
          name: 'web.request',
          resource: 'GET /',
          start: NOW_MS * 1e6,
          duration: 5,
          ...change,
        },
      ],
    },
  ],
});
const otlp = (kind: object, name = 'shop.orders') => ({
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name, ...kind }] }] }],
});
const nano = (seconds: number) => `${String(seconds)}000000000`;
const point = (change: object = {}) => ({ timeUnixNano: nano(NOW), asDouble: 1, ...change });
const record = (change: object = {}) => ({
  resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'x' }, ...change }] }] }],
});

describe('what this program sends itself', () => {
  it.each(DATA_TYPE_NAMES.filter((name) => name !== 'otlp-traces'))(
    '%s is beyond reproach',
    (dataType) => {
      const text = ownPayload(dataType, { runId: '3f9a1c2b7d', nowMs: NOW_MS }) ?? '';
      expect(check(dataType, JSON.parse(text), Buffer.byteLength(text))).toEqual([]);
      expect(text).toContain('3f9a1c2b7d');
    },
  );

  it('OTLP traces are not sent', () => {
    expect(ownPayload('otlp-traces', { runId: 'x', nowMs: NOW_MS })).toBeUndefined();
  });
});

describe('good payloads', () => {
  it.each<[string, DataType, unknown]>([
    [
      'a full metric',
      'metrics',
      series({
        tags: ['env:prod', 'größe:m', 'a.b/c-d:e_f'],
        resources: [{ type: 'host', name: 'h' }],
        unit: 'order',
        source_type_name: 'shop',
        metadata: { origin: { product: 10 } },
      }),
    ],
    ['a count with its interval', 'metrics', series({ type: 1, interval: 10 })],
    [
      'a point at the edge of the past',
      'metrics',
      series({ points: [{ timestamp: NOW - HOUR, value: 1 }] }),
    ],
    [
      'a point at the edge of the future',
      'metrics',
      series({ points: [{ timestamp: NOW + 600, value: 1 }] }),
    ],
    ['API v1, interval null', 'metrics-v1', seriesV1({ interval: null, host: 'h' })],
    [
      'distribution points',
      'distributions',
      distribution([
        [NOW, [1, 2.5]],
        [NOW, [3]],
      ]),
    ],
    [
      'an event',
      'events',
      event({ alert_type: 'info', priority: null, date_happened: NOW - 17 * HOUR }),
    ],
    [
      'a change event',
      'events-v2',
      eventV2({
        category: 'change',
        attributes: {
          changed_resource: { type: 'feature_flag', name: 'dark' },
          new_value: { a: [1] },
        },
        timestamp: '2026-06-15T11:00:00.123456Z',
      }),
    ],
    [
      'logs with attributes of any kind',
      'logs',
      [{ message: 'x', ddtags: 'a:b,c', http: { status: 500 }, constructor: 'x', date: NOW_MS }],
    ],
    ['a service check', 'service-checks', check1({ timestamp: NOW - 60, message: 'm' })],
    [
      'a span with 32 digits',
      'traces',
      span({ trace_id: 'a'.repeat(32), parent_id: '0'.repeat(16) }),
    ],
    [
      'a delta sum',
      'otlp-metrics',
      otlp({ sum: { dataPoints: [point()], aggregationTemporality: 1 } }),
    ],
    ['an OTLP log without a time', 'otlp-logs', record({ timeUnixNano: '0' })],
  ])('%s', (_, dataType, payload) => {
    expect(check(dataType, payload)).toEqual([]);
  });
});

describe('shape', () => {
  it.each<[DataType, unknown, string[]]>([
    ['metrics', 7, ['payload.wrong-type $']],
    ['metrics', null, ['payload.wrong-type $']],
    ['metrics', {}, ['payload.missing-member $']],
    ['metrics', { series: [7] }, ['payload.wrong-type $.series[0]']],
    ['metrics', series({ metric: 7 }), ['payload.wrong-type $.series[0].metric']],
    ['metrics', series({ type: 'gauge' }), ['payload.wrong-type $.series[0].type']],
    ['metrics', series({ type: 9 }), ['payload.not-in-list $.series[0].type']],
    ['metrics', series({ tags: 'env:prod' }), ['payload.wrong-type $.series[0].tags']],
    ['metrics', series({ tags: null }), ['payload.wrong-type $.series[0].tags']],
    ['metrics', series({ tags: ['a:b', 7] }), ['payload.wrong-type $.series[0].tags[1]']],
    [
      'metrics',
      series({ points: [{ timestamp: NOW }] }),
      ['payload.missing-member $.series[0].points[0]'],
    ],
    [
      'metrics',
      series({ points: [{ timestamp: `${NOW}`, value: 1 }] }),
      ['payload.wrong-type $.series[0].points[0].timestamp'],
    ],
    [
      'metrics',
      series({ points: [{ timestamp: NOW, value: '1' }] }),
      ['payload.wrong-type $.series[0].points[0].value'],
    ],
    [
      'metrics',
      series({ metadata: { origin: { product: 1001 } } }),
      ['payload.out-of-range $.series[0].metadata.origin.product'],
    ],
    ['metrics', series({ tag: ['a:b'] }), ['? payload.ignored-member $.series[0]']],
    ['metrics', series({ type: undefined }), ['? payload.metric-type-missing $.series[0]']],
    ['metrics-v1', seriesV1({ points: [[NOW]] }), ['payload.wrong-count $.series[0].points[0]']],
    [
      'metrics-v1',
      seriesV1({ points: [[NOW, null]] }),
      ['payload.wrong-type $.series[0].points[0][1]'],
    ],
    [
      'metrics-v1',
      seriesV1({ points: [[NOW, '1']] }),
      ['payload.wrong-type $.series[0].points[0][1]'],
    ],
    ['metrics-v1', seriesV1({ type: 'histogram' }), ['payload.not-in-list $.series[0].type']],
    ['metrics-v1', seriesV1({ type: 'count' }), ['? payload.interval-missing $.series[0]']],
    [
      'distributions',
      distribution([[NOW, [1, '2']]]),
      ['payload.wrong-type $.series[0].points[0][1][1]'],
    ],
    [
      'distributions',
      distribution([[NOW, []]]),
      ['? payload.holds-nothing $.series[0].points[0][1]'],
    ],
    ['events', { title: 't' }, ['payload.missing-member $']],
    ['events', event({ text: 'x'.repeat(4001) }), ['payload.too-long $.text']],
    ['events', event({ text: '😀'.repeat(4000) }), []],
    ['events', event({ alert_type: 'fatal' }), ['payload.not-in-list $.alert_type']],
    ['events', event({ date_happened: `${NOW}` }), ['payload.wrong-type $.date_happened']],
    ['events', event({ msg_text: 'x' }), ['? payload.ignored-member $']],
    [
      'events-v2',
      eventV2({ category: 'deploy' }),
      ['payload.not-in-list $.data.attributes.category'],
    ],
    [
      'events-v2',
      eventV2({ attributes: { status: 'bad' } }),
      ['payload.not-in-list $.data.attributes.attributes.status'],
    ],
    [
      'events-v2',
      eventV2({ category: 'change' }),
      ['payload.category-mismatch $.data.attributes.attributes'],
    ],
    ['events-v2', eventV2({ surprise: 1 }), ['payload.unknown-member $.data.attributes']],
    ['events-v2', eventV2({ tags: [] }), ['payload.wrong-count $.data.attributes.tags']],
    ['events-v2', eventV2({ title: '' }), ['payload.too-short $.data.attributes.title']],
    ['logs', [{ ddtags: 'a:b' }], ['payload.missing-member $[0]']],
    ['logs', [{ message: { text: 'x' } }], ['payload.wrong-type $[0].message']],
    ['logs', [{ message: 'x', ddtags: ['a:b'] }], ['payload.wrong-type $[0].ddtags']],
    ['logs', [{ message: 'x', tags: ['a:b'] }], ['? payload.log-member $[0].tags']],
    ['logs', { message: 'x' }, ['? payload.single-object $']],
    ['logs', { ddtags: 'a:b' }, ['payload.missing-member $', '? payload.single-object $']],
    ['service-checks', check1({ status: 4 }), ['payload.not-in-list $[0].status']],
    [
      'service-checks',
      [{ check: 'c', host_name: 'h', status: 0 }],
      ['payload.missing-member $[0]'],
    ],
    ['traces', span({ trace_id: 'xyz' }), ['payload.wrong-form $.traces[0].spans[0].trace_id']],
    ['traces', span({ service: undefined }), ['payload.missing-member $.traces[0].spans[0]']],
    [
      'otlp-metrics',
      otlp({ sum: { dataPoints: [point()], aggregationTemporality: 2 } }),
      [
        'payload.cumulative $.resourceMetrics[0].scopeMetrics[0].metrics[0].sum.aggregationTemporality',
      ],
    ],
    [
      'otlp-metrics',
      otlp({ gauge: { dataPoints: [point({ timeUnixNano: 'now' })] } }),
      [
        'payload.wrong-form $.resourceMetrics[0].scopeMetrics[0].metrics[0].gauge.dataPoints[0].timeUnixNano',
      ],
    ],
    [
      'otlp-logs',
      record({ severityNumber: 30 }),
      ['payload.out-of-range $.resourceLogs[0].scopeLogs[0].logRecords[0].severityNumber'],
    ],
    [
      'otlp-metrics',
      { resource_metrics: [] },
      ['payload.missing-member $', '? payload.ignored-member $'],
    ],
  ])('%s %j', (dataType, payload, issues) => {
    // Members that are undefined are not there in JSON.
    expect(found(dataType, JSON.parse(JSON.stringify(payload)))).toEqual(issues);
  });

  it('a payload of another kind is one problem, which names the kind', () => {
    expect(check('metrics', seriesV1())).toMatchObject([
      { code: 'payload.other-type', args: { looksLike: 'metrics-v1' } },
    ]);
    expect(check('logs', check1())).toMatchObject([{ args: { looksLike: 'service-checks' } }]);
    expect(check('events', eventV2())).toMatchObject([{ args: { looksLike: 'events-v2' } }]);
  });

  it('a member that is nearly right is suggested', () => {
    const [issue] = check('metrics', series({ tag: ['a:b'] }));
    expect(issue?.args).toMatchObject({ member: 'tag', meant: 'tags' });
  });

  it('equal issues of many items are one, which says how many', () => {
    const rows = Array.from({ length: 500 }, () => ({ ...series().series[0], tags: 'a:b' }));
    const issues = check('metrics', { series: rows }, 50_000);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path: '$.series[0].tags', args: { others: 499 } });
  });

  it('problems come before warnings, and odd names are quoted in paths', () => {
    const issues = found('metrics', series({ 'a b': 1, metric: 7 }));
    expect(issues).toEqual([
      'payload.wrong-type $.series[0].metric',
      '? payload.ignored-member $.series[0]',
    ]);
    expect(found('metrics', { series: [{ points: [] }], 'x y': 1 })).toContain(
      '? payload.ignored-member $',
    );
  });

  it('ends for hostile payloads', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`);
    expect(found('logs', deep)).not.toEqual([]);
    const many = { series: Array.from({ length: 100_000 }, () => ({ metric: 'm', points: [] })) };
    // Of the processor: how long it takes on the wall says how busy the machine is.
    const began = process.cpuUsage();
    expect(found('metrics', many, 9e6)).toContain('payload.too-big $');
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(5_000);
  });
});

describe('times', () => {
  it.each<[string, DataType, unknown, string[]]>([
    [
      'milliseconds',
      'metrics',
      series({ points: [{ timestamp: NOW_MS, value: 1 }] }),
      ['payload.wrong-unit $.series[0].points[0].timestamp'],
    ],
    [
      'nanoseconds',
      'metrics-v1',
      seriesV1({ points: [[NOW_MS * 1e6, 1]] }),
      ['payload.wrong-unit $.series[0].points[0][0]'],
    ],
    [
      'an hour and a second old, which history may keep',
      'metrics',
      series({ points: [{ timestamp: NOW - HOUR - 1, value: 1 }] }),
      ['? payload.too-old $.series[0].points[0].timestamp'],
    ],
    [
      'the same of a distribution, which it may not',
      'distributions',
      distribution([[NOW - HOUR - 1, [1]]]),
      ['payload.too-old $.series[0].points[0][0]'],
    ],
    [
      'eleven minutes ahead',
      'metrics',
      series({ points: [{ timestamp: NOW + 660, value: 1 }] }),
      ['payload.too-early $.series[0].points[0].timestamp'],
    ],
    [
      'zero',
      'metrics-v1',
      seriesV1({ points: [[0, 1]] }),
      ['? payload.too-old $.series[0].points[0][0]'],
    ],
    [
      'before 1970',
      'distributions',
      distribution([[-5, [1]]]),
      ['payload.too-old $.series[0].points[0][0]'],
    ],
    [
      'an event of yesterday',
      'events',
      event({ date_happened: NOW - 19 * HOUR }),
      ['payload.too-old $.date_happened'],
    ],
    [
      'an event in milliseconds',
      'events',
      event({ date_happened: NOW_MS }),
      ['payload.wrong-unit $.date_happened'],
    ],
    [
      'an event of tomorrow',
      'events',
      event({ date_happened: NOW + 3 * HOUR }),
      ['payload.too-early $.date_happened'],
    ],
    [
      'no date',
      'events-v2',
      eventV2({ timestamp: 'yesterday' }),
      ['payload.not-a-time $.data.attributes.timestamp'],
    ],
    [
      'an old date',
      'events-v2',
      eventV2({ timestamp: '2026-06-14T10:00:00Z' }),
      ['payload.too-old $.data.attributes.timestamp'],
    ],
    [
      'an old check',
      'service-checks',
      check1({ timestamp: NOW - 700 }),
      ['payload.too-old $[0].timestamp'],
    ],
    [
      'an old log',
      'logs',
      [{ message: 'x', timestamp: NOW_MS - 19 * HOUR * 1000 }],
      ['? payload.too-old $[0].timestamp'],
    ],
    [
      'a log in seconds',
      'logs',
      [{ message: 'x', timestamp: NOW }],
      ['? payload.wrong-unit $[0].timestamp'],
    ],
    [
      'a log with a date of its own kind',
      'logs',
      [
        { message: 'x', date: NOW_MS },
        { message: 'y', date: 'soon' },
      ],
      ['? payload.not-a-time $[1].date'],
    ],
    [
      'a span in milliseconds',
      'traces',
      span({ start: NOW_MS }),
      ['? payload.wrong-unit $.traces[0].spans[0].start'],
    ],
    [
      'OTLP in seconds',
      'otlp-metrics',
      otlp({ gauge: { dataPoints: [point({ timeUnixNano: String(NOW) })] } }),
      [
        'payload.wrong-unit $.resourceMetrics[0].scopeMetrics[0].metrics[0].gauge.dataPoints[0].timeUnixNano',
      ],
    ],
    [
      'an old OTLP point',
      'otlp-metrics',
      otlp({ gauge: { dataPoints: [point({ timeUnixNano: nano(NOW - 9000) })] } }),
      [
        '? payload.too-old $.resourceMetrics[0].scopeMetrics[0].metrics[0].gauge.dataPoints[0].timeUnixNano',
      ],
    ],
  ])('%s', (_, dataType, payload, issues) => {
    expect(found(dataType, payload)).toEqual(issues);
  });
});

describe('names and tags', () => {
  const name = (metric: string) => found('metrics', series({ metric }));
  const tag = (text: string) => found('metrics', series({ tags: [text] }));

  it.each([
    ['shop.orders_2', []],
    ['1shop', ['payload.metric-name-start $.series[0].metric']],
    ['', ['payload.metric-name-start $.series[0].metric']],
    ['ärger', ['payload.metric-name-start $.series[0].metric']],
    ['shop orders', ['? payload.metric-name-changed $.series[0].metric']],
    ['shop/orders-é', ['? payload.metric-name-changed $.series[0].metric']],
    ['a'.repeat(200), []],
    ['a'.repeat(201), ['payload.too-long $.series[0].metric']],
  ])('metric %s', (metric, issues) => {
    expect(name(metric)).toEqual(issues);
  });

  it.each([
    ['env:prod', []],
    ['env', []],
    ['größe:l', []],
    ['1:a', ['? payload.tag-start $.series[0].tags[0]']],
    ['', ['? payload.tag-start $.series[0].tags[0]']],
    ['env:a b', ['? payload.tag-changed $.series[0].tags[0]']],
    ['a'.repeat(201), ['? payload.tag-cut $.series[0].tags[0]']],
  ])('tag %s', (text, issues) => {
    expect(tag(text)).toEqual(issues);
  });

  it('the tags of a log are split at commas', () => {
    expect(found('logs', [{ message: 'x', ddtags: 'a:b, c:d' }])).toEqual([]);
    expect(found('logs', [{ message: 'x', ddtags: 'a:b,1:2,' }])).toEqual([
      '? payload.tag-start $[0].ddtags',
    ]);
  });
});

describe('sizes', () => {
  it.each<[DataType, unknown, number, string[]]>([
    ['metrics', series(), 512_000, []],
    ['metrics', series(), 512_001, ['payload.too-big $']],
    ['metrics-v1', seriesV1(), 3_200_001, ['payload.too-big $']],
    ['metrics', { series: [] }, 20, ['payload.holds-nothing $.series']],
    ['metrics', series({ points: [] }), 90, ['? payload.holds-nothing $.series[0].points']],
    ['logs', [], 2, ['payload.holds-nothing $']],
    ['logs', Array.from({ length: 1_000 }, () => ({ message: 'x' })), 20_000, []],
    [
      'logs',
      Array.from({ length: 1_001 }, () => ({ message: 'x' })),
      20_000,
      ['payload.wrong-count $'],
    ],
    ['logs', [{ message: 'x'.repeat(1_000_001) }], 1_000_020, ['? payload.log-cut $[0]']],
    ['traces', { traces: [] }, 20, ['payload.holds-nothing $.traces']],
  ])('%s of %#', (dataType, payload, bytes, issues) => {
    expect(found(dataType, payload, bytes)).toEqual(issues);
  });
});
