import type { Admission } from './admission.ts';
import { errors, json, type SimulatorAnswer, type SimulatorRequest } from './exchange.ts';
import { evaluate, parseMetricQuery, type MetricSeries } from './metric-query.ts';
import type { StoredPoint } from './received.ts';
import { isAgentMetric } from './samples.ts';
import type { World } from './world.ts';

type Admitted = Extract<Admission, { readonly refusal?: undefined }>;

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
  const ingestedBefore = world.clock.now() - world.seed.settings.ingestionDelayMs;
  const points = world.received.points.filter(
    (point) =>
      point.orgId === grant.org.id &&
      point.receivedAtMs <= ingestedBefore &&
      point.timestampSeconds >= from &&
      point.timestampSeconds <= to,
  );
  const agent = isAgentMetric(query.metric) && !world.seed.settings.emptyData;
  const known = points.some((point) => point.metric === query.metric);
  const all = agent && !known ? [agentPoint(grant.org.id, query.metric, to)] : points;
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
