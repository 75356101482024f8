// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
import type { ScopeRow } from '../scope-row.ts';

/** Scopes that begin with e to l. */
export const SCOPES_E_L: readonly ScopeRow[] = [
  {
    scope: 'embeddable_graphs_share',
    product: 'Embeddable Graphs',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Create one graph with POST /api/v1/graph/embed and revoke it with GET /api/v1/graph/embed/{embed_id}/revoke; the specification does not declare OAuth for them.',
    },
  },
  {
    scope: 'error_tracking_read',
    product: 'Error Tracking',
    access: 'read',
    probes: [
      {
        method: 'POST',
        path: '/api/v2/error-tracking/issues/search',
        body: {
          data: {
            type: 'search_request',
            attributes: { query: '*', from: '{nowMs-3600000}', to: '{nowMs}', track: 'trace' },
          },
        },
        operationId: 'SearchIssues',
        opens: [['error_tracking_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'error_tracking_write',
    product: 'Error Tracking',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PUT /api/v2/error-tracking/issues/{issue_id}/assignee and DELETE /api/v2/error-tracking/issues/{issue_id}/assignee.',
      byHand:
        'Change the state of a test issue with PUT /api/v2/error-tracking/issues/{issue_id}/state and change it back; error_tracking_read is needed too.',
    },
  },
  {
    scope: 'events_read',
    product: 'Events',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListEvents',
        opens: [['events_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v1/events',
        query: { start: '{now-3600}', end: '{now}' },
        operationId: 'ListEvents',
        opens: [['events_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'events',
      },
    ],
  },
  {
    scope: 'feature_flag_config_read',
    product: 'Feature Flags',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/feature-flags',
        query: { limit: '1' },
        operationId: 'ListFeatureFlags',
        opens: [['feature_flag_config_read', 'feature_flag_environment_config_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'feature_flag_config_write',
    product: 'Feature Flags',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/feature-flags and POST /api/v2/feature-flags/exposure-schedules/{exposure_schedule_id}/pause.',
      byHand:
        'Create a feature flag for the test with POST /api/v2/feature-flags and archive it afterwards: flags cannot be deleted.',
    },
  },
  {
    scope: 'feature_flag_environment_config_read',
    product: 'Feature Flags',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/feature-flags/environments',
        query: { limit: '1' },
        operationId: 'ListFeatureFlagsEnvironments',
        opens: [['feature_flag_environment_config_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/feature-flags',
        query: { limit: '1' },
        operationId: 'ListFeatureFlags',
        opens: [['feature_flag_config_read', 'feature_flag_environment_config_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'feature_flag_environment_config_write',
    product: 'Feature Flags',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/feature-flags/environments and PUT /api/v2/feature-flags/environments/{environment_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/feature-flags/environments and delete it by DELETE /api/v2/feature-flags/environments/{environment_id}.',
    },
  },
  {
    scope: 'gcp_configuration_read',
    product: 'GCP Integration',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/integration/gcp/accounts',
        operationId: 'ListGCPSTSAccounts',
        opens: [['gcp_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/integration/gcp/sts_delegate',
        operationId: 'GetGCPSTSDelegate',
        opens: [['gcp_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v1/integration/gcp',
        operationId: 'ListGCPIntegration',
        opens: [['gcp_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: '',
      },
    ],
  },
  {
    scope: 'host_tags_write',
    product: 'Tags',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Add a tag to a test host with POST /api/v1/tags/hosts/{host_name} and remove it with DELETE on the same path.',
    },
  },
  {
    scope: 'hosts_read',
    product: 'Hosts',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/hosts',
        query: { count: '1' },
        operationId: 'ListHosts',
        opens: [['hosts_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'host_list',
      },
      {
        method: 'GET',
        path: '/api/v1/hosts/totals',
        operationId: 'GetHostTotals',
        opens: [['hosts_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: '',
      },
    ],
  },
  {
    scope: 'incident_notification_settings_read',
    product: 'Incidents',
    access: 'read',
    probes: [],
    unprovable: {
      reason:
        'The only read that needs this scope, GET /api/v2/incidents/config/notification-rules/{id}, asks for the id of an existing object.',
      byHand:
        'Read a notification rule of your own with GET /api/v2/incidents/config/notification-rules/{id}; its id stands in the incident settings.',
    },
  },
  {
    scope: 'incident_notification_settings_write',
    product: 'Incidents',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/incidents/config/notification-rules and PUT /api/v2/incidents/config/notification-rules/{id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/incidents/config/notification-templates and delete it by DELETE /api/v2/incidents/config/notification-templates/{id}.',
    },
  },
  {
    scope: 'incident_read',
    product: 'Incidents',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/incidents',
        query: { 'page[size]': '1' },
        operationId: 'ListIncidents',
        opens: [['incident_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/incidents/config/user-defined-fields',
        query: { 'page[size]': '1' },
        operationId: 'ListIncidentUserDefinedFields',
        opens: [['incident_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/incidents/config/types',
        operationId: 'ListIncidentTypes',
        opens: [['incident_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'incident_settings_read',
    product: 'Incidents',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open Incidents > Settings, then let your app read the same settings.',
    },
  },
  {
    scope: 'incident_settings_write',
    product: 'Incidents',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/incidents/config/types and PATCH /api/v2/incidents/config/types/{incident_type_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/incidents/config/types and delete it by DELETE /api/v2/incidents/config/types/{incident_type_id}.',
    },
  },
  {
    scope: 'incident_write',
    product: 'Incidents',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'The only read that needs this scope, GET /api/v2/incidents/config/notification-templates/{id}, asks for the id of an existing object.',
      byHand:
        'With the access token, create a test object by POST /api/v2/incidents and delete it by DELETE /api/v2/incidents/{incident_id}.',
    },
  },
  {
    scope: 'integrations_read',
    product: 'Integrations',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/integrations/okta/accounts',
        operationId: 'ListOktaAccounts',
        opens: [['integrations_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/integrations/fastly/accounts',
        operationId: 'ListFastlyAccounts',
        opens: [['integrations_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/integration/opsgenie/services',
        operationId: 'ListOpsgenieServices',
        opens: [['integrations_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'llm_observability_read',
    product: 'LLM Observability',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open LLM Observability, then let your app list the projects or traces shown there.',
    },
  },
  {
    scope: 'llm_observability_write',
    product: 'LLM Observability',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app create one project or dataset for the test, look for it under LLM Observability, and delete it.',
    },
  },
  {
    scope: 'logs_generate_metrics',
    product: 'Logs Metrics',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/logs/config/metrics and PATCH /api/v2/logs/config/metrics/{metric_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/logs/config/metrics and delete it by DELETE /api/v2/logs/config/metrics/{metric_id}.',
    },
  },
  {
    scope: 'logs_modify_indexes',
    product: 'Logs Indexes',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PUT /api/v1/logs/config/index-order and POST /api/v1/logs/config/indexes.',
      byHand:
        'Read the order of the indexes with GET /api/v1/logs/config/index-order (logs_read_config) and put the very same order back with PUT.',
    },
  },
  {
    scope: 'logs_read_archives',
    product: 'Logs Archives',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/logs/config/archives',
        operationId: 'ListLogsArchives',
        opens: [['logs_read_archives']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'logs_read_config',
    product: 'Logs Metrics',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/logs/config/metrics',
        operationId: 'ListLogsMetrics',
        opens: [['logs_read_config']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v1/logs/config/indexes',
        operationId: 'ListLogIndexes',
        opens: [['logs_read_config']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'indexes',
      },
      {
        method: 'GET',
        path: '/api/v1/logs/config/pipelines',
        operationId: 'ListLogsPipelines',
        opens: [['logs_read_config']],
        oauthDeclared: false,
        unstable: false,
        dataAt: '',
      },
    ],
  },
  {
    scope: 'logs_read_data',
    product: 'Logs',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/logs/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListLogsGet',
        opens: [['logs_read_data']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v1/logs-queries/list',
        body: { query: '*', limit: 1, time: { from: '{iso-3600}', to: '{iso}' } },
        operationId: 'ListLogs',
        opens: [['logs_read_data']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'logs',
      },
      {
        method: 'POST',
        path: '/api/v2/logs/events/search',
        body: { filter: { from: 'now-1h', to: 'now', query: '*' }, page: { limit: 1 } },
        operationId: 'ListLogs',
        opens: [['logs_read_data']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'logs_read_index_data',
    product: 'Logs',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Search the logs of an index that a restriction query guards (GET /api/v2/logs/events): the result shows what the user may read.',
    },
  },
  {
    scope: 'logs_read_workspaces',
    product: 'Logs',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open Logs > Workspaces, then let your app read the same workspace.',
    },
  },
  {
    scope: 'logs_write_archives',
    product: 'Logs Archives',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PUT /api/v2/logs/config/archive-order and POST /api/v2/logs/config/archives.',
      byHand:
        'Read the order of the archives with GET /api/v2/logs/config/archive-order (logs_read_config) and put the very same order back with PUT.',
    },
  },
  {
    scope: 'logs_write_pipelines',
    product: 'Logs Pipelines',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PUT /api/v1/logs/config/pipeline-order and POST /api/v1/logs/config/pipelines.',
      byHand:
        'With the access token, create a test object by POST /api/v1/logs/config/pipelines and delete it by DELETE /api/v1/logs/config/pipelines/{pipeline_id}.',
    },
  },
];
