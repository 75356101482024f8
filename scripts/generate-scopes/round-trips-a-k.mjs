/** Round trips of scopes from a to k; see round-trips.mjs. */
import {
  DASHBOARD,
  INCIDENT_TYPE,
  NOTHING,
  TAGS,
  TEXT,
  WEBHOOKS,
  at,
} from './shared-creations.mjs';

const OPENAPI_DOCUMENT = `openapi: 3.0.3
info:
  title: '{name}'
  description: ${TEXT}
  version: 1.0.0
paths:
  /ddoauth:
    get:
      responses:
        '200':
          description: Never answered.
`;

/** As ROUND_TRIPS. */
export const ROUND_TRIPS_A_K = {
  apm_api_catalog_write: {
    subject: at('api', '/api/v2/apicatalog/api/{id}', {
      create: [
        'POST',
        '/api/v2/apicatalog/openapi',
        {
          upload: {
            field: 'openapi_spec_file',
            fileName: '{name}.yaml',
            content: OPENAPI_DOCUMENT,
          },
        },
      ],
      read: ['GET', '/api/v2/apicatalog/api/{id}/openapi'],
    }),
  },
  apm_generate_metrics: {
    subject: at('metric', '/api/v2/apm/config/metrics/{id}', {
      create: [
        'POST',
        '/api/v2/apm/config/metrics',
        {
          body: {
            data: {
              type: 'spans_metrics',
              id: '{slug}',
              attributes: { compute: { aggregation_type: 'count' }, filter: { query: NOTHING } },
            },
          },
        },
      ],
    }),
  },
  apm_service_catalog_write: {
    subject: at('entity', '/api/v2/catalog/entity/{id}', {
      create: [
        'POST',
        '/api/v2/catalog/entity',
        {
          body: {
            apiVersion: 'v3',
            kind: 'service',
            metadata: { name: '{name}', description: TEXT, tags: TAGS },
          },
        },
      ],
      idAt: 'data.0.id',
      read: ['GET', '/api/v2/catalog/entity', { query: { 'filter[name]': '{name}' } }],
    }),
    leaves:
      'Datadog deletes the entity a little later than it says so; until then the Software Catalog may show it.',
  },
  cases_write: {
    subject: at('project', '/api/v2/cases/projects/{id}', {
      create: [
        'POST',
        '/api/v2/cases/projects',
        { body: { data: { type: 'project', attributes: { name: '{name}', key: '{upper}' } } } },
      ],
    }),
  },
  cloud_cost_management_write: {
    subject: at('ruleset', '/api/v2/tags/enrichment/{id}', {
      create: [
        'POST',
        '/api/v2/tags/enrichment',
        {
          body: {
            data: {
              type: 'create_ruleset',
              id: '{name}',
              attributes: {
                enabled: false,
                rules: [
                  {
                    enabled: false,
                    name: '{name}',
                    query: {
                      query: NOTHING,
                      addition: { key: 'ddoauth_run', value: '{run}' },
                      case_insensitivity: false,
                      if_tag_exists: 'do_not_apply',
                    },
                  },
                ],
              },
            },
          },
        },
      ],
    }),
  },
  create_webhooks: {
    subject: at('webhook', `${WEBHOOKS}/webhooks/{id}`, {
      create: [
        'POST',
        `${WEBHOOKS}/webhooks`,
        { body: { name: '{name}', url: 'https://ddoauth.invalid/', encode_as: 'json' } },
      ],
      idAt: 'name',
    }),
    leaves:
      'Deleting a webhook needs manage_integrations, and the specification declares no OAuth for it; where the token may not, remove the webhook on the Webhooks integration tile.',
  },
  dashboards_embed_share: {
    needs: [DASHBOARD],
    subject: at('embed', '/api/v2/dashboard/{id:dashboard}/shared/secure-embed/{id}', {
      create: [
        'POST',
        '/api/v2/dashboard/{id:dashboard}/shared/secure-embed',
        {
          body: {
            data: {
              type: 'secure_embed_request',
              attributes: {
                title: '{name}',
                status: 'paused',
                global_time: { live_span: '1h' },
                global_time_selectable: false,
                selectable_template_vars: [],
                viewing_preferences: { high_density: false, theme: 'system' },
              },
            },
          },
        },
      ],
      idAt: 'data.attributes.token',
      secretAnswer: true,
    }),
  },
  dashboards_invite_share: {
    needs: [DASHBOARD],
    subject: at('share', '/api/v1/dashboard/public/{id}', {
      create: [
        'POST',
        '/api/v1/dashboard/public',
        {
          body: {
            dashboard_id: '{id:dashboard}',
            dashboard_type: 'custom_timeboard',
            share_type: 'invite',
            status: 'paused',
            title: '{name}',
            invitees: [],
          },
        },
      ],
      idAt: 'token',
      secretAnswer: true,
    }),
    ownRead: ['GET', '/api/v1/dashboard/public/{id}/invitation', { query: { page_size: '1' } }],
  },
  dashboards_write: {
    subject: DASHBOARD,
    leaves: 'A deleted dashboard can be restored for a while with PATCH /api/v1/dashboard.',
  },
  data_scanner_write: {
    subject: at('group', '/api/v2/sensitive-data-scanner/config/groups/{id}', {
      create: [
        'POST',
        '/api/v2/sensitive-data-scanner/config/groups',
        {
          body: {
            data: {
              type: 'sensitive_data_scanner_group',
              attributes: {
                name: '{name}',
                description: TEXT,
                is_enabled: false,
                filter: { query: NOTHING },
                product_list: ['logs'],
              },
            },
            meta: {},
          },
        },
      ],
      read: ['GET', '/api/v2/sensitive-data-scanner/config'],
      delete: [
        'DELETE',
        '/api/v2/sensitive-data-scanner/config/groups/{id}',
        { body: { meta: {} } },
      ],
    }),
  },
  feature_flag_environment_config_write: {
    subject: at('environment', '/api/v2/feature-flags/environments/{id}', {
      create: [
        'POST',
        '/api/v2/feature-flags/environments',
        {
          body: {
            data: {
              type: 'environments',
              attributes: { name: '{name}', is_production: false, queries: ['{name}'] },
            },
          },
        },
      ],
    }),
  },
  incident_notification_settings_write: {
    needs: [INCIDENT_TYPE],
    subject: at('template', '/api/v2/incidents/config/notification-templates/{id}', {
      create: [
        'POST',
        '/api/v2/incidents/config/notification-templates',
        {
          body: {
            data: {
              type: 'notification_templates',
              attributes: { name: '{name}', subject: '{name}', content: TEXT, category: 'alert' },
              relationships: {
                incident_type: { data: { type: 'incident_types', id: '{id:incident_type}' } },
              },
            },
          },
        },
      ],
    }),
  },
  incident_settings_write: { subject: INCIDENT_TYPE },
  incident_write: {
    subject: at('incident', '/api/v2/incidents/{id}', {
      create: [
        'POST',
        '/api/v2/incidents',
        {
          body: {
            data: {
              type: 'incidents',
              attributes: { title: '{name}', customer_impacted: false, is_test: true },
            },
          },
        },
      ],
    }),
    leaves:
      'The number of the incident is not given out again, and notification rules that match every incident may have told somebody.',
  },
};
