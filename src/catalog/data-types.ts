import type { IntakeName } from './site-row.ts';

/** How far the time of a datum may be from the site's clock. */
export interface TimeWindow {
  readonly pastMs: number;
  /** Absent where Datadog documents none. */
  readonly futureMs?: number;
  /**
   * What happens to what lies outside: `refused` with a 400, `dropped` without a word although the
   * answer is 2xx, `dropped-or-restamped` likewise or with another time.
   */
  readonly outside: 'refused' | 'dropped' | 'dropped-or-restamped';
  /** Older data may be kept where the org has switched historical ingestion on for the metric. */
  readonly historical?: true;
}

/** What is known about one kind of data that is sent with an API key. */
export interface DataTypeRow {
  readonly title: string;
  /** As it stands in a sentence. */
  readonly plural: string;
  /** Which of a site's hosts takes it. */
  readonly host: 'api' | IntakeName;
  /** Name of the URL in `siteEndpoints`. */
  readonly endpoint:
    | 'seriesUrl'
    | 'seriesV1Url'
    | 'distributionPointsUrl'
    | 'checkRunUrl'
    | 'eventsUrl'
    | 'eventIntakeUrl'
    | 'logsUrl'
    | 'spansUrl'
    | 'otlpMetricsUrl'
    | 'otlpLogsUrl'
    | 'otlpTracesUrl';
  /** Content type of its JSON, as Datadog documents it. */
  readonly contentType: string;
  /** In which runs it is sent without being asked for. */
  readonly byDefault: readonly ('create-key' | 'checklist')[];
  /** Most bytes of a request that is not compressed, where a limit is documented. */
  readonly mostBytes?: number;
  /** Most items of one request. */
  readonly mostItems?: number;
  /** From this size on, in bytes, an item is cut. */
  readonly cutAtBytes?: number;
  readonly window?: TimeWindow;
  /** The specification wants an application key too; sent with the API key alone all the same. */
  readonly wantsApplicationKey?: true;
  /** Taken as protobuf only, which this program does not write. */
  readonly protobufOnly?: true;
  /** Where it can be read back, the preferred way first; empty: nowhere. */
  readonly readRoutes: readonly ReadRouteName[];
}

/** Ways to read data back; `datadog/data/read-routes.ts` has the requests. */
export type ReadRouteName =
  | 'metric-query-v1'
  | 'metric-query-v2'
  | 'metric-tags'
  | 'events-v1'
  | 'events-v2'
  | 'logs-v2'
  | 'logs-v1'
  | 'spans'
  | 'spans-search';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @see https://docs.datadoghq.com/api/latest/metrics/#submit-metrics */
const METRIC_WINDOW = {
  pastMs: HOUR,
  futureMs: 10 * MINUTE,
  outside: 'dropped',
  historical: true,
} as const satisfies TimeWindow;

/** @see https://docs.datadoghq.com/api/latest/logs/#send-logs */
const LOG_WINDOW = {
  pastMs: 18 * HOUR,
  futureMs: 2 * HOUR,
  outside: 'dropped-or-restamped',
} as const satisfies TimeWindow;

const READ_METRICS = ['metric-query-v1', 'metric-query-v2', 'metric-tags'] as const;
const READ_LOGS = ['logs-v2', 'logs-v1'] as const;

/**
 * The kinds of data, in the order in which they are sent and listed. By default those are sent that
 * are documented for the API key alone and leave nothing behind but data that ages out; the other
 * ways to send the same kind again have to be asked for.
 */
