/**
 * Disagreements with Datadog's specification that are known, each with its reason. An entry that no
 * longer occurs makes the script fail: the row or the specification has changed, and so may the reason.
 */

/** `kind` as in check-request.mjs; `operations` are methods and path templates. */
export const EXPLAINED = [
  {
    kind: 'operation',
    reason:
      "The operation is newer than the specification files; its scope is known from Datadog's newer API reference.",
    operations: ['GET /api/v2/user_authorized_clients'],
  },
  {
    kind: 'scope',
    reason: 'Creating a webhook needs this scope, deleting one the permission manage_integrations.',
    operations: ['DELETE /api/v1/integration/webhooks/configuration/webhooks/{webhook_name}'],
  },
  {
    kind: 'scope',
    reason:
      'The specification names neither a scope nor a permission for deleting a correction; the one of creating it is the likeliest.',
    operations: ['DELETE /api/v1/slo/correction/{slo_correction_id}'],
  },
  {
    kind: 'opens',
    reason:
      'The specification names neither a scope nor a permission for reading and deleting a correction; the row assumes those of the objective and of its creation.',
    operations: [
      'DELETE /api/v1/slo/correction/{slo_correction_id}',
      'GET /api/v1/slo/correction/{slo_correction_id}',
    ],
  },
  {
    kind: 'no-oauth',
    reason:
      'Creating a webhook declares OAuth, reading and deleting one do not. Partners remove theirs by hand; the round trip tries with the token and says what is left.',
    operations: [
      'DELETE /api/v1/integration/webhooks/configuration/webhooks/{webhook_name}',
      'GET /api/v1/integration/webhooks/configuration/webhooks/{webhook_name}',
    ],
  },
  {
    kind: 'no-oauth',
    reason:
      'Creating a correction declares OAuth, reading and deleting one do not. The round trip tries with the token and says what is left.',
    operations: [
      'DELETE /api/v1/slo/correction/{slo_correction_id}',
      'GET /api/v1/slo/correction/{slo_correction_id}',
    ],
  },
  {
    kind: 'no-oauth',
    reason:
      "The specification declares keys alone, and Datadog's own command line calls these routes with keys; partners ask for the scope all the same. A 401 here says nothing about the scope.",
    operations: [
      'GET /api/v2/obs-pipelines/pipelines',
      'DELETE /api/v2/obs-pipelines/pipelines/{pipeline_id}',
      'GET /api/v2/obs-pipelines/pipelines/{pipeline_id}',
    ],
  },
  {
    kind: 'no-oauth',
    reason:
      'The specification lists the scope among those of OAuth but declares keys alone here, and names it as a role permission. Whether the route takes a token is not documented.',
    operations: [
      'GET /api/v2/security/sboms',
      'GET /api/v2/security/scanned-assets-metadata',
      'GET /api/v2/security/vulnerable-assets',
      'POST /api/v2/sensitive-data-scanner/config/groups',
      'DELETE /api/v2/sensitive-data-scanner/config/groups/{group_id}',
    ],
  },
  {
    kind: 'no-oauth',
    reason:
      "The specification declares keys alone and names the scope as a role permission; Datadog's own command line asks for the scope and calls routes of its product with a token.",
    operations: [
      'GET /api/v1/integration/azure',
      'GET /api/v1/integration/gcp',
      'POST /api/v1/integration/webhooks/configuration/custom-variables',
      'DELETE /api/v1/integration/webhooks/configuration/custom-variables/{custom_variable_name}',
      'GET /api/v1/integration/webhooks/configuration/custom-variables/{custom_variable_name}',
      'GET /api/v1/logs/config/indexes',
      'DELETE /api/v1/logs/config/indexes/{name}',
      'GET /api/v1/logs/config/pipelines',
      'POST /api/v1/logs/config/pipelines',
      'DELETE /api/v1/logs/config/pipelines/{pipeline_id}',
      'GET /api/v1/logs/config/pipelines/{pipeline_id}',
      'GET /api/v1/notebooks',
      'POST /api/v1/notebooks',
      'DELETE /api/v1/notebooks/{notebook_id}',
      'GET /api/v1/notebooks/{notebook_id}',
      'POST /api/v2/apm/config/metrics',
      'DELETE /api/v2/apm/config/metrics/{metric_id}',
      'GET /api/v2/apm/config/metrics/{metric_id}',
      'GET /api/v2/app-builder/apps',
      'DELETE /api/v2/app-builder/apps/{app_id}',
      'GET /api/v2/audit/events',
      'POST /api/v2/audit/events/search',
      'POST /api/v2/dora/deployments',
      'DELETE /api/v2/dora/failure/{failure_id}',
      'POST /api/v2/dora/failures',
      'GET /api/v2/dora/failures/{failure_id}',
      'GET /api/v2/feature-flags',
      'GET /api/v2/feature-flags/environments',
      'POST /api/v2/feature-flags/environments',
      'DELETE /api/v2/feature-flags/environments/{environment_id}',
      'GET /api/v2/feature-flags/environments/{environment_id}',
      'GET /api/v2/integration/aws/accounts',
      'GET /api/v2/integration/aws/available_namespaces',
      'GET /api/v2/integration/aws/logs/services',
      'GET /api/v2/integration/gcp/accounts',
      'GET /api/v2/integration/gcp/sts_delegate',
      'GET /api/v2/integration/opsgenie/services',
      'DELETE /api/v2/integrations/confluent-cloud/accounts/{account_id}',
      'GET /api/v2/integrations/fastly/accounts',
      'GET /api/v2/integrations/okta/accounts',
      'GET /api/v2/logs/config/archives',
      'DELETE /api/v2/logs/config/archives/{archive_id}',
      'GET /api/v2/logs/config/archives/{archive_id}',
      'GET /api/v2/logs/config/metrics',
      'POST /api/v2/logs/config/metrics',
      'DELETE /api/v2/logs/config/metrics/{metric_id}',
      'GET /api/v2/logs/config/metrics/{metric_id}',
      'GET /api/v2/logs/events',
      'POST /api/v2/logs/events/search',
      'GET /api/v2/rum/applications',
      'POST /api/v2/rum/applications',
      'DELETE /api/v2/rum/applications/{id}',
      'GET /api/v2/rum/applications/{id}',
      'GET /api/v2/rum/events',
      'POST /api/v2/rum/events/search',
      'GET /api/v2/sensitive-data-scanner/config',
      'GET /api/v2/sensitive-data-scanner/config/standard-patterns',
      'POST /api/v2/workflows',
      'DELETE /api/v2/workflows/{workflow_id}',
      'GET /api/v2/workflows/{workflow_id}',
    ],
  },
];
