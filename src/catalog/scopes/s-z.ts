// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
import type { ScopeRow } from '../scope-row.ts';

/** Scopes that begin with s to z. */
export const SCOPES_S_Z: readonly ScopeRow[] = [
  {
    scope: 'saved_views_write',
    product: 'Saved Views',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app save one view in an explorer, look for it among the saved views, and delete it.',
    },
  },
  {
    scope: 'security_comments_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open a security signal with comments, then let your app read them.',
    },
  },
  {
    scope: 'security_monitoring_critical_assets_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/security_monitoring/configuration/critical_assets',
        operationId: 'ListSecurityMonitoringCriticalAssets',
        opens: [['security_monitoring_critical_assets_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'security_monitoring_critical_assets_write',
    product: 'Security Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/security_monitoring/configuration/critical_assets and PATCH /api/v2/security_monitoring/configuration/critical_assets/{critical_asset_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/security_monitoring/configuration/critical_assets and delete it by DELETE /api/v2/security_monitoring/configuration/critical_assets/{critical_asset_id}.',
    },
  },
  {
    scope: 'security_monitoring_filters_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/cloud_security_management/resource_filters',
        operationId: 'GetResourceEvaluationFilters',
        opens: [['security_monitoring_filters_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/security_monitoring/configuration/security_filters',
        operationId: 'ListSecurityFilters',
        opens: [['security_monitoring_filters_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'security_monitoring_filters_write',
    product: 'Security Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PUT /api/v2/cloud_security_management/resource_filters and POST /api/v2/security_monitoring/configuration/security_filters.',
      byHand:
        'With the access token, create a test object by POST /api/v2/security_monitoring/configuration/security_filters and delete it by DELETE /api/v2/security_monitoring/configuration/security_filters/{security_filter_id}.',
    },
  },
  {
    scope: 'security_monitoring_findings_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/security/findings',
        query: { 'page[limit]': '1' },
        operationId: 'ListSecurityFindings',
        opens: [['security_monitoring_findings_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/agentless_scanning/accounts/aws',
        operationId: 'ListAwsScanOptions',
        opens: [['security_monitoring_findings_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/agentless_scanning/accounts/gcp',
        operationId: 'ListGcpScanOptions',
        opens: [['security_monitoring_findings_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'security_monitoring_findings_write',
    product: 'Security Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PATCH /api/v2/posture_management/findings and POST /api/v2/security/findings/cases.',
      byHand: 'Mute one finding of a test resource from your app and unmute it again.',
    },
  },
  {
    scope: 'security_monitoring_rules_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/security_monitoring/rules',
        query: { 'page[size]': '1' },
        operationId: 'ListSecurityMonitoringRules',
        opens: [['security_monitoring_rules_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'security_monitoring_rules_write',
    product: 'Security Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/cloud_security_management/custom_frameworks and PUT /api/v2/cloud_security_management/custom_frameworks/{handle}/{version}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/security_monitoring/rules and delete it by DELETE /api/v2/security_monitoring/rules/{rule_id}.',
    },
  },
  {
    scope: 'security_monitoring_signals_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/security_monitoring/signals',
        query: { 'page[limit]': '1' },
        operationId: 'ListSecurityMonitoringSignals',
        opens: [['security_monitoring_signals_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/security_monitoring/signals/search',
        body: { filter: { from: '{iso-3600}', to: '{iso}', query: '*' }, page: { limit: 1 } },
        operationId: 'SearchSecurityMonitoringSignals',
        opens: [['security_monitoring_signals_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/siem-threat-hunting/histsignals',
        query: { 'page[limit]': '1' },
        operationId: 'ListSecurityMonitoringHistsignals',
        opens: [['security_monitoring_signals_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'security_monitoring_suppressions_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/security_monitoring/configuration/suppressions',
        query: { 'page[size]': '1' },
        operationId: 'ListSecurityMonitoringSuppressions',
        opens: [['security_monitoring_suppressions_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'security_monitoring_suppressions_write',
    product: 'Security Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/security_monitoring/configuration/suppressions and POST /api/v2/security_monitoring/configuration/suppressions/validation.',
      byHand:
        'With the access token, create a test object by POST /api/v2/security_monitoring/configuration/suppressions and delete it by DELETE /api/v2/security_monitoring/configuration/suppressions/{suppression_id}.',
    },
  },
  {
    scope: 'security_pipelines_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open the automation pipelines of Security, then let your app read them.',
    },
  },
  {
    scope: 'security_pipelines_write',
    product: 'Security Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand: 'Let your app add a disabled automation rule in Security and delete it again.',
    },
  },
  {
    scope: 'slos_corrections',
    product: 'Service Level Objective Corrections',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: POST /api/v1/slo/correction.',
      byHand:
        'Create a correction in the far future for a test SLO with POST /api/v1/slo/correction and delete it in the web app if the token may not.',
    },
  },
  {
    scope: 'slos_read',
    product: 'Service Level Objectives',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/slo',
        query: { limit: '1' },
        operationId: 'ListSLOs',
        opens: [['slos_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v1/slo/search',
        query: { 'page[size]': '1' },
        operationId: 'SearchSLO',
        opens: [['slos_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.attributes.slos',
      },
      {
        method: 'GET',
        path: '/api/v1/slo/correction',
        query: { limit: '1' },
        operationId: 'ListSLOCorrection',
        opens: [['slos_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'slos_write',
    product: 'Service Level Objectives',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/slo and POST /api/v1/slo/bulk_delete.',
      byHand:
        'With the access token, create a test object by POST /api/v1/slo and delete it by DELETE /api/v1/slo/{slo_id}.',
    },
  },
  {
    scope: 'status_pages_incident_write',
    product: 'Status Pages',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/statuspages/{page_id}/degradations and PATCH /api/v2/statuspages/{page_id}/degradations/{degradation_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/statuspages/{page_id}/degradations and delete it by DELETE /api/v2/statuspages/{page_id}/degradations/{degradation_id}.',
    },
  },
  {
    scope: 'status_pages_settings_read',
    product: 'Status Pages',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/statuspages',
        query: { 'page[limit]': '1' },
        operationId: 'ListStatusPages',
        opens: [['status_pages_settings_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/statuspages/degradations',
        query: { 'page[limit]': '1' },
        operationId: 'ListDegradations',
        opens: [['status_pages_settings_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/statuspages/maintenances',
        query: { 'page[limit]': '1' },
        operationId: 'ListMaintenances',
        opens: [['status_pages_settings_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'status_pages_settings_write',
    product: 'Status Pages',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/statuspages and PATCH /api/v2/statuspages/{page_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/statuspages and delete it by DELETE /api/v2/statuspages/{page_id}.',
    },
  },
  {
    scope: 'synthetics_global_variable_read',
    product: 'Synthetics',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/synthetics/variables',
        operationId: 'ListGlobalVariables',
        opens: [['synthetics_global_variable_read'], ['apm_api_catalog_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'variables',
      },
    ],
  },
  {
    scope: 'synthetics_global_variable_write',
    product: 'Synthetics',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/synthetics/variables and PUT /api/v1/synthetics/variables/{variable_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v1/synthetics/variables and delete it by DELETE /api/v1/synthetics/variables/{variable_id}.',
    },
  },
  {
    scope: 'synthetics_private_location_read',
    product: 'Synthetics',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/synthetics/locations',
        operationId: 'ListLocations',
        opens: [['synthetics_private_location_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'locations',
      },
    ],
  },
  {
    scope: 'synthetics_private_location_write',
    product: 'Synthetics',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/synthetics/private-locations and PUT /api/v1/synthetics/private-locations/{location_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v1/synthetics/private-locations and delete it by DELETE /api/v1/synthetics/private-locations/{location_id}.',
    },
  },
  {
    scope: 'synthetics_read',
    product: 'Synthetics',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/synthetics/tests',
        query: { page_size: '1' },
        operationId: 'ListTests',
        opens: [['synthetics_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'tests',
      },
      {
        method: 'GET',
        path: '/api/v1/synthetics/tests/search',
        query: { count: '1' },
        operationId: 'SearchTests',
        opens: [['synthetics_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'tests',
      },
      {
        method: 'GET',
        path: '/api/v2/synthetics/suites/search',
        query: { count: '1' },
        operationId: 'SearchSuites',
        opens: [['synthetics_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.attributes.suites',
      },
    ],
  },
  {
    scope: 'synthetics_write',
    product: 'Synthetics',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/synthetics/tests/api and PUT /api/v1/synthetics/tests/api/{public_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v1/synthetics/tests/api and delete it by POST /api/v1/synthetics/tests/delete.',
    },
  },
  {
    scope: 'teams_manage',
    product: 'Teams',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/team and POST /api/v2/team-hierarchy-links.',
      byHand:
        'With the access token, create a test object by POST /api/v2/team and delete it by DELETE /api/v2/team/{team_id}.',
    },
  },
  {
    scope: 'teams_read',
    product: 'Teams',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/team',
        query: { 'page[size]': '1' },
        operationId: 'ListTeams',
        opens: [['teams_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/team/connections',
        query: { 'page[size]': '1' },
        operationId: 'ListTeamConnections',
        opens: [['teams_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/team-hierarchy-links',
        query: { 'page[size]': '1' },
        operationId: 'ListTeamHierarchyLinks',
        opens: [['teams_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'test_optimization_read',
    product: 'Test Optimization',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/ci/tests/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListCIAppTestEvents',
        opens: [['ci_visibility_read'], ['test_optimization_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/ci/tests/events/search',
        body: { filter: { from: 'now-1h', to: 'now', query: '*' }, page: { limit: 1 } },
        operationId: 'SearchCIAppTestEvents',
        opens: [['ci_visibility_read'], ['test_optimization_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/ci/tests/analytics/aggregate',
        body: {
          compute: [{ aggregation: 'count', type: 'total' }],
          filter: { from: 'now-1h', to: 'now', query: '*' },
        },
        operationId: 'AggregateCIAppTestEvents',
        opens: [['ci_visibility_read'], ['test_optimization_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.buckets',
      },
    ],
  },
  {
    scope: 'test_optimization_settings_write',
    product: 'Test Optimization',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PATCH /api/v2/ci/test-optimization/settings/policies and PATCH /api/v2/ci/test-optimization/settings/service.',
      byHand:
        'Change one setting of a test repository from your app and look under Test Optimization > Settings.',
    },
  },
  {
    scope: 'test_optimization_write',
    product: 'Test Optimization',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: PATCH /api/v2/test/flaky-test-management/tests.',
      byHand:
        'Change the state of one flaky test of a test repository with PATCH /api/v2/test/flaky-test-management/tests.',
    },
  },
  {
    scope: 'timeseries_query',
    product: 'Metrics',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/query',
        query: { from: '{now-3600}', to: '{now}', query: 'avg:system.load.1{*}' },
        operationId: 'QueryMetrics',
        opens: [['timeseries_query']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'series',
      },
    ],
  },
  {
    scope: 'usage_read',
    product: 'Usage Metering',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/cost_by_tag/active_billing_dimensions',
        operationId: 'GetActiveBillingDimensions',
        opens: [['usage_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.attributes.values',
      },
      {
        method: 'GET',
        path: '/api/v1/usage/top_avg_metrics',
        query: { day: '{iso-172800}', limit: '1' },
        operationId: 'GetUsageTopAvgMetrics',
        opens: [['usage_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'usage',
      },
      {
        method: 'GET',
        path: '/api/v1/usage/billable-summary',
        operationId: 'GetUsageBillableSummary',
        opens: [['usage_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'usage',
      },
    ],
  },
  {
    scope: 'user_access_invite',
    product: 'Users',
    access: 'admin',
    probes: [],
    unprovable: {
      reason:
        'The only read that needs this scope, GET /api/v2/user_invitations/{user_invitation_uuid}, asks for the id of an existing object.',
      byHand:
        'Invite a mail address of your own from your app; Datadog sends a mail. Look under Organization Settings > Users, then disable the user.',
    },
  },
  {
    scope: 'user_access_manage',
    product: 'Roles',
    access: 'admin',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/datasets and PUT /api/v2/datasets/{dataset_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/roles and delete it by DELETE /api/v2/roles/{role_id}.',
    },
  },
  {
    scope: 'user_access_read',
    product: 'Roles',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/roles',
        query: { 'page[size]': '1' },
        operationId: 'ListRoles',
        opens: [['user_access_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/users',
        query: { 'page[size]': '1' },
        operationId: 'ListUsers',
        opens: [['user_access_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/permissions',
        operationId: 'ListPermissions',
        opens: [['user_access_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'workflows_read',
    product: 'Workflow Automation',
    access: 'read',
    probes: [],
    unprovable: {
      reason:
        'Every read that needs this scope asks for the id of an existing object, as GET /api/v2/workflows/{workflow_id}/instances does.',
      byHand:
        'List the runs of a test workflow with GET /api/v2/workflows/{workflow_id}/instances; the id stands in the address of the workflow.',
    },
  },
  {
    scope: 'workflows_run',
    product: 'Workflow Automation',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: POST /api/v2/workflows/{workflow_id}/instances.',
      byHand:
        'Run a workflow that does nothing with POST /api/v2/workflows/{workflow_id}/instances and look at its run history.',
    },
  },
  {
    scope: 'workflows_write',
    product: 'Workflow Automation',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/workflows and PATCH /api/v2/workflows/{workflow_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/workflows and delete it by DELETE /api/v2/workflows/{workflow_id}.',
    },
  },
];
