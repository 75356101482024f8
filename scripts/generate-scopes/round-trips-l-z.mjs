/** Round trips of scopes from l to z, without those of Cloud SIEM; see round-trips.mjs. */
import {
  NOTHING,
  SLO,
  STATUS_PAGE,
  STATUS_PAGE_COMPONENT,
  TAGS,
  TEXT,
  WEBHOOKS,
  YEAR,
  at,
} from './shared-creations.mjs';

/** As ROUND_TRIPS. */
export const ROUND_TRIPS_L_Z = {
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
