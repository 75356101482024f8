// Written by scripts/generate-scopes.mjs; change the script or its input, not this file.
import type { ScopeRow } from '../scope-row.ts';

/** Scopes that begin with a to b. */
export const SCOPES_A_B: readonly ScopeRow[] = [
  {
    scope: 'api_keys_write',
    product: 'Key Management',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v1/api_key and PUT /api/v1/api_key/{key}.',
      byHand:
        'Run `ddoauth create-key`: POST /api/v2/api_keys/marketplace is the one request this scope opens, and it gives the key once per organization.',
    },
  },
  {
    scope: 'apm_api_catalog_read',
    product: 'API Management',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/apicatalog/api',
        query: { 'page[limit]': '1' },
        operationId: 'ListAPIs',
        opens: [['apm_api_catalog_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
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
    scope: 'apm_api_catalog_write',
    product: 'API Management',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as DELETE /api/v2/apicatalog/api/{id} and PUT /api/v2/apicatalog/api/{id}/openapi.',
      byHand:
        'Upload a small OpenAPI document with POST /api/v2/apicatalog/openapi and delete the API by the id in the answer.',
    },
  },
  {
    scope: 'apm_generate_metrics',
    product: 'Spans Metrics',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/apm/config/metrics and PATCH /api/v2/apm/config/metrics/{metric_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/apm/config/metrics and delete it by DELETE /api/v2/apm/config/metrics/{metric_id}.',
    },
  },
  {
    scope: 'apm_read',
    product: 'APM',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/spans/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListSpansGet',
        opens: [['apm_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/spans/events/search',
        body: {
          data: {
            type: 'search_request',
            attributes: { filter: { from: 'now-1h', to: 'now', query: '*' }, page: { limit: 1 } },
          },
        },
        operationId: 'ListSpans',
        opens: [['apm_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/spans/analytics/aggregate',
        body: {
          data: {
            type: 'aggregate_request',
            attributes: {
              compute: [{ aggregation: 'count', type: 'total' }],
              filter: { from: 'now-1h', to: 'now', query: '*' },
            },
          },
        },
        operationId: 'AggregateSpans',
        opens: [['apm_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'apm_remote_configuration_read',
    product: 'Remote Configuration',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open Organization Settings > Remote Configuration, then let your app make the call it needs this scope for.',
    },
  },
  {
    scope: 'apm_remote_configuration_write',
    product: 'Remote Configuration',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app change one remote configuration in a test organization and look for the change under Organization Settings > Remote Configuration.',
    },
  },
  {
    scope: 'apm_service_catalog_read',
    product: 'Software Catalog',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/catalog/entity',
        query: { 'page[limit]': '1' },
        operationId: 'ListCatalogEntity',
        opens: [['apm_service_catalog_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/scorecard/rules',
        query: { 'page[size]': '1' },
        operationId: 'ListScorecardRules',
        opens: [['apm_service_catalog_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/catalog/relation',
        query: { 'page[limit]': '1' },
        operationId: 'ListCatalogRelation',
        opens: [['apm_service_catalog_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'apm_service_catalog_write',
    product: 'Software Catalog',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/catalog/entity and DELETE /api/v2/catalog/entity/{entity_id}.',
      byHand:
        'With the access token, create a test object by POST /api/v2/catalog/entity and delete it by DELETE /api/v2/catalog/entity/{entity_id}.',
    },
  },
  {
    scope: 'apm_service_ingest_read',
    product: 'APM',
    access: 'read',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'In the Datadog web app, as the user who authorized, open APM > Setup & Configuration > Ingestion Control, then let your app read the same settings.',
    },
  },
  {
    scope: 'apm_service_ingest_write',
    product: 'APM',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app change the ingestion rate of a test service and look at APM > Setup & Configuration > Ingestion Control.',
    },
  },
  {
    scope: 'apm_service_renaming_write',
    product: 'APM',
    access: 'write',
    probes: [],
    unprovable: {
      reason: "No operation of Datadog's public API specification names this scope.",
      byHand:
        'Let your app add a renaming rule for a test service, look for it in the settings of APM, and take it away again. Organizations without APM do not know this scope.',
    },
  },
  {
    scope: 'apps_run',
    product: 'App Builder',
    access: 'write',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/app-builder/apps',
        query: { limit: '1' },
        operationId: 'ListApps',
        opens: [['apps_run']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'apps_write',
    product: 'App Builder',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something, such as POST /api/v2/app-builder/apps and DELETE /api/v2/app-builder/apps.',
      byHand:
        'With the access token, create a test object by POST /api/v2/app-builder/apps and delete it by DELETE /api/v2/app-builder/apps.',
    },
  },
  {
    scope: 'appsec_vm_read',
    product: 'Security Monitoring',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/security/sboms',
        operationId: 'ListAssetsSBOMs',
        opens: [['appsec_vm_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/security/vulnerable-assets',
        operationId: 'ListVulnerableAssets',
        opens: [['appsec_vm_read']],
        oauthDeclared: false,
        unstable: true,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/security/scanned-assets-metadata',
        operationId: 'ListScannedAssetsMetadata',
        opens: [['appsec_vm_read']],
        oauthDeclared: false,
        unstable: true,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'audit_logs_read',
    product: 'Audit',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/audit/events',
        query: { 'page[limit]': '1' },
        operationId: 'ListAuditLogs',
        opens: [['audit_logs_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'POST',
        path: '/api/v2/audit/events/search',
        body: { filter: { from: 'now-1h', to: 'now', query: '*' }, page: { limit: 1 } },
        operationId: 'SearchAuditLogs',
        opens: [['audit_logs_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'aws_configuration_read',
    product: 'AWS Integration',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/integration/aws/accounts',
        operationId: 'ListAWSAccounts',
        opens: [['aws_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/integration/aws/logs/services',
        operationId: 'ListAWSLogsServices',
        opens: [['aws_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data.attributes.logs_services',
      },
      {
        method: 'GET',
        path: '/api/v2/integration/aws/available_namespaces',
        operationId: 'ListAWSNamespaces',
        opens: [['aws_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: 'data.attributes.namespaces',
      },
    ],
  },
  {
    scope: 'azure_configuration_read',
    product: 'Azure Integration',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v1/integration/azure',
        operationId: 'ListAzureIntegration',
        opens: [['azure_configuration_read']],
        oauthDeclared: false,
        unstable: false,
        dataAt: '',
      },
    ],
  },
  {
    scope: 'billing_read',
    product: 'Usage Metering',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/usage/estimated_cost',
        operationId: 'GetEstimatedCostByOrg',
        opens: [['billing_read', 'usage_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/usage/historical_cost',
        query: { start_month: '{iso-2678400}' },
        operationId: 'GetHistoricalCostByOrg',
        opens: [['billing_read', 'usage_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
      {
        method: 'GET',
        path: '/api/v2/usage/projected_cost',
        operationId: 'GetProjectedCost',
        opens: [['billing_read', 'usage_read']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'bits_investigations_read',
    product: 'Bits AI',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/bits-ai/investigations',
        query: { 'page[limit]': '1' },
        operationId: 'ListInvestigations',
        opens: [['bits_investigations_read']],
        oauthDeclared: true,
        unstable: true,
        dataAt: 'data',
      },
    ],
  },
  {
    scope: 'bits_investigations_write',
    product: 'Bits AI',
    access: 'write',
    probes: [],
    unprovable: {
      reason:
        'This scope opens only operations that change something: POST /api/v2/bits-ai/investigations.',
      byHand:
        'Every call starts an investigation that is paid for; start one from your app in an organization where that is agreed.',
    },
  },
  {
    scope: 'built_in_features',
    product: 'Organization',
    access: 'read',
    probes: [
      {
        method: 'GET',
        path: '/api/v2/user_authorized_clients',
        operationId: 'ListUserAuthorizedClients',
        opens: [['built_in_features']],
        oauthDeclared: true,
        unstable: false,
        dataAt: 'data',
      },
    ],
  },
];
