/**
 * What the specification does not say about a scope, written by hand: products of scopes that no
 * operation names, scopes that administer rather than write, and what a user does by hand where no
 * read proves the scope.
 */

/** Products where the operation's tag is missing or names a neighbour. */
export const PRODUCTS = {
  apm_read: 'APM',
  apm_remote_configuration_read: 'Remote Configuration',
  apm_remote_configuration_write: 'Remote Configuration',
  apm_service_ingest_read: 'APM',
  apm_service_ingest_write: 'APM',
  apm_service_renaming_write: 'APM',
  apm_service_catalog_write: 'Software Catalog',
  built_in_features: 'Organization',
  ci_visibility_pipelines_write: 'CI Visibility Pipelines',
  connections_read: 'Action Connections',
  continuous_profiler_pgo_read: 'Continuous Profiler',
  coterm_read: 'CoTerm',
  coterm_write: 'CoTerm',
  data_streams_monitoring_capture_messages: 'Data Streams Monitoring',
  dbm_read: 'Database Monitoring',
  debugger_capture_variables: 'Dynamic Instrumentation',
  debugger_read: 'Dynamic Instrumentation',
  debugger_write: 'Dynamic Instrumentation',
  disaster_recovery_status_read: 'Disaster Recovery',
  disaster_recovery_status_write: 'Disaster Recovery',
  embeddable_graphs_share: 'Embeddable Graphs',
  error_tracking_read: 'Error Tracking',
  error_tracking_write: 'Error Tracking',
  host_tags_write: 'Tags',
  incident_settings_read: 'Incidents',
  integrations_read: 'Integrations',
  llm_observability_read: 'LLM Observability',
  llm_observability_write: 'LLM Observability',
  logs_read_index_data: 'Logs',
  logs_read_workspaces: 'Logs',
  manage_integrations: 'Integrations',
  mcp_read: 'MCP Server',
  monitors_downtime: 'Downtimes',
  monitors_write: 'Monitors',
  oci_configuration_edit: 'OCI Integration',
  oci_configuration_read: 'OCI Integration',
  oci_configurations_manage: 'OCI Integration',
  org_management: 'Organization',
  reference_tables_read: 'Reference Tables',
  reference_tables_write: 'Reference Tables',
  rum_apps_read: 'RUM',
  rum_generate_metrics: 'RUM',
  rum_retention_filters_read: 'RUM',
  rum_retention_filters_write: 'RUM',
  rum_session_replay_read: 'RUM',
  saved_views_write: 'Saved Views',
  security_comments_read: 'Security Monitoring',
  security_pipelines_read: 'Security Monitoring',
  security_pipelines_write: 'Security Monitoring',
  test_optimization_read: 'Test Optimization',
};

/** Scopes that govern the organisation, its users or its connections. */
export const ADMIN_SCOPES = new Set([
  'oci_configurations_manage',
  'org_connections_write',
  'org_management',
  'user_access_invite',
  'user_access_manage',
]);

/**
 * Operations newer than the specification files, known with their scope from Datadog's newer API
 * documentation.
 */
export const NEWER_PROBES = {
  built_in_features: {
    method: 'GET',
    path: '/api/v2/user_authorized_clients',
    operationId: 'ListUserAuthorizedClients',
    opens: [['built_in_features']],
    oauthDeclared: true,
    unstable: false,
    dataAt: 'data',
  },
};

const ENTRY = 'In the Datadog web app, as the user who authorized,';

