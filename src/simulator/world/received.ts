/** Kinds of data the intakes tell apart. */
export type DataType =
  | 'metrics'
  | 'distributions'
  | 'service_checks'
  | 'events'
  | 'logs'
  | 'spans'
  | 'otlp_traces'
  | 'otlp_metrics'
  | 'otlp_logs';

/** One point of a metric. A distribution's point has several values. */
export interface StoredPoint {
  readonly orgId: string;
  readonly receivedAtMs: number;
  readonly metric: string;
  readonly timestampSeconds: number;
  readonly values: readonly number[];
  /** Sorted; a host is the tag `host:…`. */
  readonly tags: readonly string[];
}

/** What searches look at: an event, a log or a span. */
export interface StoredItem {
  readonly orgId: string;
  readonly receivedAtMs: number;
  readonly id: string;
  readonly timestampMs: number;
  /** A log's message, an event's text, a span's resource. */
  readonly message: string;
  /** Empty but for events. */
  readonly title: string;
  readonly tags: readonly string[];
  /** Reserved attributes: `service`, `source`, `host`, `status`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Reached by `@name` in searches. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** How much of one type came for one org. */
export interface ReceivedCount {
  readonly site: string;
  /** `null`: the key was of another site, so the data belongs to nobody here. */
  readonly orgId: string | null;
  readonly type: DataType;
  count: number;
  /** Names of metrics, titles of events, messages of logs: the latest twenty, cut. */
  readonly latest: string[];
}

/** Everything that was sent. */
export interface Received {
  readonly points: StoredPoint[];
  readonly events: StoredItem[];
  readonly logs: StoredItem[];
  readonly spans: StoredItem[];
  readonly counts: ReceivedCount[];
}

/** The oldest rows go when a list is longer, so that a long run does not eat all memory. */
const MOST_ROWS = 20_000;
const MOST_LATEST = 20;
const LONGEST_LATEST = 120;

/** Nothing received yet. */
export function createReceived(): Received {
  return { points: [], events: [], logs: [], spans: [], counts: [] };
}

/** Appends, and forgets the oldest rows of a list that is full. */
export function keep<Row>(rows: Row[], row: Row, most = MOST_ROWS): void {
  rows.push(row);
  if (rows.length > most) rows.splice(0, rows.length - most);
}

/** Counts one item for the state page. */
export function count(
  received: Received,
  where: { readonly site: string; readonly orgId: string | null; readonly type: DataType },
  label: string,
): void {
  let row = received.counts.find(
    (other) =>
      other.site === where.site && other.orgId === where.orgId && other.type === where.type,
  );
  if (!row) {
    row = { ...where, count: 0, latest: [] };
    received.counts.push(row);
  }
  row.count += 1;
  keep(row.latest, label.slice(0, LONGEST_LATEST), MOST_LATEST);
}
