import * as v from 'valibot';
import { findKey, refuseKey } from '../access/api-key.ts';
import {
  errors,
  json,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { eventV1, withBigId } from './event-views.ts';
import { count, keep, type StoredItem } from '../world/received.ts';
import type { IssuedKey, World } from '../world/world.ts';

const PAST_MS = 18 * 3600 * 1000;
const FUTURE_MS = 2 * 3600 * 1000;

const EVENT_V1 = v.object({
  title: v.string(),
  text: v.string(),
  date_happened: v.optional(v.number()),
  tags: v.optional(v.nullable(v.array(v.string()))),
  host: v.optional(v.nullable(v.string())),
  priority: v.optional(v.nullable(v.picklist(['normal', 'low']))),
  alert_type: v.optional(
    v.picklist([
      'error',
      'warning',
      'info',
      'success',
      'user_update',
      'recommendation',
      'snapshot',
    ]),
  ),
  source_type_name: v.optional(v.nullable(v.string())),
  aggregation_key: v.optional(v.nullable(v.string())),
});

const ALERT_ATTRIBUTES = v.strictObject({
  status: v.picklist(['warn', 'error', 'ok']),
  priority: v.optional(v.picklist(['1', '2', '3', '4', '5'])),
  custom: v.optional(v.record(v.string(), v.unknown())),
  links: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(20))),
});

const CHANGE_ATTRIBUTES = v.strictObject({
  changed_resource: v.strictObject({
    type: v.picklist(['feature_flag', 'configuration']),
    name: v.string(),
  }),
  author: v.optional(
    v.strictObject({ name: v.string(), type: v.picklist(['user', 'system', 'api', 'automation']) }),
  ),
  change_metadata: v.optional(v.record(v.string(), v.unknown())),
  impacted_resources: v.optional(v.array(v.unknown())),
  new_value: v.optional(v.record(v.string(), v.unknown())),
  prev_value: v.optional(v.record(v.string(), v.unknown())),
});

const V2_COMMON = {
  title: v.pipe(v.string(), v.nonEmpty()),
  message: v.optional(v.string()),
  tags: v.optional(v.array(v.string())),
  host: v.optional(v.string()),
  timestamp: v.optional(v.string()),
  aggregation_key: v.optional(v.string()),
  integration_id: v.optional(v.picklist(['custom-events'])),
};

const EVENT_V2 = v.object({
  data: v.object({
    type: v.literal('event'),
    attributes: v.variant('category', [
      v.strictObject({
        ...V2_COMMON,
        category: v.literal('alert'),
        attributes: ALERT_ATTRIBUTES,
      }),
      v.strictObject({
        ...V2_COMMON,
        category: v.literal('change'),
        attributes: CHANGE_ATTRIBUTES,
      }),
    ]),
  }),
});

/** `POST /api/v1/events`; too old or too far ahead is refused, not dropped. @see datadog/api-facts.md section 3 */
export function submitEventV1(world: World, request: SimulatorRequest): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  const body = v.safeParse(EVENT_V1, readJson(request));
  if (!body.success) return errors(400, 'Invalid JSON structure');
  const event = body.output;
  const now = world.clock.now();
  const timestampMs = event.date_happened === undefined ? now : event.date_happened * 1000;
  const refusal = refuseTime(timestampMs, now);
  if (refusal) return refusal;
  const { host, source_type_name: source, alert_type: status, priority } = event;
  const item = store(world, found.key, {
    timestampMs,
    title: event.title,
    message: event.text,
    tags: event.tags ?? [],
    fields: fieldsOf({ host, source: source ?? 'my_apps', status: status ?? 'info' }),
    attributes: { priority: priority ?? null, aggregation_key: event.aggregation_key ?? null },
  });
  const answer = { status: 'ok', event: eventV1(item, request.at.site.app.url) };
  return { ...json(202, {}), body: withBigId(answer) };
}

/** `POST /api/v2/events` on the event management intake; its shape is checked as the specification has it. */
export function submitEventV2(world: World, request: SimulatorRequest): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  const body = v.safeParse(EVENT_V2, readJson(request));
  if (!body.success) {
    const [issue] = body.issues;
    const at = (v.getDotPath(issue) ?? '').replaceAll('.', '/');
    const detail = { status: '400', title: 'Invalid request', detail: issue.message };
    return json(400, { errors: [{ ...detail, source: { pointer: `/${at}` } }] });
  }
  const event = body.output.data.attributes;
  const now = world.clock.now();
  const timestampMs = event.timestamp === undefined ? now : Date.parse(event.timestamp);
  if (Number.isNaN(timestampMs)) return errors(400, 'Invalid timestamp');
  const refusal = refuseTime(timestampMs, now);
  if (refusal) return refusal;
  const status = event.category === 'alert' ? event.attributes.status : 'info';
  const item = store(world, found.key, {
    timestampMs,
    title: event.title,
    message: event.message ?? '',
    tags: event.tags ?? [],
    fields: fieldsOf({ host: event.host, source: 'custom_events', status }),
    attributes: { ...event.attributes, category: event.category },
  });
  const evt = { id: item.id, uid: world.ids.token() };
  return json(202, {
    data: { id: '_', type: 'event', attributes: { attributes: { evt } } },
    links: { self: `${request.at.site.app.url}/event/event?id=${item.id}` },
  });
}

function store(
  world: World,
  key: IssuedKey,
  event: Omit<StoredItem, 'id' | 'orgId' | 'receivedAtMs'>,
): StoredItem {
  const { org } = key;
  const item = {
    ...event,
    id: world.ids.eventId(),
    orgId: org.id,
    receivedAtMs: world.clock.now(),
  };
  keep(world.received.events, item);
  count(world.received, { site: org.site, orgId: org.id, type: 'events' }, event.title);
  return item;
}

function refuseTime(timestampMs: number, nowMs: number): SimulatorAnswer | undefined {
  const where =
    timestampMs < nowMs - PAST_MS ? 'past' : timestampMs > nowMs + FUTURE_MS ? 'future' : undefined;
  if (!where) return undefined;
  return json(400, { errors: [`Event too far in the ${where}`] }, 'text/plain; charset=utf-8');
}

/** Leaves out what was not sent. */
export function fieldsOf(
  fields: Readonly<Record<string, string | null | undefined>>,
): Readonly<Record<string, string>> {
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) if (value) present[name] = value;
  return present;
}
