import type { ReadRouteName } from '../../catalog/data-types.ts';
import type { HttpRequest } from '../../model/http.ts';
import { memberAt } from '../json.ts';
import { tagText } from '../payload/add-tags.ts';
import {
  filtered,
  get,
  iso,
  joined,
  limitOf,
  metricQuery,
  post,
  searchQuery,
  seconds,
  type Search,
} from './search.ts';

/** One way to read data back. */
export interface ReadRoute {
  /** As messages name it: `GET /api/v1/query`. */
  readonly operation: string;
  /** Any one of them lets a grant use it. */
  readonly scopes: readonly string[];
  /** Where in the answer it is found, for the check against the specification. */
  readonly foundAt: string;
  /** A 404 says that it is not known yet. */
  readonly unknownIs404?: true;
  /** The request, without credentials. */
  request(search: Search): HttpRequest;
  /** How many of the expected an answer shows. */
  countIn(answer: unknown, search: Search): number;
}

/** The look back of the tags route, in seconds; less is not taken. */
const TAGS_WINDOW_SECONDS = 4 * 3600;

const METRIC_QUERY = ['timeseries_query'];
const EVENTS = ['events_read'];
const LOGS = ['logs_read_data', 'logs_read_index_data'];
const SPANS = ['apm_read'];

/** The ways, each with its request and how its answer is read. @see api facts, section 4 */
export const READ_ROUTES: Readonly<Record<ReadRouteName, ReadRoute>> = {
  'metric-query-v1': {
    operation: 'GET /api/v1/query',
    scopes: METRIC_QUERY,
    foundAt: 'series',
    request: (search) =>
      get(search, '/api/v1/query', {
        from: seconds(search.fromMs),
        to: seconds(search.toMs),
        query: metricQuery(search),
      }),
    countIn: (answer, search) =>
      listAt(answer, 'series').some(
        (row) => isOfSearch(row, search) && hasPoint(memberAt(row, 'pointlist')),
      )
        ? 1
        : 0,
  },
  'metric-query-v2': {
    operation: 'POST /api/v2/query/timeseries',
    scopes: METRIC_QUERY,
    foundAt: 'data.attributes.values',
    request: (search) =>
      post(search, '/api/v2/query/timeseries', {
        data: {
          type: 'timeseries_request',
          attributes: {
            from: Math.floor(search.fromMs),
            to: Math.floor(search.toMs),
            queries: [{ data_source: 'metrics', name: 'a', query: metricQuery(search) }],
            formulas: [{ formula: 'a' }],
          },
        },
      }),
    countIn: (answer) => (hasValue(memberAt(answer, 'data.attributes.values')) ? 1 : 0),
  },
  'metric-tags': {
    operation: 'GET /api/v2/metrics/{metric_name}/all-tags',
    scopes: ['metrics_read'],
    foundAt: 'data.attributes.tags',
    unknownIs404: true,
    request: (search) =>
      get(search, `/api/v2/metrics/${encodeURIComponent(search.target.name ?? '')}/all-tags`, {
        'filter[tags]': joined(search),
        'window[seconds]': String(TAGS_WINDOW_SECONDS),
      }),
    countIn: (answer, { tags }) => {
      const found = ['tags', 'ingested_tags'].flatMap((name) =>
        listAt(answer, `data.attributes.${name}`),
      );
      return tags.every((tag) => found.includes(tagText(tag))) ? 1 : 0;
    },
  },
  'events-v1': {
    operation: 'GET /api/v1/events',
    scopes: EVENTS,
    foundAt: 'events',
    request: (search) =>
      get(search, '/api/v1/events', {
        start: seconds(search.fromMs),
        end: seconds(search.toMs),
        tags: joined(search),
      }),
    // Whether its filter wants all tags or any is not documented.
    countIn: (answer, { tags }) =>
      listAt(answer, 'events').filter((event) => {
        const found = memberAt(event, 'tags');
        return !Array.isArray(found) || tags.every((tag) => found.includes(tagText(tag)));
      }).length,
  },
  'events-v2': {
    operation: 'GET /api/v2/events',
    scopes: EVENTS,
    foundAt: 'data',
    request: (search) => get(search, '/api/v2/events', filtered(search)),
    countIn: (answer, search) => countOwn(listAt(answer, 'data'), 'attributes.tags', search),
  },
  'logs-v2': {
    operation: 'GET /api/v2/logs/events',
    scopes: LOGS,
    foundAt: 'data',
    request: (search) => get(search, '/api/v2/logs/events', filtered(search)),
    countIn: (answer, search) => countOwn(listAt(answer, 'data'), 'attributes.tags', search),
  },
  'logs-v1': {
    operation: 'POST /api/v1/logs-queries/list',
    scopes: LOGS,
    foundAt: 'logs',
    request: (search) =>
      post(search, '/api/v1/logs-queries/list', {
        query: searchQuery(search),
        time: { from: iso(search.fromMs), to: iso(search.toMs) },
        limit: limitOf(search),
      }),
    countIn: (answer, search) => countOwn(listAt(answer, 'logs'), 'content.tags', search),
  },
  spans: {
    operation: 'GET /api/v2/spans/events',
    scopes: SPANS,
    foundAt: 'data',
    request: (search) => get(search, '/api/v2/spans/events', filtered(search)),
    countIn: (answer) => listAt(answer, 'data').length,
  },
  'spans-search': {
    operation: 'POST /api/v2/spans/events/search',
    scopes: SPANS,
    foundAt: 'data',
    request: (search) =>
      post(search, '/api/v2/spans/events/search', {
        data: {
          type: 'search_request',
          attributes: {
            filter: {
              query: searchQuery(search),
              from: iso(search.fromMs),
              to: iso(search.toMs),
            },
            page: { limit: limitOf(search) },
          },
        },
      }),
    countIn: (answer) => listAt(answer, 'data').length,
  },
};

