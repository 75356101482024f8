/** Names of the catalog, by those of the fact file. What is not here, and not left out below, is an error. */
export const NAMES = {
  logs_intake: 'logs',
  event_management_intake: 'events',
  otlp: 'otlp',
  rum_intake: 'rum',
  rum_quota: 'rum-quota',
  ip_ranges: 'ip-ranges',
  apm_traces: 'apm-traces',
  telemetry: 'telemetry',
  llmobs: 'llmobs',
  contimage: 'container-images',
  process: 'process',
  ndm: 'ndm',
  snmp_traps: 'snmp-traps',
  ndmflow: 'netflow',
  netpath: 'netpath',
  orchestrator: 'orchestrator',
  contlcycle: 'container-lifecycle',
  profiling: 'profiling',
  sbom: 'sbom',
  synthetics: 'synthetics',
  synthetics_v2: 'synthetics-v2',
  remote_config: 'remote-config',
  dbm_metrics: 'dbm-metrics',
  dbm_query: 'dbm-query',
  agent_logs: 'agent-logs',
  lambda_logs: 'lambda-logs',
  functions_logs: 'functions-logs',
  agent_metrics: 'agent-metrics',
  citestcycle: 'ci-tests',
  citestcov: 'ci-coverage',
  webhook_intake: 'webhooks',
};

/** Destinations without a row, and why. */
export const LEFT_OUT = {
  api: 'the API host has a member of its own',
  agent_app: "the Agent's version is part of its name",
  agent_flare: "the Agent's version is part of its name",
  agent_logs_tcp: 'plain TCP, no HTTPS',
  lambda_logs_tcp: 'plain TCP, no HTTPS',
  web_integration_logs: 'plain TCP, no HTTPS',
  hipaa_tcp: 'plain TCP, no HTTPS',
  hipaa_lambda_tcp: 'plain TCP, no HTTPS',
  hipaa_gcp: 'legacy, its port is documented nowhere',
  hipaa_http: 'legacy, its port is documented nowhere',
  synthetics_tunnel: 'a tunnel of the Synthetics CLI, to which nobody submits',
};

/** Words a user can look up, by the fact file's source keys. */
export const SOURCES = {
  agentless_spans: "source code of Datadog's tracers",
  apiref: 'API reference, site table',
  network: 'Agent network traffic page',
  openapi_v1: 'API specification v1, server list',
  openapi_v2: 'API specification v2, server list',
  otlp: 'OTLP ingest pages',
  pattern: 'pattern of the other sites',
  privatelink: 'PrivateLink guide, UK1 table',
  regions: 'regions config of the documentation',
  rum: 'RUM page, list of SDK intake hosts',
  test_visibility: 'Test Optimization network page',
};

/** Hosts that the fact file has in a note only. */
export const NOTED = {
  us1: {
    'spans-trace': {
      url: 'https://trace.browser-intake-datadoghq.com/api/v2/spans',
      status: 'documented',
      source: 'API integration page',
    },
  },
};
