import type { StoredItem } from '../world/received.ts';

/** An event as API v1 shows it. Its `id` is a number too large for JavaScript; see `withBigId`. */
export function eventV1(item: StoredItem, appUrl: string): Readonly<Record<string, unknown>> {
  return {
    id: `${BIG_ID}${item.id}`,
    id_str: item.id,
    title: item.title,
    text: item.message,
    date_happened: Math.floor(item.timestampMs / 1000),
    handle: null,
    priority: item.attributes['priority'] ?? null,
    related_event_id: null,
    tags: item.tags,
    host: item.fields['host'] ?? null,
    alert_type: item.fields['status'] ?? 'info',
    source: item.fields['source'] ?? null,
    url: `${appUrl}/event/event?id=${item.id}`,
  };
}

const BIG_ID = 'ddoauth-big-id:';

/**
 * Writes JSON in which the `id` of an event is a number of nineteen digits, as Datadog sends it: a
 * JavaScript client that reads `id` instead of `id_str` gets a wrong one.
 */
export function withBigId(value: unknown): string {
  return JSON.stringify(value).replace(/"id":"ddoauth-big-id:(\d{19})"/g, '"id":$1');
}

/** An event as API v2 shows it. */
export function eventV2(item: StoredItem): Readonly<Record<string, unknown>> {
  const { service, source, host, status } = item.fields;
  return {
    id: item.id,
    type: 'event',
    attributes: {
      message: item.message,
      tags: item.tags,
      timestamp: new Date(item.timestampMs).toISOString(),
      attributes: {
        ...item.attributes,
        evt: { id: item.id, name: item.title },
        title: item.title,
        hostname: host,
        service,
        source_type_name: source,
        status,
        timestamp: item.timestampMs,
        tags: item.tags,
      },
    },
  };
}

/** A log as API v2 shows it. */
export function logV2(item: StoredItem): Readonly<Record<string, unknown>> {
  const { service, source, host, status } = item.fields;
  return {
    id: item.id,
    type: 'log',
    attributes: {
      message: item.message,
      service,
      host,
      status: status ?? 'info',
      timestamp: new Date(item.timestampMs).toISOString(),
      tags: source === undefined ? item.tags : [...item.tags, `source:${source}`],
      attributes: item.attributes,
    },
  };
}

/** A span as API v2 shows it. */
export function spanV2(item: StoredItem): Readonly<Record<string, unknown>> {
  const { traceId, spanId, parentId, ...custom } = item.attributes;
  return {
    id: item.id,
    type: 'spans',
    attributes: {
      trace_id: traceId,
      span_id: spanId,
      parent_id: parentId,
      service: item.fields['service'],
      resource_name: item.message,
      start_timestamp: new Date(item.timestampMs).toISOString(),
      tags: item.tags,
      custom,
    },
  };
}