/** What to do by hand, for scopes without any proof and for those with the weak one alone. */
export const BY_HAND = {
  api_keys_write:
    'Run `ddoauth create-key`: POST /api/v2/api_keys/marketplace is the one request this scope opens, and it gives the key once per organization.',
  apm_remote_configuration_read: `${ENTRY} open Organization Settings > Remote Configuration, then let your app make the call it needs this scope for.`,
  apm_remote_configuration_write:
    'Let your app change one remote configuration in a test organization and look for the change under Organization Settings > Remote Configuration.',
  apm_service_ingest_read: `${ENTRY} open APM > Setup & Configuration > Ingestion Control, then let your app read the same settings.`,
  apm_service_ingest_write:
    'Let your app change the ingestion rate of a test service and look at APM > Setup & Configuration > Ingestion Control.',
  apps_write:
    'Let your app create one app for the test with App Builder, look for it in the list of apps, and delete it.',
  apm_service_renaming_write:
    'Let your app add a renaming rule for a test service, look for it in the settings of APM, and take it away again. Organizations without APM do not know this scope.',
  bits_investigations_write:
    'Every call starts an investigation that is paid for; start one from your app in an organization where that is agreed.',
  ci_visibility_pipelines_write:
    'Send one pipeline with POST /api/v2/ci/pipeline (it takes the API key) and look for it under CI Visibility > Pipelines.',
  connections_read:
    'Read an app that uses a connection with GET /api/v2/app-builder/apps/{app_id}; apps_run is needed too, and the id stands in the address of the app.',
  continuous_profiler_pgo_read:
    'Let your app download a profile for profile-guided optimization of a service that sends profiles; its documentation names the command datadog-pgo.',
  coterm_read: `${ENTRY} open a recorded CoTerm session, then let your app read the same one.`,
  coterm_write: 'Record one short CoTerm session through your app and look for it in the web app.',
  dashboards_public_share:
    'Share a dashboard you made for the test with POST /api/v1/dashboard/public (share_type open), then revoke it at once: anyone with the link can see it.',
  data_streams_monitoring_capture_messages:
    'Let your app ask for one message of a test topic and look for it under Data Streams Monitoring.',
  dbm_read: `${ENTRY} open APM > Database Monitoring, then let your app read the same databases.`,
  debugger_capture_variables:
    'Let your app place one log probe that captures variables on a test service and look under Dynamic Instrumentation.',
  debugger_read: `${ENTRY} open Dynamic Instrumentation, then let your app list the probes shown there.`,
  debugger_write:
    'Let your app place one probe on a test service, look for it under Dynamic Instrumentation, and remove it.',
  disaster_recovery_status_read:
    'Let your app read the status of Disaster Recovery in an organization that has it set up.',
  disaster_recovery_status_write:
    'Do not try this on a live organization: it changes where data goes in an outage. Ask Datadog for a drill.',
  dora_metrics_write:
    'Send one deployment with the API key, change it with PATCH /api/v2/dora/deployments/{deployment_id} and delete it with DELETE /api/v2/dora/deployment/{deployment_id}.',
  embeddable_graphs_share:
    'Create one graph with POST /api/v1/graph/embed and revoke it with GET /api/v1/graph/embed/{embed_id}/revoke; the specification does not declare OAuth for them.',
  error_tracking_write:
    'Change the state of a test issue with PUT /api/v2/error-tracking/issues/{issue_id}/state and change it back; error_tracking_read is needed too.',
  feature_flag_config_write:
    'Create a feature flag for the test with POST /api/v2/feature-flags and archive it afterwards: flags cannot be deleted.',
  host_tags_write:
    'Add a tag to a test host with POST /api/v1/tags/hosts/{host_name} and remove it with DELETE on the same path.',
  incident_notification_settings_read:
    'Read a notification rule of your own with GET /api/v2/incidents/config/notification-rules/{id}; its id stands in the incident settings.',
  incident_settings_read: `${ENTRY} open Incidents > Settings, then let your app read the same settings.`,
  llm_observability_read: `${ENTRY} open LLM Observability, then let your app list the projects or traces shown there.`,
  llm_observability_write:
    'Let your app create one project or dataset for the test, look for it under LLM Observability, and delete it.',
  logs_read_index_data:
    'Search the logs of an index that a restriction query guards (GET /api/v2/logs/events): the result shows what the user may read.',
  logs_modify_indexes:
    'Read the order of the indexes with GET /api/v1/logs/config/index-order (logs_read_config) and put the very same order back with PUT.',
  logs_write_archives:
    'Read the order of the archives with GET /api/v2/logs/config/archive-order (logs_read_config) and put the very same order back with PUT.',
  logs_read_workspaces: `${ENTRY} open Logs > Workspaces, then let your app read the same workspace.`,
  mcp_read:
    'Point an MCP client at the Datadog MCP server of the site with this client and let it list the tools. Gov sites do not offer the server.',
  oci_configuration_edit:
    'Let your app change one setting of a test tenancy and look at the tile of Oracle Cloud Infrastructure.',
  oci_configuration_read: `${ENTRY} open the tile of Oracle Cloud Infrastructure, then let your app read the tenancies shown there.`,
  oci_configurations_manage:
    'Let your app add and remove a test tenancy and look at the tile of Oracle Cloud Infrastructure.',
  on_call_read:
    'Read one schedule by its id with GET /api/v2/on-call/schedules/{schedule_id}; the ids stand in the addresses of the On-Call pages.',
  org_connections_write:
    'Let your app connect two test organizations, look under Organization Settings > Cross-Organization Visibility, and remove the connection.',
  observability_pipelines_deploy:
    "Let your app create a pipeline that no worker runs in a test organization, look for it under Observability Pipelines, and delete it. Datadog's own command line calls these routes with keys only.",
  observability_pipelines_delete:
    'Create a pipeline that nothing runs, in a test organization, and delete it with DELETE /api/v2/obs-pipelines/pipelines/{pipeline_id}.',
  reference_tables_read: `${ENTRY} open Reference Tables, then let your app list them. Datadog's specification asks for no scope for GET /api/v2/reference-tables/tables, so its answer proves nothing.`,
  reference_tables_write:
    'Let your app upload a table of one line for the test, look for it under Reference Tables, and delete it.',
  rum_generate_metrics:
    'Let your app create one metric from RUM events, look under Digital Experience > Generate Metrics, and delete it.',
  rum_retention_filters_read: `${ENTRY} open the retention filters of a RUM application, then let your app read them.`,
  rum_retention_filters_write:
    'Let your app add a disabled retention filter to a test RUM application and delete it again.',
  rum_session_replay_read: `${ENTRY} open one session replay, then let your app read the same session. Datadog's specification asks for no scope for the playlists, so they prove nothing.`,
  saved_views_write:
    'Let your app save one view in an explorer, look for it among the saved views, and delete it.',
  security_comments_read: `${ENTRY} open a security signal with comments, then let your app read them.`,
  security_monitoring_findings_write:
    'Mute one finding of a test resource from your app and unmute it again.',
  security_pipelines_read: `${ENTRY} open the automation pipelines of Security, then let your app read them.`,
  security_pipelines_write:
    'Let your app add a disabled automation rule in Security and delete it again.',
  test_optimization_settings_write:
    'Change one setting of a test repository from your app and look under Test Optimization > Settings.',
  test_optimization_write:
    'Change the state of one flaky test of a test repository with PATCH /api/v2/test/flaky-test-management/tests.',
  user_access_invite:
    'Invite a mail address of your own from your app; Datadog sends a mail. Look under Organization Settings > Users, then disable the user.',
  workflows_read:
    'List the runs of a test workflow with GET /api/v2/workflows/{workflow_id}/instances; the id stands in the address of the workflow.',
  workflows_run:
    'Run a workflow that does nothing with POST /api/v2/workflows/{workflow_id}/instances and look at its run history.',
};
