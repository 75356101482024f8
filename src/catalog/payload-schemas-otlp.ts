import type { PayloadSchema } from './payload-schema.ts';

/** A 64 bit number in protobuf's JSON: a text of digits, or a number. */
const FIXED_64: PayloadSchema = {
  oneOf: [
    { type: 'string', pattern: '^[0-9]+$' },
    { type: 'integer', minimum: 0 },
  ],
};
const INT_64: PayloadSchema = {
  oneOf: [{ type: 'string', pattern: '^-?[0-9]+$' }, { type: 'integer' }],
};
const NUMBERS_64: PayloadSchema = { type: 'array', items: FIXED_64 };
const DOUBLES: PayloadSchema = { type: 'array', items: { type: 'number' } };

const ATTRIBUTES: PayloadSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['key'],
    properties: { key: { type: 'string' }, value: { type: 'object', others: 'free' } },
  },
};

const RESOURCE: PayloadSchema = {
  type: 'object',
  properties: {
    attributes: ATTRIBUTES,
    droppedAttributesCount: { type: 'integer' },
    entityRefs: { type: 'array', items: { type: 'object', others: 'free' } },
  },
};

const SCOPE: PayloadSchema = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    version: { type: 'string' },
    attributes: ATTRIBUTES,
    droppedAttributesCount: { type: 'integer' },
  },
};

const POINT = {
  attributes: ATTRIBUTES,
  startTimeUnixNano: FIXED_64,
  timeUnixNano: FIXED_64,
  exemplars: { type: 'array', items: { type: 'object', others: 'free' } },
  flags: { type: 'integer' },
} as const satisfies Record<string, PayloadSchema>;

const NUMBER_POINTS: PayloadSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['timeUnixNano'],
    properties: { ...POINT, asDouble: { type: 'number' }, asInt: INT_64 },
  },
};

const STATISTICS = {
  count: FIXED_64,
  sum: { type: 'number' },
  min: { type: 'number' },
  max: { type: 'number' },
} as const satisfies Record<string, PayloadSchema>;

/** 0 unspecified, 1 delta, 2 cumulative; names are not taken in JSON. */
const TEMPORALITY: PayloadSchema = { type: 'integer', enum: [0, 1, 2] };

const METRIC: PayloadSchema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    description: { type: 'string' },
    unit: { type: 'string' },
    metadata: ATTRIBUTES,
    gauge: {
      type: 'object',
      required: ['dataPoints'],
      properties: { dataPoints: NUMBER_POINTS },
    },
    sum: {
      type: 'object',
      required: ['dataPoints', 'aggregationTemporality'],
      properties: {
        dataPoints: NUMBER_POINTS,
        aggregationTemporality: TEMPORALITY,
        isMonotonic: { type: 'boolean' },
      },
    },
    histogram: {
      type: 'object',
      required: ['dataPoints', 'aggregationTemporality'],
      properties: {
        aggregationTemporality: TEMPORALITY,
        dataPoints: {
          type: 'array',
          items: {
            type: 'object',
            required: ['timeUnixNano'],
            properties: {
              ...POINT,
              ...STATISTICS,
              bucketCounts: NUMBERS_64,
              explicitBounds: DOUBLES,
            },
          },
        },
      },
    },
    exponentialHistogram: {
      type: 'object',
      required: ['dataPoints', 'aggregationTemporality'],
      properties: {
        aggregationTemporality: TEMPORALITY,
        dataPoints: {
          type: 'array',
          items: {
            type: 'object',
            required: ['timeUnixNano'],
            properties: {
              ...POINT,
              ...STATISTICS,
              scale: { type: 'integer' },
              zeroCount: FIXED_64,
              zeroThreshold: { type: 'number' },
              positive: { type: 'object', others: 'free' },
              negative: { type: 'object', others: 'free' },
            },
          },
        },
      },
    },
    summary: {
      type: 'object',
      required: ['dataPoints'],
      properties: {
        dataPoints: {
          type: 'array',
          items: {
            type: 'object',
            required: ['timeUnixNano'],
            properties: {
              ...POINT,
              ...STATISTICS,
              quantileValues: { type: 'array', items: { type: 'object', others: 'free' } },
            },
          },
        },
      },
    },
  },
};

const LOG_RECORD: PayloadSchema = {
  type: 'object',
  properties: {
    timeUnixNano: FIXED_64,
    observedTimeUnixNano: FIXED_64,
    severityNumber: { type: 'integer', minimum: 0, maximum: 24 },
    severityText: { type: 'string' },
    body: { type: 'object', others: 'free' },
    attributes: ATTRIBUTES,
    droppedAttributesCount: { type: 'integer' },
    flags: { type: 'integer' },
    traceId: { type: 'string', pattern: '^(?:[0-9a-fA-F]{32})?$' },
    spanId: { type: 'string', pattern: '^(?:[0-9a-fA-F]{16})?$' },
    eventName: { type: 'string' },
  },
};

/** A list of resources, of scopes in each, and of what is measured in each of these. */
function exported(
  resources: string,
  scopes: string,
  rows: string,
  row: PayloadSchema,
): PayloadSchema {
  return {
    type: 'object',
    required: [resources],
    properties: {
      [resources]: {
        type: 'array',
        items: {
          type: 'object',
          required: [scopes],
          properties: {
            resource: RESOURCE,
            schemaUrl: { type: 'string' },
            [scopes]: {
              type: 'array',
              items: {
                type: 'object',
                required: [rows],
                properties: {
                  scope: SCOPE,
                  schemaUrl: { type: 'string' },
                  [rows]: { type: 'array', items: row },
                },
              },
            },
          },
        },
      },
    },
  };
}

/**
 * Export requests of OTLP as JSON.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export const OTLP_PAYLOADS = {
  'otlp-metrics': exported('resourceMetrics', 'scopeMetrics', 'metrics', METRIC),
  'otlp-logs': exported('resourceLogs', 'scopeLogs', 'logRecords', LOG_RECORD),
} as const satisfies Record<string, PayloadSchema>;
