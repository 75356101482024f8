import * as v from 'valibot';
import { json, errors, type SimulatorAnswer } from '../http/exchange.ts';
import { fieldsOf } from './events.ts';
import { storePoint } from './metrics.ts';
import { count, keep } from '../world/received.ts';
import type { IssuedKey, World } from '../world/world.ts';

const number64 = v.union([
  v.pipe(v.string(), v.regex(/^-?\d+$/), v.transform(Number)),
  v.pipe(v.number(), v.integer()),
]);
const attributes = v.optional(
  v.array(v.object({ key: v.string(), value: v.optional(v.record(v.string(), v.unknown())) })),
  [],
);
type Attributes = v.InferOutput<typeof attributes>;

const point = v.object({
  timeUnixNano: number64,
  attributes,
  asDouble: v.optional(v.number()),
  asInt: v.optional(number64),
  sum: v.optional(v.number()),
  count: v.optional(number64),
});
const dataPoints = v.array(point);
const temporality = v.picklist([0, 1, 2]);
const added = v.object({ dataPoints, aggregationTemporality: temporality });

const METRIC = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  gauge: v.optional(v.object({ dataPoints })),
  sum: v.optional(added),
  histogram: v.optional(added),
  exponentialHistogram: v.optional(added),
  summary: v.optional(v.object({ dataPoints })),
});

const LOG_RECORD = v.object({
  timeUnixNano: v.optional(number64),
  severityText: v.optional(v.string()),
  body: v.optional(v.record(v.string(), v.unknown())),
  attributes,
});

const resource = v.optional(v.object({ attributes }), { attributes: [] });

// Protobuf's JSON leaves out what is empty.
const METRICS = v.object({
  resourceMetrics: v.pipe(
    v.array(
      v.object({
        resource,
        scopeMetrics: v.optional(
          v.array(v.object({ metrics: v.optional(v.array(METRIC), []) })),
          [],
        ),
      }),
    ),
    v.nonEmpty(),
  ),
});

const LOGS = v.object({
  resourceLogs: v.pipe(
    v.array(
      v.object({
        resource,
        scopeLogs: v.optional(
          v.array(v.object({ logRecords: v.optional(v.array(LOG_RECORD), []) })),
          [],
        ),
      }),
    ),
    v.nonEmpty(),
  ),
});

/** Metrics as OTLP JSON; cumulative ones are refused, which the answer's `partialSuccess` says. */
export function takeOtlpMetrics(world: World, key: IssuedKey, body: unknown): SimulatorAnswer {
  const read = v.safeParse(METRICS, body);
  if (!read.success) return errors(400, 'Invalid payload');
  let rejected = 0;
  for (const { scopeMetrics } of read.output.resourceMetrics) {
    for (const metric of scopeMetrics.flatMap(({ metrics }) => metrics)) {
      const summed = metric.sum ?? metric.histogram ?? metric.exponentialHistogram;
      const points = (metric.gauge ?? metric.summary ?? summed)?.dataPoints ?? [];
      if (summed?.aggregationTemporality === 2) {
        rejected += points.length;
        continue;
      }
      for (const row of points) {
        const value = row.asDouble ?? row.asInt ?? row.sum ?? row.count ?? 0;
        storePoint(world, key, 'otlp_metrics', {
          metric: metric.name,
          timestampSeconds: Math.floor(row.timeUnixNano / 1e9),
          values: [value],
          tags: tagsOf(row.attributes),
        });
      }
    }
  }
  const partialSuccess = {
    rejectedDataPoints: String(rejected),
    errorMessage: 'cumulative temporality is not supported',
  };
  return json(200, rejected === 0 ? {} : { partialSuccess });
}

/** How far the time of a log may be from now: the past, the future. */
const PAST_MS = 18 * 3600 * 1000;
const FUTURE_MS = 2 * 3600 * 1000;

/** Logs as OTLP JSON; their attributes are attributes of the log. */
export function takeOtlpLogs(world: World, key: IssuedKey, body: unknown): SimulatorAnswer {
  const read = v.safeParse(LOGS, body);
  if (!read.success) return errors(400, 'Invalid payload');
  const now = world.clock.now();
  for (const { resource: from, scopeLogs } of read.output.resourceLogs) {
    const about = Object.fromEntries(pairsOf(from.attributes));
    for (const record of scopeLogs.flatMap(({ logRecords }) => logRecords)) {
      const sent = record.timeUnixNano ?? 0;
      const timestampMs = sent === 0 ? now : Math.floor(sent / 1e6);
      if (timestampMs < now - PAST_MS || timestampMs > now + FUTURE_MS) continue;
      const { org } = key;
      const message = textIn(record.body ?? {});
      count(world.received, { site: org.site, orgId: org.id, type: 'otlp_logs' }, message);
      keep(world.received.logs, {
        orgId: org.id,
        receivedAtMs: now,
        id: world.ids.token(),
        timestampMs,
        message,
        title: '',
        tags: [],
        fields: fieldsOf({
          service: about['service.name'],
          host: about['host.name'],
          source: 'otlp',
          status: (record.severityText ?? 'info').toLowerCase(),
        }),
        attributes: Object.fromEntries(pairsOf(record.attributes)),
      });
    }
  }
  return json(200, {});
}

function tagsOf(list: Attributes): string[] {
  return pairsOf(list).map(([name, value]) => `${name}:${value}`);
}

/** Names and values; an OTLP value is an object with one member, named after its type. */
function pairsOf(list: Attributes): [string, string][] {
  return list.map(({ key, value = {} }) => [key, textIn(value)]);
}

function textIn(value: Readonly<Record<string, unknown>>): string {
  const [inner = ''] = Object.values(value);
  return typeof inner === 'string' ? inner : JSON.stringify(inner);
}
