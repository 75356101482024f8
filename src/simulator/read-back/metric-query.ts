import { matchesPattern } from '../http/matches-pattern.ts';
import type { StoredPoint } from '../world/received.ts';

/** A metric query, read. */
export interface MetricQuery {
  readonly aggregator: 'avg' | 'sum' | 'min' | 'max' | 'count';
  readonly metric: string;
  /** What stood between the braces, `*` when nothing did. */
  readonly scope: string;
  readonly groupBy: readonly string[];
  matches(tags: readonly string[]): boolean;
}

const QUERY =
  /^(?:(avg|sum|min|max|count):)?([A-Za-z][\w./-]*)\{([^{}]*)\}(?:\s*by\s*\{([^{}]*)\})?(?:\.[a-z_]+\([^()]*\))*$/;

/**
 * Reads `avg:my.metric{run:x,host:y} by {host}`; terms between the braces are joined by a comma or
 * AND, `!` or NOT negates, `*` stands for any characters. Arithmetic is not offered.
 * @returns `undefined` when it cannot be read
 */
export function parseMetricQuery(query: string): MetricQuery | undefined {
  const hit = QUERY.exec(query.trim());
  if (!hit) return undefined;
  const [, aggregator = 'avg', metric = '', braces = '', by = ''] = hit;
  const terms = braces.split(/,|\s+AND\s+/).map((term) => term.trim());
  const filters = terms.filter((term) => term !== '' && term !== '*');
  return {
    aggregator: isAggregator(aggregator) ? aggregator : 'avg',
    metric,
    scope: filters.length === 0 ? '*' : filters.join(','),
    groupBy: by
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    matches: (tags) => filters.every((filter) => fits(filter, tags)),
  };
}

function isAggregator(text: string): text is MetricQuery['aggregator'] {
  return ['avg', 'sum', 'min', 'max', 'count'].includes(text);
}

function fits(filter: string, tags: readonly string[]): boolean {
  const [, not, wanted = ''] = /^(!|NOT\s+)?(.*)$/.exec(filter) ?? [];
  const found = tags.some((tag) => matchesPattern(wanted.toLowerCase(), tag.toLowerCase()));
  return not === undefined ? found : !found;
}

/** One line of an answer: points in milliseconds, in order of time. */
export interface MetricSeries {
  readonly scope: string;
  readonly tagSet: readonly string[];
  readonly points: readonly (readonly [number, number])[];
}

/** Groups and aggregates points, one value for each time stamp. */
export function evaluate(query: MetricQuery, points: readonly StoredPoint[]): MetricSeries[] {
  const groups = new Map<string, Map<number, number[]>>();
  for (const point of points) {
    if (point.metric !== query.metric || !query.matches(point.tags)) continue;
    const tagSet = query.groupBy.map(
      (name) => point.tags.find((tag) => tag.startsWith(`${name}:`)) ?? `${name}:N/A`,
    );
    const key = tagSet.join(',');
    const byTime = groups.get(key) ?? new Map<number, number[]>();
    groups.set(key, byTime);
    const at = point.timestampSeconds * 1000;
    byTime.set(at, [...(byTime.get(at) ?? []), ...point.values]);
  }
  return [...groups].map(([key, byTime]) => ({
    scope: key === '' ? query.scope : key,
    tagSet: key === '' ? [] : key.split(','),
    points: [...byTime]
      .sort(([a], [b]) => a - b)
      .map(([at, values]) => [at, aggregate(query.aggregator, values)] as const),
  }));
}

function aggregate(aggregator: MetricQuery['aggregator'], values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (aggregator) {
    case 'sum':
      return sum;
    case 'count':
      return values.length;
    case 'min':
      return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    case 'max':
      return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    case 'avg':
      return values.length === 0 ? 0 : sum / values.length;
  }
}
