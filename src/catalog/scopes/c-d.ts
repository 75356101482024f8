// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
import type { ScopeRow } from '../scope-row.ts';

/** Scopes that begin with c to d. */
export const SCOPES_C_D: readonly ScopeRow[] = [
  {
    scope: 'cases_read',
    product: 'Case Management',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/cases',
        query: { 'page[size]': '1' },
        operationId: 'SearchCases',
        opens: [['cases_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/cases/projects',
        operationId: 'GetProjects',
        opens: [['cases_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/scorecard/campaigns',
        query: { 'page[limit]': '1' },
        operationId: 'ListScorecardCampaigns',
        opens: [['apm_service_catalog_read', 'cases_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'cases_write',
    product: 'Case Management',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/cases and POST /api/v2/cases/projects.',
      byHand:
        'With the access token, create a test object by POST /api/v2/cases/projects and delete it by DELETE /api/v2/cases/projects/{project_id}.',
    },
  },
  {
    scope: 'ci_visibility_pipelines_write',
    product: 'CI Visibility Pipelines',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Send one pipeline with POST /api/v2/ci/pipeline (it takes the API key) and look for it under CI Visibility > Pipelines.',
    },
  },
  {
    scope: 'ci_visibility_read',
    product: 'CI Visibility Pipelines',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/ci/pipelines/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListCIAppPipelineEvents',
        opens: [['ci_visibility_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/ci/pipelines/events/search',
        body: { filter: { from: 'now-1h', to: 'now', query: '*' }, page: { limit: 1 } },
        operationId: 'SearchCIAppPipelineEvents',
        opens: [['ci_visibility_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/ci/pipelines/analytics/aggregate',
        body: {
          compute: [{ aggregation: 'count', type: 'total' }],
          filter: { from: 'now-1h', to: 'now', query: '*' },
        },
        operationId: 'AggregateCIAppPipelineEvents',
        opens: [['ci_visibility_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data.buckets',
      },
    ],
  },
  {
    scope: 'cloud_cost_management_read',
    product: 'Cloud Cost Management',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/cost/custom_costs',
        query: { 'page[size]': '1' },
        operationId: 'ListCustomCostsFiles',
        opens: [['cloud_cost_management_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/tags/enrichment',
        operationId: 'ListTagPipelinesRulesets',
        opens: [['cloud_cost_management_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/cost/arbitrary_rule',
        operationId: 'ListCustomAllocationRules',
        opens: [['cloud_cost_management_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'cloud_cost_management_write',
    product: 'Cloud Cost Management',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/cost/arbitrary_rule and POST /api/v2/cost/arbitrary_rule/reorder.',
      byHand:
        'With the access token, create a test object by POST /api/v2/tags/enrichment and delete it by DELETE /api/v2/tags/enrichment/{ruleset_id}.',
    },
  },
  {
    scope: 'code_analysis_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/static-analysis/secrets/rules',
        operationId: 'GetSecretsRules',
        opens: [['code_analysis_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'code_coverage_read',
    product: 'Code Coverage',
    access: 'read',
    probes: [
      {
        method: 'POST',
        path: '/api/v2/code-coverage/branch/summary',
        body: {
          data: {
            type: 'ci_app_coverage_branch_summary_request',
            attributes: { repository_id: 'github.com/ddoauth/no-such-repository', branch: 'main' },
          },
        },
        operationId: 'GetCodeCoverageBranchSummary',
        opens: [['code_coverage_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/code-coverage/commit/summary',
        body: {
          data: {
            type: 'ci_app_coverage_commit_summary_request',
            attributes: {
              repository_id: 'github.com/ddoauth/no-such-repository',
              commit_sha: '0123456789abcdef0123456789abcdef01234567',
            },
          },
        },
        operationId: 'GetCodeCoverageCommitSummary',
        opens: [['code_coverage_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'connections_read',
    product: 'Action Connections',
    access: 'read',
    probes: [],
    unprovable: {
      reason:
        'The only read that needs this scope, GET /api/v2/app-builder/apps/{app_id}, asks for the id of an existing object.',
      byHand:
        'Read an app that uses a connection with GET /api/v2/app-builder/apps/{app_id}; apps_run is needed too, and the id stands in the address of the app.',
    },
  },
  {
    scope: 'continuous_profiler_pgo_read',
    product: 'Continuous Profiler',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app download a profile for profile-guided optimization of a service that sends profiles; its documentation names the command datadog-pgo.',
    },
  },
  {
    scope: 'coterm_read',
    product: 'CoTerm',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open a recorded CoTerm session, then let your app read the same one.',
    },
  },
  {
    scope: 'coterm_write',
    product: 'CoTerm',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand: 'Record one short CoTerm session through your app and look for it in the web app.',
    },
  },
  {
    scope: 'create_webhooks',
    product: 'Webhooks Integration',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: POST /api/v1/integration/webhooks/configuration/webhooks.',
      byHand:
        'Create a webhook for the test with POST /api/v1/integration/webhooks/configuration/webhooks and delete it in the web app: the specification declares no OAuth for deleting it.',
    },
  },
  {
    scope: 'dashboards_embed_share',
    product: 'Dashboards',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/dashboard/public and PUT /api/v1/dashboard/public/{token}.',
      byHand:
        'Share a dashboard you made for the test with POST /api/v1/dashboard/public (share_type embed), then revoke the share.',
    },
  },
  {
    scope: 'dashboards_invite_share',
    product: 'Dashboards',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'The only read that needs this scope, GET /api/v1/dashboard/public/{token}/invitation, asks for the id of an existing object.',
      byHand:
        'Share a dashboard you made for the test with your own mail address (POST /api/v1/dashboard/public, share_type invite); Datadog sends a mail. Then revoke the share.',
    },
  },
  {
    scope: 'dashboards_public_share',
    product: 'Dashboards',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/dashboard/public and PUT /api/v1/dashboard/public/{token}.',
      byHand:
        'Share a dashboard you made for the test with POST /api/v1/dashboard/public (share_type open), then revoke it at once: anyone with the link can see it.',
    },
  },
  {
    scope: 'dashboards_read',
    product: 'Dashboards',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/dashboard',
        query: { count: '1' },
        operationId: 'ListDashboards',
        opens: [['dashboards_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'dashboards',
      },
      {
        method: 'GET',
        path: '/api/v2/powerpacks',
        query: { 'page[limit]': '1' },
        operationId: 'ListPowerpacks',
        opens: [['dashboards_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v1/dashboard/lists/manual',
        operationId: 'ListDashboardLists',
        opens: [['dashboards_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'dashboard_lists',
      },
    ],
  },
  {
    scope: 'dashboards_write',
    product: 'Dashboards',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/dashboard and PATCH /api/v1/dashboard.',
      byHand:
        'With the access token, create a test object by POST /api/v1/dashboard and delete it by DELETE /api/v1/dashboard/{dashboard_id}.',
    },
  },
  {
    scope: 'data_scanner_read',
    product: 'Sensitive Data Scanner',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/sensitive-data-scanner/config',
        operationId: 'ListScanningGroups',
        opens: [['data_scanner_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data.relationships.groups.data',
      },
      {
        method: 'GET',
        path: '/api/v2/sensitive-data-scanner/config/standard-patterns',
        operationId: 'ListStandardPatterns',
        opens: [['data_scanner_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'data_scanner_write',
    product: 'Sensitive Data Scanner',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as PATCH /api/v2/sensitive-data-scanner/config and POST /api/v2/sensitive-data-scanner/config/groups.',
      byHand:
        'With the access token, create a test object by POST /api/v2/sensitive-data-scanner/config/groups and delete it by DELETE /api/v2/sensitive-data-scanner/config/groups/{group_id}.',
    },
  },
  {
    scope: 'data_streams_monitoring_capture_messages',
    product: 'Data Streams Monitoring',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app ask for one message of a test topic and look for it under Data Streams Monitoring.',
    },
  },
  {
    scope: 'dbm_read',
    product: 'Database Monitoring',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open APM > Database Monitoring, then let your app read the same databases.',
    },
  },
  {
    scope: 'debugger_capture_variables',
    product: 'Dynamic Instrumentation',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app place one log probe that captures variables on a test service and look under Dynamic Instrumentation.',
    },
  },
  {
    scope: 'debugger_read',
    product: 'Dynamic Instrumentation',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open Dynamic Instrumentation, then let your app list the probes shown there.',
    },
  },
  {
    scope: 'debugger_write',
    product: 'Dynamic Instrumentation',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app place one probe on a test service, look for it under Dynamic Instrumentation, and remove it.',
    },
  },
  {
    scope: 'disaster_recovery_status_read',
    product: 'Disaster Recovery',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app read the status of Disaster Recovery in an organization that has it set up.',
    },
  },
  {
    scope: 'disaster_recovery_status_write',
    product: 'Disaster Recovery',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Do not try this on a live organization: it changes where data goes in an outage. Ask Datadog for a drill.',
    },
  },
  {
    scope: 'dora_metrics_read',
    product: 'DORA Metrics',
    access: 'read',
    probes: [
      {
        method: 'POST',
        path: '/api/v2/dora/failures',
        body: {
          data: {
            type: 'dora_failures_list_request',
            attributes: { from: '{iso-3600}', to: '{iso}', limit: 1 },
          },
        },
        operationId: 'ListDORAFailures',
        opens: [['dora_metrics_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/dora/deployments',
        body: {
          data: {
            type: 'dora_deployments_list_request',
            attributes: { from: '{iso-3600}', to: '{iso}', limit: 1 },
          },
        },
        operationId: 'ListDORADeployments',
        opens: [['dora_metrics_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'dora_metrics_write',
    product: 'DORA Metrics',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as DELETE /api/v2/dora/deployment/{deployment_id} and PATCH /api/v2/dora/deployments/{deployment_id}.',
      byHand:
        'Send one deployment with the API key, change it with PATCH /api/v2/dora/deployments/{deployment_id} and delete it with DELETE /api/v2/dora/deployment/{deployment_id}.',
    },
  },
];
