import type { PayloadSchema } from './payload-schema.ts';

const SPAN_ID: PayloadSchema = { type: 'string', pattern: '^[0-9a-fA-F]{16}$' };

/** Spans as JSON, as Datadog's tracers send them without an Agent; no reference describes them. */
export const SPANS_PAYLOAD = {
  type: 'object',
  required: ['traces'],
  properties: {
    traces: {
      type: 'array',
      items: {
        type: 'object',
        required: ['spans'],
        properties: {
          spans: {
            type: 'array',
            items: {
              type: 'object',
              required: ['trace_id', 'span_id', 'service', 'name', 'resource', 'start', 'duration'],
              properties: {
                trace_id: { type: 'string', pattern: '^(?:[0-9a-fA-F]{16}|[0-9a-fA-F]{32})$' },
                span_id: SPAN_ID,
                parent_id: SPAN_ID,
                service: { type: 'string', minLength: 1 },
                name: { type: 'string', minLength: 1 },
                resource: { type: 'string', minLength: 1 },
                type: { type: 'string' },
                start: { type: 'integer', minimum: 0 },
                duration: { type: 'integer', minimum: 0 },
                error: { type: 'integer', minimum: 0, maximum: 1 },
                meta: { type: 'object', others: 'free' },
                metrics: { type: 'object', others: 'free' },
                meta_struct: { type: 'object', others: 'free' },
                span_links: { type: 'array', items: { type: 'object', others: 'free' } },
                span_events: { type: 'array', items: { type: 'object', others: 'free' } },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies PayloadSchema;
