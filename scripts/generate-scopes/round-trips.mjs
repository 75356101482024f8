/**
 * What is created and deleted to prove a scope that writes, written by hand from the request schemas
 * and the notes of the fact file. Everything here is disabled, paused, a draft or a test where
 * Datadog has such a switch; nothing names a person, a channel or a mail address; everything carries
 * `{name}`, and `ddoauth_run:{run}` where it may be tagged.
 */
import {
  DASHBOARD,
  INCIDENT_TYPE,
  SLO,
  STATUS_PAGE,
  STATUS_PAGE_COMPONENT,
  TEXT,
  YEAR,
  at,
} from './shared-creations.mjs';
import { SECURITY_ROUND_TRIPS } from './security-round-trips.mjs';

const TAGS = ['ddoauth_run:{run}'];
/** A query that finds nothing. */
const NOTHING = 'ddoauth_run:{run}';
const WEBHOOKS = '/api/v1/integration/webhooks/configuration';

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

/** Round trips by scope. A request is `[method, path, { query, body, upload, opens }]`. */
export const ROUND_TRIPS = {
  ...SECURITY_ROUND_TRIPS,
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
  logs_generate_metrics: {
    subject: at('metric', '/api/v2/logs/config/metrics/{id}', {
      create: [
        'POST',
        '/api/v2/logs/config/metrics',
        {
          body: {
            data: {
              type: 'logs_metrics',
              id: '{slug}',
              attributes: { compute: { aggregation_type: 'count' }, filter: { query: NOTHING } },
            },
          },
        },
      ],
    }),
  },
  logs_write_pipelines: {
    subject: at('pipeline', '/api/v1/logs/config/pipelines/{id}', {
      create: [
        'POST',
        '/api/v1/logs/config/pipelines',
        {
          body: {
            name: '{name}',
            description: TEXT,
            is_enabled: false,
            filter: { query: NOTHING },
            processors: [],
            tags: TAGS,
          },
        },
      ],
      idAt: 'id',
    }),
  },
  manage_integrations: {
    subject: at('variable', `${WEBHOOKS}/custom-variables/{id}`, {
      create: [
        'POST',
        `${WEBHOOKS}/custom-variables`,
        { body: { name: '{upper}', value: 'ddoauth', is_secret: false } },
      ],
      idAt: 'name',
    }),
  },
  monitors_downtime: {
    subject: at('downtime', '/api/v2/downtime/{id}', {
      create: [
        'POST',
        '/api/v2/downtime',
        {
          body: {
            data: {
              type: 'downtime',
              attributes: {
                message: `{name}. ${TEXT}`,
                scope: 'ddoauth_run:{run}',
                monitor_identifier: { monitor_tags: TAGS },
                schedule: { start: `{iso+${YEAR}}`, end: `{iso+${YEAR + 3600}}` },
                notify_end_states: [],
                notify_end_types: [],
              },
            },
          },
        },
      ],
    }),
    leaves: 'Datadog keeps a cancelled downtime for about two days and may show it in searches.',
  },
  monitors_write: {
    subject: at('monitor', '/api/v1/monitor/{id}', {
      create: [
        'POST',
        '/api/v1/monitor',
        {
          body: {
            type: 'metric alert',
            name: '{name}',
            message: TEXT,
            query: 'avg(last_5m):avg:ddoauth.no_such_metric{*} > 1',
            tags: TAGS,
            options: {
              thresholds: { critical: 1 },
              notify_no_data: false,
              notify_audit: false,
              include_tags: false,
            },
          },
        },
      ],
      idAt: 'id',
    }),
  },
  notebooks_write: {
    subject: at('notebook', '/api/v1/notebooks/{id}', {
      create: [
        'POST',
        '/api/v1/notebooks',
        {
          body: {
            data: {
              type: 'notebooks',
              attributes: {
                name: '{name}',
                cells: [],
                status: 'published',
                time: { live_span: '1h' },
              },
            },
          },
        },
      ],
    }),
  },
  // An escalation policy, which the fact file names, would need a user or team to page; a schedule
  // whose only member is nobody pages no one.
  on_call_write: {
    subject: at('schedule', '/api/v2/on-call/schedules/{id}', {
      create: [
        'POST',
        '/api/v2/on-call/schedules',
        {
          body: {
            data: {
              type: 'schedules',
              attributes: {
                name: '{name}',
                time_zone: 'UTC',
                layers: [
                  {
                    name: '{name}',
                    effective_date: `{iso+${YEAR}}`,
                    rotation_start: `{iso+${YEAR}}`,
                    interval: { days: 7 },
                    members: [{}],
                  },
                ],
              },
            },
          },
        },
      ],
    }),
  },
  rum_apps_write: {
    subject: at('application', '/api/v2/rum/applications/{id}', {
      create: [
        'POST',
        '/api/v2/rum/applications',
        {
          body: {
            data: {
              type: 'rum_application_create',
              attributes: { name: '{name}', type: 'browser' },
            },
          },
        },
      ],
      secretAnswer: true,
    }),
  },
  slos_corrections: {
    needs: [SLO],
    subject: at('correction', '/api/v1/slo/correction/{id}', {
      create: [
        'POST',
        '/api/v1/slo/correction',
        {
          body: {
            data: {
              type: 'correction',
              attributes: {
                slo_id: '{id:slo}',
                category: 'Other',
                description: `{name}. ${TEXT}`,
                start: `{now+${YEAR}}`,
                end: `{now+${YEAR + 3600}}`,
                timezone: 'UTC',
              },
            },
          },
        },
      ],
      read: ['GET', '/api/v1/slo/correction/{id}', { opens: [['slos_read']] }],
      delete: ['DELETE', '/api/v1/slo/correction/{id}', { opens: [['slos_corrections']] }],
    }),
    leaves:
      'The specification declares no OAuth for deleting a correction; where the token may not, it stays on an SLO that is deleted, and lies a year ahead.',
  },
  slos_write: { subject: SLO },
  status_pages_incident_write: {
    needs: [STATUS_PAGE, STATUS_PAGE_COMPONENT],
    subject: at('degradation', '/api/v2/statuspages/{id:status_page}/degradations/{id}', {
      create: [
        'POST',
        '/api/v2/statuspages/{id:status_page}/degradations',
        {
          query: { notify_subscribers: 'false' },
          body: {
            data: {
              type: 'degradations',
              attributes: {
                title: '{name}',
                description: TEXT,
                status: 'investigating',
                components_affected: [{ id: '{id:component}', status: 'operational' }],
              },
            },
          },
        },
      ],
    }),
  },
  status_pages_settings_write: { subject: STATUS_PAGE },
  synthetics_global_variable_write: {
    subject: at('variable', '/api/v1/synthetics/variables/{id}', {
      create: [
        'POST',
        '/api/v1/synthetics/variables',
        {
          body: {
            name: '{upper}',
            description: TEXT,
            tags: TAGS,
            value: { secure: false, value: 'ddoauth' },
          },
        },
      ],
      idAt: 'id',
    }),
  },
  synthetics_private_location_write: {
    subject: at('location', '/api/v1/synthetics/private-locations/{id}', {
      create: [
        'POST',
        '/api/v1/synthetics/private-locations',
        { body: { name: '{name}', description: TEXT, tags: TAGS } },
      ],
      idAt: 'private_location.id',
      secretAnswer: true,
    }),
  },
  synthetics_write: {
    subject: at('test', '/api/v1/synthetics/tests/api/{id}', {
      create: [
        'POST',
        '/api/v1/synthetics/tests/api',
        {
          body: {
            name: '{name}',
            message: TEXT,
            type: 'api',
            subtype: 'http',
            status: 'paused',
            tags: TAGS,
            locations: ['aws:us-east-2'],
            config: {
              assertions: [{ type: 'statusCode', operator: 'is', target: 200 }],
              request: { method: 'GET', url: 'https://ddoauth.invalid/' },
            },
            options: { tick_every: 604800 },
          },
        },
      ],
      idAt: 'public_id',
      delete: ['POST', '/api/v1/synthetics/tests/delete', { body: { public_ids: ['{id}'] } }],
    }),
  },
  teams_manage: {
    subject: at('team', '/api/v2/team/{id}', {
      create: [
        'POST',
        '/api/v2/team',
        {
          body: {
            data: {
              type: 'team',
              attributes: { name: '{name}', handle: '{name}', description: TEXT },
            },
          },
        },
      ],
    }),
  },
  user_access_manage: {
    subject: at('role', '/api/v2/roles/{id}', {
      create: [
        'POST',
        '/api/v2/roles',
        { body: { data: { type: 'roles', attributes: { name: '{name}' } } } },
      ],
    }),
  },
  workflows_write: {
    subject: at('workflow', '/api/v2/workflows/{id}', {
      create: [
        'POST',
        '/api/v2/workflows',
        {
          body: {
            data: {
              type: 'workflows',
              attributes: {
                name: '{name}',
                description: TEXT,
                published: false,
                tags: TAGS,
                spec: {},
              },
            },
          },
        },
      ],
    }),
  },
};
