import type { DataType } from '../../../catalog/data-types.ts';
import { isRecord } from '../../json.ts';
import { problem, warning, type JsonSteps, type PayloadIssue } from '../issue.ts';
import { select } from '../select.ts';

type Rule = (payload: unknown) => PayloadIssue[];
type JsonRecord = Readonly<Record<string, unknown>>;

/** What the schemas do not say, by data type. */
export const RULES_BY_TYPE: Readonly<Partial<Record<DataType, Rule>>> = {
  metrics: (payload) => [
    ...recordsAt(payload, 'series[]').flatMap(({ steps, row }) => {
      const rated = row['type'] === 1 || row['type'] === 2;
      return metricType(steps, row, rated);
    }),
    ...recordsAt(payload, 'series[].points[]').flatMap(({ steps, row }) =>
      ['timestamp', 'value']
        .filter((member) => !(member in row))
        .map((member) => problem('payload.missing-member', steps, { member })),
    ),
  ],
  'metrics-v1': (payload) => [
    ...recordsAt(payload, 'series[]').flatMap(({ steps, row }) => {
      const { type } = row;
      const allowed = ['gauge', 'count', 'rate'];
      if (typeof type === 'string' && type !== '' && !allowed.includes(type)) {
        const found = type.slice(0, 60);
        return [problem('payload.not-in-list', [...steps, 'type'], { allowed, found })];
      }
      return metricType(steps, row, type === 'count' || type === 'rate');
    }),
    ...select(payload, 'series[].points[][]').flatMap(({ steps, value }) =>
      value === null
        ? [problem('payload.wrong-type', steps, { expected: 'number', found: 'null' })]
        : [],
    ),
  ],
  distributions: (payload) => [
    ...select(payload, 'series[].points[][0]').flatMap(({ steps, value }) =>
      Array.isArray(value)
        ? [problem('payload.wrong-type', steps, { expected: 'number', found: 'array' })]
        : [],
    ),
    ...select(payload, 'series[].points[][1]').flatMap(({ steps, value }) => {
      if (typeof value === 'number') {
        const args = { expected: 'array of numbers', found: 'number' };
        return [problem('payload.wrong-type', steps, args)];
      }
      return Array.isArray(value) && value.length === 0
        ? [warning('payload.holds-nothing', steps)]
        : [];
    }),
  ],
  'events-v2': (payload) =>
    recordsAt(payload, 'data.attributes').flatMap(({ steps, row }) => {
      const { category, attributes } = row;
      const member = { alert: 'status', change: 'changed_resource' }[String(category)];
      if (member === undefined || !isRecord(attributes) || member in attributes) return [];
      const args = { category: String(category), member };
      return [problem('payload.category-mismatch', [...steps, 'attributes'], args)];
    }),
  logs: (payload) => [
    ...singleObject(payload),
    ...recordsAt(payload, '[]').flatMap(({ steps, row }) =>
      (
        [
          ['tags', 'ddtags'],
          ['source', 'ddsource'],
        ] as const
      )
        .filter(([member, meant]) => member in row && !(meant in row))
        .map(([member, meant]) =>
          warning('payload.log-member', [...steps, member], { member, meant }),
        ),
    ),
  ],
  'service-checks': singleObject,
  'otlp-metrics': (payload) =>
    ['sum', 'histogram', 'exponentialHistogram'].flatMap((kind) =>
      recordsAt(payload, `resourceMetrics[].scopeMetrics[].metrics[].${kind}`)
        .filter(({ row }) => row['aggregationTemporality'] === 2)
        .map(({ steps }) => problem('payload.cumulative', [...steps, 'aggregationTemporality'])),
    ),
};

function metricType(steps: JsonSteps, row: JsonRecord, rated: boolean): PayloadIssue[] {
  const { type, interval } = row;
  if (type === undefined || type === '' || type === 0) {
    return [warning('payload.metric-type-missing', steps)];
  }
  return rated && typeof interval !== 'number'
    ? [
        warning('payload.interval-missing', steps, {
          type: typeof type === 'number' || typeof type === 'string' ? type : '',
        }),
      ]
    : [];
}

/** The specification wants a list. */
function singleObject(payload: unknown): PayloadIssue[] {
  return isRecord(payload) ? [warning('payload.single-object', [])] : [];
}

function recordsAt(payload: unknown, path: string): { steps: JsonSteps; row: JsonRecord }[] {
  return select(payload, path).flatMap(({ steps, value }) =>
    isRecord(value) ? [{ steps, row: value }] : [],
  );
}