export const DATA_TYPES = {
  metrics: {
    title: 'Metric',
    plural: 'metrics',
    host: 'api',
    endpoint: 'seriesUrl',
    contentType: 'application/json',
    byDefault: ['create-key', 'checklist'],
    mostBytes: 512_000,
    window: METRIC_WINDOW,
    readRoutes: READ_METRICS,
  },
  'metrics-v1': {
    title: 'Metric (API v1)',
    plural: 'metrics of API v1',
    host: 'api',
    endpoint: 'seriesV1Url',
    contentType: 'text/json',
    byDefault: [],
    mostBytes: 3_200_000,
    window: METRIC_WINDOW,
    readRoutes: READ_METRICS,
  },
  distributions: {
    title: 'Distribution points',
    plural: 'distribution points',
    host: 'api',
    endpoint: 'distributionPointsUrl',
    contentType: 'text/json',
    byDefault: ['create-key'],
    mostBytes: 3_200_000,
    // Historical ingestion is not offered for distributions.
    window: { pastMs: HOUR, futureMs: 10 * MINUTE, outside: 'dropped' },
    readRoutes: READ_METRICS,
  },
  events: {
    title: 'Event',
    plural: 'events',
    host: 'api',
    endpoint: 'eventsUrl',
    contentType: 'application/json',
    byDefault: ['create-key', 'checklist'],
    window: { pastMs: 18 * HOUR, futureMs: 2 * HOUR, outside: 'refused' },
    readRoutes: ['events-v1', 'events-v2'],
  },
  'events-v2': {
    title: 'Event (API v2)',
    plural: 'events of API v2',
    host: 'events',
    endpoint: 'eventIntakeUrl',
    contentType: 'application/json',
    byDefault: [],
    window: { pastMs: 18 * HOUR, outside: 'refused' },
    wantsApplicationKey: true,
    readRoutes: ['events-v2', 'events-v1'],
  },
  logs: {
    title: 'Log',
    plural: 'logs',
    host: 'logs',
    endpoint: 'logsUrl',
    contentType: 'application/json',
    byDefault: ['create-key', 'checklist'],
    mostBytes: 5_000_000,
    mostItems: 1_000,
    cutAtBytes: 1_000_000,
    window: LOG_WINDOW,
    readRoutes: READ_LOGS,
  },
  'service-checks': {
    title: 'Service check',
    plural: 'service checks',
    host: 'api',
    endpoint: 'checkRunUrl',
    contentType: 'application/json',
    byDefault: ['create-key'],
    window: { pastMs: 10 * MINUTE, outside: 'dropped' },
    readRoutes: [],
  },
  traces: {
    title: 'Trace (spans as JSON)',
    plural: 'traces',
    host: 'spans',
    endpoint: 'spansUrl',
    contentType: 'application/json',
    byDefault: [],
    readRoutes: ['spans', 'spans-search'],
  },
  'otlp-metrics': {
    title: 'OTLP metric',
    plural: 'OTLP metrics',
    host: 'otlp',
    endpoint: 'otlpMetricsUrl',
    contentType: 'application/json',
    byDefault: [],
    mostBytes: 512_000,
    window: METRIC_WINDOW,
    readRoutes: READ_METRICS,
  },
  'otlp-logs': {
    title: 'OTLP log',
    plural: 'OTLP logs',
    host: 'otlp',
    endpoint: 'otlpLogsUrl',
    contentType: 'application/json',
    byDefault: [],
    window: LOG_WINDOW,
    readRoutes: READ_LOGS,
  },
  'otlp-traces': {
    title: 'OTLP trace',
    plural: 'OTLP traces',
    host: 'otlp',
    endpoint: 'otlpTracesUrl',
    contentType: 'application/x-protobuf',
    byDefault: [],
    protobufOnly: true,
    readRoutes: ['spans', 'spans-search'],
  },
} as const satisfies Record<string, DataTypeRow>;

/** Kinds of data, as `--data` names them. */
export type DataType = keyof typeof DATA_TYPES;

/** Their names, in the order of the table. */
export const DATA_TYPE_NAMES: readonly DataType[] = Object.keys(DATA_TYPES) as DataType[];

/** What is known about one kind. */
export function dataTypeRow(dataType: DataType): DataTypeRow {
  return DATA_TYPES[dataType];
}
