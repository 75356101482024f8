// Written by scripts/generate-payload-schemas.mjs; change the script or its input, not this file.
import type { PayloadSchema } from './payload-schema.ts';

/** Request bodies as Datadog's API specification describes them, by data type. */
export const SPECIFIED_PAYLOADS = {
  metrics: {
    type: 'object',
    required: ['series'],
    properties: {
      series: {
        type: 'array',
        items: {
          type: 'object',
          required: ['metric', 'points'],
          properties: {
            interval: { type: 'integer' },
            metadata: {
              type: 'object',
              properties: {
                origin: {
                  type: 'object',
                  properties: {
                    metric_type: { type: 'integer', maximum: 1000 },
                    product: { type: 'integer', maximum: 1000 },
                    service: { type: 'integer', maximum: 1000 },
                  },
                },
              },
            },
            metric: { type: 'string' },
            points: {
              type: 'array',
              items: {
                type: 'object',
                properties: { timestamp: { type: 'integer' }, value: { type: 'number' } },
              },
            },
            resources: {
              type: 'array',
              items: {
                type: 'object',
                properties: { name: { type: 'string' }, type: { type: 'string' } },
              },
            },
            source_type_name: { type: 'string' },
            tags: { type: 'array', items: { type: 'string' } },
            type: { type: 'integer', enum: [0, 1, 2, 3] },
            unit: { type: 'string' },
          },
        },
      },
    },
  },
  'metrics-v1': {
    type: 'object',
    required: ['series'],
    properties: {
      series: {
        type: 'array',
        items: {
          type: 'object',
          required: ['metric', 'points'],
          properties: {
            host: { type: 'string' },
            interval: { type: 'integer', nullable: true },
            metric: { type: 'string' },
            points: {
              type: 'array',
              items: {
                type: 'array',
                minItems: 2,
                maxItems: 2,
                items: { type: 'number', nullable: true },
              },
            },
            tags: { type: 'array', items: { type: 'string' } },
            type: { type: 'string' },
          },
        },
      },
    },
  },
  distributions: {
    type: 'object',
    required: ['series'],
    properties: {
      series: {
        type: 'array',
        items: {
          type: 'object',
          required: ['metric', 'points'],
          properties: {
            host: { type: 'string' },
            metric: { type: 'string' },
            points: {
              type: 'array',
              items: {
                type: 'array',
                minItems: 2,
                maxItems: 2,
                items: {
                  oneOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }],
                },
              },
            },
            tags: { type: 'array', items: { type: 'string' } },
            type: { type: 'string', enum: ['distribution'] },
          },
        },
      },
    },
  },
  events: {
    type: 'object',
    required: ['title', 'text'],
    properties: {
      aggregation_key: { type: 'string', maxLength: 100 },
      alert_type: {
        type: 'string',
        enum: ['error', 'warning', 'info', 'success', 'user_update', 'recommendation', 'snapshot'],
      },
      date_happened: { type: 'integer' },
      device_name: { type: 'string' },
      host: { type: 'string' },
      priority: { type: 'string', enum: ['normal', 'low'], nullable: true },
      related_event_id: { type: 'integer' },
      source_type_name: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      text: { type: 'string', maxLength: 4000 },
      title: { type: 'string' },
    },
  },
  'events-v2': {
    type: 'object',
    required: ['data'],
    properties: {
      data: {
        type: 'object',
        required: ['type', 'attributes'],
        properties: {
          attributes: {
            type: 'object',
            required: ['title', 'category', 'attributes'],
            properties: {
              aggregation_key: { type: 'string', minLength: 1, maxLength: 100 },
              attributes: {
                oneOf: [
                  {
                    type: 'object',
                    required: ['changed_resource'],
                    properties: {
                      author: {
                        type: 'object',
                        required: ['name', 'type'],
                        properties: {
                          name: { type: 'string', minLength: 1, maxLength: 128 },
                          type: { type: 'string', enum: ['user', 'system', 'api', 'automation'] },
                        },
                        others: 'refused',
                      },
                      change_metadata: { type: 'object', others: 'free' },
                      changed_resource: {
                        type: 'object',
                        required: ['type', 'name'],
                        properties: {
                          name: {
                            type: 'string',
                            minLength: 1,
                            maxLength: 128,
                            pattern: '.*\\S.*',
                          },
                          type: { type: 'string', enum: ['feature_flag', 'configuration'] },
                        },
                        others: 'refused',
                      },
                      impacted_resources: {
                        type: 'array',
                        maxItems: 100,
                        items: {
                          type: 'object',
                          required: ['type', 'name'],
                          properties: {
                            name: { type: 'string', minLength: 1, maxLength: 128 },
                            type: { type: 'string', enum: ['service'] },
                          },
                          others: 'refused',
                        },
                      },
                      new_value: { type: 'object', others: 'free' },
                      prev_value: { type: 'object', others: 'free' },
                    },
                    others: 'refused',
                  },
                  {
                    type: 'object',
                    required: ['status'],
                    properties: {
                      custom: { type: 'object', others: 'free' },
                      links: {
                        type: 'array',
                        minItems: 1,
                        maxItems: 20,
                        items: {
                          type: 'object',
                          required: ['url', 'category'],
                          properties: {
                            category: {
                              type: 'string',
                              enum: ['runbook', 'documentation', 'dashboard', 'resource'],
                            },
                            title: { type: 'string', minLength: 1, maxLength: 300 },
                            url: { type: 'string', minLength: 1, maxLength: 2048 },
                          },
                          others: 'refused',
                        },
                      },
                      priority: { type: 'string', enum: ['1', '2', '3', '4', '5'] },
                      status: { type: 'string', enum: ['warn', 'error', 'ok'] },
                    },
                    others: 'refused',
                  },
                ],
              },
              category: { type: 'string', enum: ['change', 'alert'] },
              host: { type: 'string', minLength: 1, maxLength: 255 },
              integration_id: { type: 'string', enum: ['custom-events'] },
              message: { type: 'string', minLength: 1, maxLength: 4000 },
              tags: {
                type: 'array',
                minItems: 1,
                maxItems: 100,
                items: { type: 'string', minLength: 1, maxLength: 200 },
              },
              timestamp: { type: 'string' },
              title: { type: 'string', minLength: 1, maxLength: 500 },
            },
            others: 'refused',
          },
          type: { type: 'string', enum: ['event'] },
        },
      },
    },
  },
  logs: {
    type: 'array',
    items: {
      type: 'object',
      required: ['message'],
      properties: {
        ddsource: { type: 'string' },
        ddtags: { type: 'string' },
        hostname: { type: 'string' },
        message: { type: 'string' },
        service: { type: 'string' },
      },
      others: 'free',
    },
  },
  'service-checks': {
    type: 'array',
    items: {
      type: 'object',
      required: ['check', 'status', 'tags', 'host_name'],
      properties: {
        check: { type: 'string' },
        host_name: { type: 'string' },
        message: { type: 'string' },
        status: { type: 'integer', enum: [0, 1, 2, 3] },
        tags: { type: 'array', items: { type: 'string' } },
        timestamp: { type: 'integer' },
      },
    },
  },
} as const satisfies Record<string, PayloadSchema>;
