import type { AdmittedHandler } from '../access/admission.ts';
import { errors, isRecord, json, readJson } from '../http/exchange.ts';
import { eventV1, eventV2, logV2, spanV2, withBigId } from '../intake/event-views.ts';
import { listMetricTags, queryMetrics, queryTimeseries, readSeconds } from './metrics.ts';
import {
  answerSearch,
  runSearch,
  scalarText,
  searchFromBody,
  searchFromQuery,
  visibleItems,
} from './search.ts';

/** A route that shows what was sent, with the rights it wants where the catalog names none. */
export interface ReadBackRoute {
  readonly name: string;
  readonly scope: string;
  readonly product: string;
  readonly answer: AdmittedHandler;
}

/** `GET /api/v1/events`: `start`, `end` in seconds; `tags`, all of which an event has to carry. */
const listEventsV1: AdmittedHandler = (world, request, { grant }) => {
  const start = readSeconds(request.query.get('start'));
  const end = readSeconds(request.query.get('end'));
  if (start === undefined || end === undefined) {
    return errors(400, 'The parameters start and end are required');
  }
  const tags = (request.query.get('tags') ?? '').split(',').filter(Boolean);
  const events = visibleItems(world, 'events', grant.org.id)
    .filter((item) => {
      const happened = Math.floor(item.timestampMs / 1000);
      const inTime = happened >= start && happened <= end;
      return inTime && tags.every((tag) => item.tags.includes(tag));
    })
    .map((item) => eventV1(item, request.at.site.app.url));
  return { ...json(200, {}), body: withBigId({ events, status: 'ok' }) };
};

const getEventV1: AdmittedHandler = (world, request, { grant }) => {
  const id = request.pathParameters['event_id'];
  const item = visibleItems(world, 'events', grant.org.id).find((event) => event.id === id);
  if (!item) return errors(404, 'No event matches that event_id.');
  const event = eventV1(item, request.at.site.app.url);
  return { ...json(200, {}), body: withBigId({ event, status: 'ok' }) };
};

const getEventV2: AdmittedHandler = (world, request, { grant }) => {
  const id = request.pathParameters['event_id'];
  const item = visibleItems(world, 'events', grant.org.id).find((event) => event.id === id);
  return item ? json(200, { data: eventV2(item) }) : errors(404, 'Event not found');
};

/** `POST /api/v1/logs-queries/list`, the older log search: `query`, `limit`, `time.from`, `time.to`. */
const listLogsV1: AdmittedHandler = (world, request, admitted) => {
  const body = readJson(request);
  const time = isRecord(body) ? body['time'] : undefined;
  if (!isRecord(body) || !isRecord(time)) return errors(400, 'time is required');
  const found = runSearch(world, admitted, 'logs', {
    query: scalarText(body['query']) ?? '*',
    from: scalarText(time['from']) ?? '',
    to: scalarText(time['to']) ?? '',
    limit: Number(scalarText(body['limit']) ?? 10),
    cursor: undefined,
    ascending: body['sort'] === 'asc',
  });
  if (found.refusal) return found.refusal;
  const logs = found.items.map((item) => ({
    id: item.id,
    content: {
      ...item.fields,
      message: item.message,
      tags: item.tags,
      attributes: item.attributes,
      timestamp: new Date(item.timestampMs).toISOString(),
    },
  }));
  return json(200, { logs, nextLogId: null, status: 'done' });
};

/** Every route that shows real data; paths may hold `{name}` parts. */
export const READ_BACK_ROUTES: readonly ReadBackRoute[] = [
  route('GET /api/v1/query', 'timeseries_query', 'Metrics', queryMetrics),
  route('POST /api/v2/query/timeseries', 'timeseries_query', 'Metrics', queryTimeseries),
  route('GET /api/v2/metrics/{metric_name}/all-tags', 'metrics_read', 'Metrics', listMetricTags),
  route('GET /api/v1/events', 'events_read', 'Events', listEventsV1),
  route('GET /api/v1/events/{event_id}', 'events_read', 'Events', getEventV1),
  route('GET /api/v2/events', 'events_read', 'Events', (world, request, admitted) =>
    answerSearch(world, admitted, 'events', searchFromQuery(request), eventV2),
  ),
  route('GET /api/v2/events/{event_id}', 'events_read', 'Events', getEventV2),
  route('POST /api/v2/events/search', 'events_read', 'Events', (world, request, admitted) =>
    answerSearch(world, admitted, 'events', searchFromBody(request), eventV2),
  ),
  route('GET /api/v2/logs/events', 'logs_read_data', 'Logs', (world, request, admitted) =>
    answerSearch(world, admitted, 'logs', searchFromQuery(request), logV2),
  ),
  route('POST /api/v2/logs/events/search', 'logs_read_data', 'Logs', (world, request, admitted) =>
    answerSearch(world, admitted, 'logs', searchFromBody(request), logV2),
  ),
  route('POST /api/v1/logs-queries/list', 'logs_read_data', 'Logs', listLogsV1),
  route('GET /api/v2/spans/events', 'apm_read', 'APM', (world, request, admitted) =>
    answerSearch(world, admitted, 'spans', searchFromQuery(request), spanV2),
  ),
  route('POST /api/v2/spans/events/search', 'apm_read', 'APM', (world, request, admitted) =>
    answerSearch(world, admitted, 'spans', searchFromBody(request), spanV2),
  ),
];

function route(
  name: string,
  scope: string,
  product: string,
  answer: AdmittedHandler,
): ReadBackRoute {
  return { name, scope, product, answer };
}
