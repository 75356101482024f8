import type { DataType } from '../../catalog/data-types.ts';
import { addTags, runTag, type Tag } from '../payload/add-tags.ts';

/** Name under which metrics, checks and services of this program appear in the org. */
const NAME = 'ddoauth.check';
const SERVICE = 'ddoauth-check';
const HOST = 'ddoauth';

/** What a payload of this program is made of. */
export interface OwnPayloadParts {
  /** Every datum carries it as tag. */
  readonly runId: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

type Build = (parts: OwnPayloadParts) => unknown;

/**
 * One small datum of each kind, as Datadog documents it. Names are the same in every run, so that runs
 * leave one metric and one service behind and not one each.
 */
const BUILD: Readonly<Partial<Record<DataType, Build>>> = {
  metrics: ({ nowMs }) => ({
    series: [{ metric: NAME, type: 3, points: [{ timestamp: seconds(nowMs), value: 1 }] }],
  }),
  'metrics-v1': ({ nowMs }) => ({
    series: [{ metric: `${NAME}.v1`, type: 'gauge', points: [[seconds(nowMs), 1]] }],
  }),
  distributions: ({ nowMs }) => ({
    series: [{ metric: `${NAME}.distribution`, points: [[seconds(nowMs), [1, 2]]] }],
  }),
  events: ({ runId, nowMs }) => ({
    title: 'ddoauth check',
    text: `Sent by ddoauth to prove that events arrive. Run ${runId}.`,
    date_happened: seconds(nowMs),
    alert_type: 'info',
  }),
  'events-v2': ({ runId, nowMs }) => ({
    data: {
      type: 'event',
      attributes: {
        title: 'ddoauth check',
        message: `Sent by ddoauth to prove that events arrive. Run ${runId}.`,
        category: 'change',
        integration_id: 'custom-events',
        timestamp: new Date(nowMs).toISOString(),
        attributes: { changed_resource: { type: 'configuration', name: SERVICE } },
      },
    },
  }),
  logs: ({ runId }) => [
    { message: `ddoauth check, run ${runId}`, ddsource: 'ddoauth', service: SERVICE },
  ],
  'service-checks': ({ runId }) => [
    { check: NAME, host_name: HOST, status: 0, message: `ddoauth check, run ${runId}`, tags: [] },
  ],
  traces: ({ runId, nowMs }) => ({
    traces: [
      {
        spans: [
          {
            trace_id: hexId(runId, 'a'),
            span_id: hexId(runId, 'b'),
            parent_id: '0000000000000000',
            service: SERVICE,
            name: 'ddoauth.check',
            resource: 'ddoauth check',
            type: 'custom',
            start: nowMs * 1e6,
            duration: 1_000_000,
            error: 0,
            meta: {},
            // Kept by the user: sampling rules leave it alone.
            metrics: { _trace_root: 1, _top_level: 1, _sampling_priority_v1: 2 },
          },
        ],
      },
    ],
  }),
  'otlp-metrics': ({ nowMs }) => ({
    resourceMetrics: [
      {
        resource: serviceResource(),
        scopeMetrics: [
          {
            scope: { name: 'ddoauth' },
            metrics: [
              {
                name: `${NAME}.otlp`,
                gauge: { dataPoints: [{ timeUnixNano: nanoseconds(nowMs), asDouble: 1 }] },
              },
            ],
          },
        ],
      },
    ],
  }),
  'otlp-logs': ({ runId, nowMs }) => ({
    resourceLogs: [
      {
        resource: serviceResource(),
        scopeLogs: [
          {
            scope: { name: 'ddoauth' },
            logRecords: [
              {
                timeUnixNano: nanoseconds(nowMs),
                severityNumber: 9,
                severityText: 'INFO',
                body: { stringValue: `ddoauth check, run ${runId}` },
              },
            ],
          },
        ],
      },
    ],
  }),
};

/**
 * The tags of this program's own data: the run, and the kind, since several kinds of one run may come
 * to the same place (a log and an OTLP log).
 */
export function ownTags(dataType: DataType, runId: string): readonly Tag[] {
  return [runTag(runId), ['ddoauth_data', dataType]];
}

/**
 * The body of this program's own submission of a kind, with its tags.
 * @returns `undefined` for what is not sent as JSON
 */
export function ownPayload(dataType: DataType, parts: OwnPayloadParts): string | undefined {
  const payload = BUILD[dataType]?.(parts);
  return payload === undefined
    ? undefined
    : addTags(dataType, JSON.stringify(payload), ownTags(dataType, parts.runId)).text;
}

function serviceResource(): unknown {
  return { attributes: [{ key: 'service.name', value: { stringValue: SERVICE } }] };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** A text: JavaScript has no number for it. */
function nanoseconds(ms: number): string {
  return `${String(Math.floor(ms))}000000`;
}

/** Sixteen hexadecimal digits that are this run's. */
function hexId(runId: string, first: string): string {
  const digits = runId.toLowerCase().replace(/[^0-9a-f]/g, '0');
  return `${first}${digits.padStart(15, '0').slice(-15)}`;
}
