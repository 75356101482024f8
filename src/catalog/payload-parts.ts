import type { DataType } from './data-types.ts';

/** In what a number or text says a time. `iso`: a date as text, or milliseconds. */
export type TimeUnit = 's' | 'ns' | 'iso';

/** A place that holds times. */
export interface TimePlace {
  readonly at: string;
  readonly unit: TimeUnit;
}

/**
 * Where the run's tag goes. `list`: a text in a list of tags; `text`: behind a comma in a text of
 * tags; `map`: a member of an object of texts; `attributes`: an OTLP key and value.
 */
export interface TagPlace {
  /** Every object that is tagged. */
  readonly in: string;
  readonly member: string;
  readonly as: 'list' | 'text' | 'map' | 'attributes';
  /** Tags that such a list may hold at most. */
  readonly most?: number;
}

/**
 * Where things stand in the JSON of a data type. Paths are names joined by dots; `[]` stands for
 * every item of a list, `[0]` for one, and a path that begins with `[]` takes a single object for a
 * list of one.
 */
export interface PayloadParts {
  /** What is counted: series, events, logs, checks, spans. */
  readonly items: string;
  /** Lists that hold nothing when they are empty. */
  readonly lists: readonly string[];
  readonly names?: string;
  /** Lists of tags. */
  readonly tagLists?: string;
  readonly times: readonly TimePlace[];
  readonly tag: readonly TagPlace[];
}

const SERIES_TAG: TagPlace = { in: 'series[]', member: 'tags', as: 'list' };
const SERIES = {
  items: 'series[]',
  lists: ['series', 'series[].points'],
  names: 'series[].metric',
  tagLists: 'series[].tags',
  tag: [SERIES_TAG],
} as const;

const OTLP_METRICS = 'resourceMetrics[].scopeMetrics[].metrics[]';
const OTLP_LOGS = 'resourceLogs[].scopeLogs[].logRecords[]';
const OTLP_KINDS = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;

/** Where things stand, by data type; `undefined` for what is not sent as JSON. */
export const PAYLOAD_PARTS: Readonly<Record<DataType, PayloadParts | undefined>> = {
  metrics: { ...SERIES, times: [{ at: 'series[].points[].timestamp', unit: 's' }] },
  'metrics-v1': { ...SERIES, times: [{ at: 'series[].points[][0]', unit: 's' }] },
  distributions: { ...SERIES, times: [{ at: 'series[].points[][0]', unit: 's' }] },
  events: {
    items: '',
    lists: [],
    tagLists: 'tags',
    times: [{ at: 'date_happened', unit: 's' }],
    tag: [{ in: '', member: 'tags', as: 'list' }],
  },
  'events-v2': {
    items: 'data',
    lists: [],
    tagLists: 'data.attributes.tags',
    times: [{ at: 'data.attributes.timestamp', unit: 'iso' }],
    tag: [{ in: 'data.attributes', member: 'tags', as: 'list', most: 100 }],
  },
  logs: {
    items: '[]',
    lists: [''],
    times: [
      { at: '[].timestamp', unit: 'iso' },
      { at: '[].date', unit: 'iso' },
      { at: '[].@timestamp', unit: 'iso' },
    ],
    tag: [{ in: '[]', member: 'ddtags', as: 'text' }],
  },
  'service-checks': {
    items: '[]',
    lists: [''],
    tagLists: '[].tags',
    times: [{ at: '[].timestamp', unit: 's' }],
    tag: [{ in: '[]', member: 'tags', as: 'list' }],
  },
  traces: {
    items: 'traces[].spans[]',
    lists: ['traces', 'traces[].spans'],
    times: [{ at: 'traces[].spans[].start', unit: 'ns' }],
    tag: [{ in: 'traces[].spans[]', member: 'meta', as: 'map' }],
  },
  'otlp-metrics': {
    items: OTLP_METRICS,
    lists: [
      'resourceMetrics',
      'resourceMetrics[].scopeMetrics',
      'resourceMetrics[].scopeMetrics[].metrics',
      ...OTLP_KINDS.map((kind) => `${OTLP_METRICS}.${kind}.dataPoints`),
    ],
    names: `${OTLP_METRICS}.name`,
    times: OTLP_KINDS.map((kind) => ({
      at: `${OTLP_METRICS}.${kind}.dataPoints[].timeUnixNano`,
      unit: 'ns',
    })),
    tag: OTLP_KINDS.map((kind) => ({
      in: `${OTLP_METRICS}.${kind}.dataPoints[]`,
      member: 'attributes',
      as: 'attributes',
    })),
  },
  'otlp-logs': {
    items: OTLP_LOGS,
    lists: ['resourceLogs', 'resourceLogs[].scopeLogs', 'resourceLogs[].scopeLogs[].logRecords'],
    times: [{ at: `${OTLP_LOGS}.timeUnixNano`, unit: 'ns' }],
    tag: [{ in: OTLP_LOGS, member: 'attributes', as: 'attributes' }],
  },
  'otlp-traces': undefined,
};
