import * as v from 'valibot';
import { findKey, refuseKey } from '../access/api-key.ts';
import {
  errors,
  json,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { count, keep, type DataType, type StoredPoint } from '../world/received.ts';
import type { IssuedKey, World } from '../world/world.ts';

const PAST_SECONDS = 3600;
const FUTURE_SECONDS = 600;
const CHECK_PAST_SECONDS = 600;
const SERIES_V1_BYTES = 3_200_000;
const SERIES_V2_BYTES = 500_000;

const metric = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const tags = v.optional(v.nullable(v.array(v.string())));

const V1_SERIES = v.object({
  series: v.array(
    v.object({
      metric,
      points: v.array(v.tuple([v.number(), v.number()])),
      type: v.optional(v.string()),
      host: v.optional(v.string()),
      tags,
    }),
  ),
});

const DISTRIBUTIONS = v.object({
  series: v.array(
    v.object({
      metric,
      points: v.array(v.tuple([v.number(), v.array(v.number())])),
      host: v.optional(v.string()),
      tags,
    }),
  ),
});

const V2_SERIES = v.object({
  series: v.array(
    v.object({
      metric,
      points: v.array(v.object({ timestamp: v.number(), value: v.number() })),
      type: v.optional(v.picklist([0, 1, 2, 3])),
      resources: v.optional(
        v.array(v.object({ type: v.optional(v.string()), name: v.optional(v.string()) })),
      ),
      tags,
    }),
  ),
});

const SERVICE_CHECK = v.object({
  check: v.pipe(v.string(), v.nonEmpty()),
  host_name: v.string(),
  status: v.picklist([0, 1, 2, 3]),
  timestamp: v.optional(v.number()),
  message: v.optional(v.string()),
  tags,
});

/** One series in the form all three intakes share. */
interface Series {
  readonly metric: string;
  readonly tags: readonly string[];
  readonly points: readonly (readonly [number, readonly number[]])[];
}

/** `POST /api/v1/series`. @see datadog/api-facts.md section 3 */
export function submitSeriesV1(world: World, request: SimulatorRequest): SimulatorAnswer {
  return submit(world, request, 'metrics', SERIES_V1_BYTES, ok('text/json'), () => {
    const body = v.safeParse(V1_SERIES, readJson(request));
    if (!body.success) return undefined;
    return body.output.series.map((row) => ({
      metric: row.metric,
      tags: withHost(row.tags ?? [], row.host),
      points: row.points.map(([at, value]) => [at, [value]] as const),
    }));
  });
}

/** `POST /api/v1/distribution_points`. */
export function submitDistributions(world: World, request: SimulatorRequest): SimulatorAnswer {
  return submit(world, request, 'distributions', SERIES_V1_BYTES, ok('application/json'), () => {
    const body = v.safeParse(DISTRIBUTIONS, readJson(request));
    if (!body.success) return undefined;
    return body.output.series.map((row) => ({
      metric: row.metric,
      tags: withHost(row.tags ?? [], row.host),
      points: row.points,
    }));
  });
}

/** `POST /api/v2/series`. */
export function submitSeriesV2(world: World, request: SimulatorRequest): SimulatorAnswer {
  return submit(world, request, 'metrics', SERIES_V2_BYTES, errors(202), () => {
    const body = v.safeParse(V2_SERIES, readJson(request));
    if (!body.success) return undefined;
    return body.output.series.map((row) => ({
      metric: row.metric,
      tags: withHost(
        row.tags ?? [],
        row.resources?.find((resource) => resource.type === 'host')?.name,
      ),
      points: row.points.map((point) => [point.timestamp, [point.value]] as const),
    }));
  });
}

/** `POST /api/v1/check_run`: one check or a list; nothing reads them back. */
export function submitServiceChecks(world: World, request: SimulatorRequest): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  const body = readJson(request);
  const checks = v.safeParse(v.array(SERVICE_CHECK), Array.isArray(body) ? body : [body]);
  if (!checks.success) return errors(400, 'Invalid payload');
  const now = world.clock.now() / 1000;
  for (const check of checks.output) {
    if ((check.timestamp ?? now) < now - CHECK_PAST_SECONDS) continue;
    count(world.received, place(found.key, 'service_checks'), check.check);
  }
  return ok('text/json');
}

function submit(
  world: World,
  request: SimulatorRequest,
  type: DataType,
  mostBytes: number,
  success: SimulatorAnswer,
  read: () => readonly Series[] | undefined,
): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  if (request.packedBytes > mostBytes) return errors(413, 'Payload too large');
  const series = read();
  if (!series) return errors(400, 'Invalid payload');
  for (const row of series) storeSeries(world, found.key, type, row);
  return success;
}

function storeSeries(world: World, key: IssuedKey, type: DataType, series: Series): void {
  const { metric, tags } = series;
  for (const [timestampSeconds, values] of series.points) {
    storePoint(world, key, type, { metric, tags, timestampSeconds, values });
  }
}

/**
 * Keeps a point, under the name that Datadog would give it. Points outside the accepted window are
 * dropped without a word, as the real intake does.
 */
export function storePoint(
  world: World,
  key: IssuedKey,
  type: DataType,
  point: Pick<StoredPoint, 'metric' | 'tags' | 'timestampSeconds' | 'values'>,
): void {
  const receivedAtMs = world.clock.now();
  const now = receivedAtMs / 1000;
  const { timestampSeconds } = point;
  if (timestampSeconds < now - PAST_SECONDS || timestampSeconds > now + FUTURE_SECONDS) return;
  const metric = point.metric.replace(/[^A-Za-z0-9_.]/g, '_');
  keep(world.received.points, { ...point, metric, orgId: key.org.id, receivedAtMs });
  count(world.received, place(key, type), metric);
}

function place(
  key: IssuedKey,
  type: DataType,
): { readonly site: string; readonly orgId: string; readonly type: DataType } {
  return { site: key.org.site, orgId: key.org.id, type };
}

function withHost(tags: readonly string[], host: string | undefined): readonly string[] {
  return [...new Set(host ? [...tags, `host:${host}`] : tags)].sort();
}

/** v1 intakes answer `{"status": "ok"}`, most of them as `text/json`. */
function ok(contentType: string): SimulatorAnswer {
  return { ...json(202, {}, contentType), body: '{"status": "ok"}' };
}
