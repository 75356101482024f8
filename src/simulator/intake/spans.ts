import * as v from 'valibot';
import { findKey, refuseKey } from '../access/api-key.ts';
import {
  errors,
  json,
  readJson,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { fieldsOf } from './events.ts';
import { count, keep } from '../world/received.ts';
import type { IssuedKey, World } from '../world/world.ts';

const hexId = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{16}|[0-9a-f]{32})$/i));

const SPAN = v.object({
  trace_id: hexId,
  span_id: hexId,
  parent_id: v.optional(hexId),
  service: v.string(),
  name: v.string(),
  resource: v.string(),
  type: v.optional(v.string()),
  start: v.number(),
  duration: v.number(),
  error: v.optional(v.number()),
  meta: v.optional(v.record(v.string(), v.string())),
  metrics: v.optional(v.record(v.string(), v.number())),
});

const TRACES = v.object({
  traces: v.pipe(
    v.array(v.object({ spans: v.pipe(v.array(SPAN), v.minLength(1)) })),
    v.minLength(1),
  ),
});

/** `POST /api/v2/spans` on a site's own spans host. @see datadog/api-facts.md section 3 */
export function submitSpans(world: World, request: SimulatorRequest): SimulatorAnswer {
  const found = findKey(world, request);
  if (found.kind !== 'own') return refuseKey(found);
  const body = v.safeParse(TRACES, readJson(request));
  if (!body.success) return errors(400, 'Invalid payload');
  for (const trace of body.output.traces) {
    for (const span of trace.spans) storeSpan(world, found.key, span);
  }
  return json(202, {});
}

/** How far the start of a span may be from now, either way; others are dropped silently. */
const WINDOW_MS = 18 * 3600 * 1000;

function storeSpan(world: World, key: IssuedKey, span: v.InferOutput<typeof SPAN>): void {
  const now = world.clock.now();
  const timestampMs = Math.floor(span.start / 1_000_000);
  if (Math.abs(timestampMs - now) > WINDOW_MS) return;
  const { org } = key;
  const meta = span.meta ?? {};
  count(world.received, { site: org.site, orgId: org.id, type: 'spans' }, span.resource);
  keep(world.received.spans, {
    orgId: org.id,
    receivedAtMs: now,
    id: world.ids.token(),
    timestampMs,
    message: span.resource,
    title: span.name,
    tags: Object.entries(meta).map(([name, value]) => `${name}:${value}`),
    fields: fieldsOf({ service: span.service, status: span.error === 1 ? 'error' : 'ok' }),
    attributes: {
      ...meta,
      traceId: span.trace_id,
      spanId: span.span_id,
      parentId: span.parent_id ?? '0000000000000000',
      duration: span.duration,
    },
  });
}