function listAt(answer: unknown, path: string): readonly unknown[] {
  const list = memberAt(answer, path);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

/** How many items are not shown to be somebody else's by the tags they carry; OTLP has them as attributes. */
function countOwn(items: readonly unknown[], tagsAt: string, { tags }: Search): number {
  return items.filter((item) => {
    const found = listAt(item, tagsAt);
    if (found.length === 0 || carriesAny(found.join(','), tags)) return true;
    const whole = JSON.stringify(item).toLowerCase();
    return tags.some(([, value]) => whole.includes(`"${value.toLowerCase()}"`));
  }).length;
}

/** Whether a series is that of the query, as far as it says: a server may pay no heed to a filter. */
function isOfSearch(row: unknown, { target, tags }: Search): boolean {
  const [metric, scope] = ['metric', 'scope'].map((name) => memberAt(row, name));
  const sameName =
    typeof metric !== 'string' || plainName(metric) === plainName(target.name ?? metric);
  const sameScope = typeof scope !== 'string' || /^\*?$/.test(scope) || carriesAny(scope, tags);
  return sameName && sameScope;
}

/** Tags come back in small letters, and perhaps cut, so one of several is enough. */
function carriesAny(text: string, tags: Search['tags']): boolean {
  const found = text.toLowerCase();
  return tags.length === 0 || tags.some((tag) => found.includes(tagText(tag).toLowerCase()));
}

/** A name of a metric without what Datadog replaces in it. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Whether a list of points, time and value each, has a value. */
function hasPoint(points: unknown): boolean {
  return (
    Array.isArray(points) &&
    points.some((point: unknown) => Array.isArray(point) && typeof point[1] === 'number')
  );
}

/** Whether rows of values have one; where there is none stands `null`. */
function hasValue(rows: unknown): boolean {
  return (
    Array.isArray(rows) &&
    rows.some(
      (row: unknown) =>
        Array.isArray(row) && row.some((value: unknown) => typeof value === 'number'),
    )
  );
}
