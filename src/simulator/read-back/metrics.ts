import * as v from 'valibot';
import type { Admitted } from '../access/admission.ts';
import {
  errors,
  json,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { evaluate, parseMetricQuery, type MetricSeries } from './metric-query.ts';
import type { StoredPoint } from '../world/received.ts';
import { isAgentMetric } from './samples.ts';
import type { World } from '../world/world.ts';

/**
 * `GET /api/v1/query`: values that were sent, of the caller's org, once they are ingested. An unknown
 * metric is an empty list. `system.*` and `datadog.*` metrics exist without being sent.
 * @see datadog/api-facts.md section 4
 */
export function queryMetrics(
  world: World,
  request: SimulatorRequest,
  { grant }: Admitted,
): SimulatorAnswer {
  const from = readSeconds(request.query.get('from'));
  const to = readSeconds(request.query.get('to'));
  const text = request.query.get('query');
  if (from === undefined || to === undefined || !text) {
    return errors(400, 'The parameters from, to and query are required');
  }
  const query = parseMetricQuery(text);
  if (!query) return errors(400, 'Error parsing query: unable to parse the query');
  const all = pointsBetween(world, grant.org.id, query.metric, from, to);
  return json(200, {
    status: 'ok',
    res_type: 'time_series',
    resp_version: 1,
    query: text,
    from_date: from * 1000,
    to_date: to * 1000,
    series: evaluate(query, all).map((row) => view(row, query.metric, query.aggregator, text)),
    values: [],
    times: [],
    message: '',
    group_by: query.groupBy,
  });
}

/** Points of an org that are ingested; an agent's metric has one though nobody sent it. */
function pointsBetween(
  world: World,
  orgId: string,
  metric: string,
  from: number,
  to: number,
): readonly StoredPoint[] {
  const points = ingestedPoints(world, orgId).filter(
    (point) => point.timestampSeconds >= from && point.timestampSeconds <= to,
  );
  const agent = isAgentMetric(metric) && !world.seed.settings.emptyData;
  const known = points.some((point) => point.metric === metric);
  return agent && !known ? [agentPoint(orgId, metric, to)] : points;
}

function ingestedPoints(world: World, orgId: string): readonly StoredPoint[] {
  const before = world.clock.now() - world.seed.settings.ingestionDelayMs;
  return world.received.points.filter(
    (point) => point.orgId === orgId && point.receivedAtMs <= before,
  );
}

/**
 * `POST /api/v2/query/timeseries`: times in milliseconds, one query of metrics at a time. Its answer
 * has a list of times and a row of values for each series; a metric nobody knows has none.
 */
export function queryTimeseries(
  world: World,
  request: SimulatorRequest,
  { grant }: Admitted,
): SimulatorAnswer {
  const body = v.safeParse(TIMESERIES_REQUEST, readJson(request));
  if (!body.success) {
    const [issue] = body.issues;
    return errors(400, `API input validation failed: ${issue.message}`);
  }
  const { from, to, queries } = body.output.data.attributes;
  const [asked] = queries;
  const query = parseMetricQuery(asked.query);
  if (!query) return errors(400, 'Error parsing query: unable to parse the query');
  const points = pointsBetween(world, grant.org.id, query.metric, from / 1000, to / 1000);
  const series = evaluate(query, points);
  const times = [...new Set(series.flatMap((row) => row.points.map(([at]) => at)))].sort();
  const attributes = {
    series: series.map((row) => ({ group_tags: row.tagSet, query_index: 0, unit: null })),
    times,
    values: series.map((row) => {
      const byTime = new Map(row.points);
      return times.map((at) => byTime.get(at) ?? null);
    }),
  };
  const answer = { data: { id: '0', type: 'timeseries_response', attributes } };
  return json(200, answer, 'application/vnd.api+json');
}

const TIMESERIES_REQUEST = v.object({
  data: v.object({
    type: v.literal('timeseries_request', 'Invalid type. Expected "timeseries_request".'),
    attributes: v.object({
      from: v.pipe(v.number(), v.integer()),
      to: v.pipe(v.number(), v.integer()),
      queries: v.tupleWithRest(
        [v.object({ data_source: v.literal('metrics'), query: v.string() })],
        v.unknown(),
      ),
    }),
  }),
});

/**
 * `GET /api/v2/metrics/{metric_name}/all-tags`: tags of a metric's points, or of those that carry
 * every tag of `filter[tags]`. 404 until the metric is known.
 */
export function listMetricTags(
  world: World,
  request: SimulatorRequest,
  { grant }: Admitted,
): SimulatorAnswer {
  const name = request.pathParameters['metric_name'] ?? '';
  const points = ingestedPoints(world, grant.org.id).filter((point) => point.metric === name);
  if (points.length === 0) return errors(404, `${name} not found`);
  const wanted = (request.query.get('filter[tags]') ?? '').split(',').filter(Boolean);
  const tags = points
    .filter((point) => wanted.every((tag) => point.tags.includes(tag)))
    .flatMap((point) => point.tags);
  return json(200, {
    data: {
      id: name,
      type: 'metrics',
      attributes: { tags: [...new Set(tags)], ingested_tags: [] },
    },
  });
}

function view(series: MetricSeries, metric: string, aggr: string, expression: string): unknown {
  return {
    metric,
    display_name: metric,
    aggr,
    scope: series.scope,
    tag_set: series.tagSet,
    expression,
    interval: 1,
    length: series.points.length,
    start: series.points[0]?.[0],
    end: series.points.at(-1)?.[0],
    pointlist: series.points,
    unit: null,
    query_index: 0,
  };
}

function agentPoint(orgId: string, metric: string, toSeconds: number): StoredPoint {
  const tags = ['host:example-host'];
  return { orgId, receivedAtMs: 0, metric, timestampSeconds: toSeconds - 60, values: [0.42], tags };
}

/** Whole seconds since 1970. */
export function readSeconds(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
