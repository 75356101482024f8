// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
import type { ScopeRow } from '../scope-row.ts';

/** Scopes that begin with m to r. */
export const SCOPES_M_R: readonly ScopeRow[] = [
  {
    scope: 'manage_integrations',
    product: 'Integrations',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/integration/aws/event_bridge and DELETE /api/v1/integration/aws/event_bridge.',
      byHand:
        'With the access token, create a test object by POST /api/v1/integration/webhooks/configuration/custom-variables and delete it by DELETE /api/v1/integration/webhooks/configuration/custom-variables/{custom_variable_name}.',
    },
  },
  {
    scope: 'mcp_read',
    product: 'MCP Server',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Point an MCP client at the Datadog MCP server of the site with this client and let it list the tools. Gov sites do not offer the server.',
    },
  },
  {
    scope: 'metrics_read',
    product: 'Metrics',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/metrics',
        query: { 'page[size]': '1' },
        operationId: 'ListTagConfigurations',
        opens: [['metrics_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v1/metrics',
        query: { from: '{now-3600}' },
        operationId: 'ListActiveMetrics',
        opens: [['metrics_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'metrics',
      },
      {
        method: 'GET',
        path: '/api/v1/search',
        query: { q: 'metrics:system.load' },
        operationId: 'ListMetrics',
        opens: [['metrics_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'results.metrics',
      },
    ],
  },
  {
    scope: 'monitors_downtime',
    product: 'Downtimes',
    access: 'write',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/downtime',
        query: { 'page[limit]': '1' },
        operationId: 'ListDowntimes',
        opens: [['monitors_downtime']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'monitors_read',
    product: 'Monitors',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/monitor',
        query: { page: '0', page_size: '1' },
        operationId: 'ListMonitors',
        opens: [['monitors_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: '',
      },
      {
        method: 'GET',
        path: '/api/v1/monitor/search',
        query: { per_page: '1' },
        operationId: 'SearchMonitors',
        opens: [['monitors_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'monitors',
      },
      {
        method: 'GET',
        path: '/api/v1/monitor/groups/search',
        query: { per_page: '1' },
        operationId: 'SearchMonitorGroups',
        opens: [['monitors_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'groups',
      },
    ],
  },
  {
    scope: 'monitors_write',
    product: 'Monitors',
    access: 'write',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/domain_allowlist',
        operationId: 'GetDomainAllowlist',
        opens: [['org_management'], ['monitors_write']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.attributes.domains',
      },
    ],
  },
  {
    scope: 'notebooks_read',
    product: 'Notebooks',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/notebooks',
        query: { count: '1' },
        operationId: 'ListNotebooks',
        opens: [['notebooks_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'notebooks_write',
    product: 'Notebooks',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/notebooks and PUT /api/v1/notebooks/{notebook_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v1/notebooks and delete it by DELETE /api/v1/notebooks/{notebook_id}.',
    },
  },
  {
    scope: 'observability_pipelines_delete',
    product: 'Observability Pipelines',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: DELETE /api/v2/obs-pipelines/pipelines/{pipeline_id}.',
      byHand:
        'Create a pipeline that nothing runs, in a test organization, and delete it with DELETE /api/v2/obs-pipelines/pipelines/{pipeline_id}.',
    },
  },
  {
    scope: 'observability_pipelines_deploy',
    product: 'Observability Pipelines',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: POST /api/v2/obs-pipelines/pipelines and PUT /api/v2/obs-pipelines/pipelines/{pipeline_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/obs-pipelines/pipelines and remove it in the web app.',
    },
  },
  {
    scope: 'observability_pipelines_read',
    product: 'Observability Pipelines',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/obs-pipelines/pipelines',
        query: { 'page[size]': '1' },
        operationId: 'ListPipelines',
        opens: [['observability_pipelines_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'oci_configuration_edit',
    product: 'OCI Integration',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app change one setting of a test tenancy and look at the tile of Oracle Cloud Infrastructure.',
    },
  },
  {
    scope: 'oci_configuration_read',
    product: 'OCI Integration',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open the tile of Oracle Cloud Infrastructure, then let your app read the tenancies shown there.',
    },
  },
  {
    scope: 'oci_configurations_manage',
    product: 'OCI Integration',
    access: 'admin',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app add and remove a test tenancy and look at the tile of Oracle Cloud Infrastructure.',
    },
  },
  {
    scope: 'on_call_read',
    product: 'On-Call',
    access: 'read',
    probes: [],
    unprovable: {
      reason:
        'Every read that needs this scope asks for the id of an existing object, as GET /api/v2/on-call/escalation-policies/{policy_id} does.',
      byHand:
        'Read one schedule by its id with GET /api/v2/on-call/schedules/{schedule_id}; the ids stand in the addresses of the On-Call pages.',
    },
  },
  {
    scope: 'on_call_write',
    product: 'On-Call',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/on-call/escalation-policies and PUT /api/v2/on-call/escalation-policies/{policy_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/on-call/escalation-policies and delete it by DELETE /api/v2/on-call/escalation-policies/{policy_id}.',
    },
  },
  {
    scope: 'org_connections_read',
    product: 'Org Connections',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/org_connections',
        query: { limit: '1' },
        operationId: 'ListOrgConnections',
        opens: [['org_connections_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'org_connections_write',
    product: 'Org Connections',
    access: 'admin',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/org_connections and PATCH /api/v2/org_connections/{connection_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/org_connections and delete it by DELETE /api/v2/org_connections/{connection_id}.',
    },
  },
  {
    scope: 'org_management',
    product: 'Organization',
    access: 'admin',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/ip_allowlist',
        operationId: 'GetIPAllowlist',
        opens: [['org_management']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.attributes.entries',
      },
      {
        method: 'GET',
        path: '/api/v2/domain_allowlist',
        operationId: 'GetDomainAllowlist',
        opens: [['org_management'], ['monitors_write']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.attributes.domains',
      },
    ],
  },
  {
    scope: 'reference_tables_read',
    product: 'Reference Tables',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        "In the Datadog web app, as the user who authorized, open Reference Tables, then let your app list them. Datadog's specification asks for no scope for GET /api/v2/reference-tables/tables, so its answer proves nothing.",
    },
  },
  {
    scope: 'reference_tables_write',
    product: 'Reference Tables',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app upload a table of one line for the test, look for it under Reference Tables, and delete it.',
    },
  },
  {
    scope: 'rum_apps_read',
    product: 'RUM',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/rum/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListRUMEvents',
        opens: [['rum_apps_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/rum/applications',
        operationId: 'GetRUMApplications',
        opens: [['rum_apps_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/rum/events/search',
        body: { filter: { from: 'now-1h', to: 'now', query: '*' }, page: { limit: 1 } },
        operationId: 'SearchRUMEvents',
        opens: [['rum_apps_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'rum_apps_write',
    product: 'RUM',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/rum/applications and PATCH /api/v2/rum/applications/{id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/rum/applications and delete it by DELETE /api/v2/rum/applications/{id}.',
    },
  },
  {
    scope: 'rum_generate_metrics',
    product: 'RUM',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app create one metric from RUM events, look under Digital Experience > Generate Metrics, and delete it.',
    },
  },
  {
    scope: 'rum_retention_filters_read',
    product: 'RUM',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open the retention filters of a RUM application, then let your app read them.',
    },
  },
  {
    scope: 'rum_retention_filters_write',
    product: 'RUM',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app add a disabled retention filter to a test RUM application and delete it again.',
    },
  },
  {
    scope: 'rum_session_replay_read',
    product: 'RUM',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        "In the Datadog web app, as the user who authorized, open one session replay, then let your app read the same session. Datadog's specification asks for no scope for the playlists, so they prove nothing.",
    },
  },
];
