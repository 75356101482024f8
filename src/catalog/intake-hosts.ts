// Written by scripts/generate-intake-hosts.mjs; change the script or its input, not this file.
import type { SiteIntakes } from './site-row.ts';

/**
 * Hosts that take data, by site, each with how it was learnt. Not here:
 *
 * - api: the API host has a member of its own
 * - agent_app: the Agent's version is part of its name
 * - agent_flare: the Agent's version is part of its name
 * - agent_logs_tcp: plain TCP, no HTTPS
 * - lambda_logs_tcp: plain TCP, no HTTPS
 * - web_integration_logs: plain TCP, no HTTPS
 * - hipaa_tcp: plain TCP, no HTTPS
 * - hipaa_lambda_tcp: plain TCP, no HTTPS
 * - hipaa_gcp: legacy, its port is documented nowhere
 * - hipaa_http: legacy, its port is documented nowhere
 * - synthetics_tunnel: a tunnel of the Synthetics CLI, to which nobody submits
 */
export const INTAKE_HOSTS = {
  us1: {
    logs: {
      url: 'https://http-intake.logs.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.datadoghq.com',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: { url: 'https://otlp.datadoghq.com', status: 'documented', source: 'OTLP ingest pages' },
    spans: {
      url: 'https://public-trace-http-intake.logs.datadoghq.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'spans-trace': {
      url: 'https://trace.browser-intake-datadoghq.com/api/v2/spans',
      status: 'documented',
      source: 'API integration page',
    },
    'ip-ranges': {
      url: 'https://ip-ranges.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'functions-logs': {
      url: 'https://functions-intake.logs.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
  },
  us3: {
    logs: {
      url: 'https://http-intake.logs.us3.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: {
      url: 'https://otlp.us3.datadoghq.com',
      status: 'documented',
      source: 'OTLP ingest pages',
    },
    spans: {
      url: 'https://trace.browser-intake-us3-datadoghq.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.us3.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-us3-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-us3-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.us3.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.us3.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
  },
  us5: {
    logs: {
      url: 'https://http-intake.logs.us5.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: {
      url: 'https://otlp.us5.datadoghq.com',
      status: 'documented',
      source: 'OTLP ingest pages',
    },
    spans: {
      url: 'https://trace.browser-intake-us5-datadoghq.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.us5.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-us5-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-us5-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.us5.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.us5.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
  },
  eu1: {
    logs: {
      url: 'https://http-intake.logs.datadoghq.eu',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.datadoghq.eu',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: { url: 'https://otlp.datadoghq.eu', status: 'documented', source: 'OTLP ingest pages' },
    spans: {
      url: 'https://public-trace-http-intake.logs.datadoghq.eu/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.datadoghq.eu',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-datadoghq.eu',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-datadoghq.eu',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.datadoghq.eu',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.datadoghq.eu',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.datadoghq.eu',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.datadoghq.eu',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.datadoghq.eu',
      status: 'documented',
      source: 'Test Optimization network page',
    },
  },
  ap1: {
    logs: {
      url: 'https://http-intake.logs.ap1.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: {
      url: 'https://otlp.ap1.datadoghq.com',
      status: 'documented',
      source: 'OTLP ingest pages',
    },
    spans: {
      url: 'https://browser-intake-ap1-datadoghq.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.ap1.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-ap1-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-ap1-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.ap1.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.ap1.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
  },
  ap2: {
    logs: {
      url: 'https://http-intake.logs.ap2.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: {
      url: 'https://otlp.ap2.datadoghq.com',
      status: 'documented',
      source: 'OTLP ingest pages',
    },
    spans: {
      url: 'https://browser-intake-ap2-datadoghq.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.ap2.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-ap2-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-ap2-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.ap2.datadoghq.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.ap2.datadoghq.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
  },
  uk1: {
    logs: {
      url: 'https://http-intake.logs.uk1.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    otlp: {
      url: 'https://otlp.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    spans: {
      url: 'https://browser-intake-uk1-datadoghq.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.uk1.datadoghq.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-uk1-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-uk1-datadoghq.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    llmobs: {
      url: 'https://llmobs-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'container-images': {
      url: 'https://contimage-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    process: {
      url: 'https://process.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    ndm: {
      url: 'https://ndm-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    netflow: {
      url: 'https://ndmflow-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    netpath: {
      url: 'https://netpath-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    orchestrator: {
      url: 'https://orchestrator.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    profiling: {
      url: 'https://intake.profile.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    sbom: {
      url: 'https://sbom-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    synthetics: {
      url: 'https://intake.synthetics.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'remote-config': {
      url: 'https://config.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
    webhooks: {
      url: 'https://webhook-intake.uk1.datadoghq.com',
      status: 'documented',
      source: 'PrivateLink guide, UK1 table',
    },
  },
  'us1-fed': {
    logs: {
      url: 'https://http-intake.logs.ddog-gov.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.ddog-gov.com',
      status: 'documented',
      source: 'API specification v2, server list',
    },
    otlp: {
      url: 'https://otlp.ddog-gov.com',
      status: 'unlisted',
      source: 'pattern of the other sites',
    },
    spans: {
      url: 'https://browser-intake-ddog-gov.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.ddog-gov.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-ddog-gov.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-ddog-gov.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    llmobs: {
      url: 'https://llmobs-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'container-images': {
      url: 'https://contimage-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    process: {
      url: 'https://process.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    ndm: {
      url: 'https://ndm-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netflow: {
      url: 'https://ndmflow-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    netpath: {
      url: 'https://netpath-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    orchestrator: {
      url: 'https://orchestrator.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    profiling: {
      url: 'https://intake.profile.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    sbom: {
      url: 'https://sbom-intake.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    synthetics: {
      url: 'https://intake.synthetics.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.ddog-gov.com',
      status: 'documented',
      source: 'Agent network traffic page',
    },
    'remote-config': {
      url: 'https://config.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.ddog-gov.com',
      status: 'unlisted',
      source: 'pattern of the other sites',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.ddog-gov.com',
      status: 'documented',
      source: 'regions config of the documentation',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.ddog-gov.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.ddog-gov.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
    webhooks: {
      url: 'https://webhook-intake.ddog-gov.com',
      status: 'documented',
      source: 'Test Optimization network page',
    },
  },
  'us2-fed': {
    logs: {
      url: 'https://http-intake.logs.us2.ddog-gov.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    events: {
      url: 'https://event-management-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    otlp: {
      url: 'https://otlp.us2.ddog-gov.com',
      status: 'unlisted',
      source: 'pattern of the other sites',
    },
    spans: {
      url: 'https://browser-intake-us2-ddog-gov.com/api/v2/spans',
      status: 'code',
      source: "source code of Datadog's tracers",
    },
    'ip-ranges': {
      url: 'https://ip-ranges.us2.ddog-gov.com',
      status: 'documented',
      source: 'API specification v1, server list',
    },
    rum: {
      url: 'https://browser-intake-us2-ddog-gov.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'rum-quota': {
      url: 'https://quota.browser-intake-us2-ddog-gov.com',
      status: 'documented',
      source: 'RUM page, list of SDK intake hosts',
    },
    'apm-traces': {
      url: 'https://trace.agent.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    telemetry: {
      url: 'https://instrumentation-telemetry-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    llmobs: {
      url: 'https://llmobs-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'container-images': {
      url: 'https://contimage-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    process: {
      url: 'https://process.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    ndm: {
      url: 'https://ndm-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'snmp-traps': {
      url: 'https://snmp-traps-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    netflow: {
      url: 'https://ndmflow-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    netpath: {
      url: 'https://netpath-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    orchestrator: {
      url: 'https://orchestrator.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'container-lifecycle': {
      url: 'https://contlcycle-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    profiling: {
      url: 'https://intake.profile.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    sbom: {
      url: 'https://sbom-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    synthetics: {
      url: 'https://intake.synthetics.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'synthetics-v2': {
      url: 'https://intake-v2.synthetics.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'remote-config': {
      url: 'https://config.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'dbm-metrics': {
      url: 'https://dbm-metrics-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'dbm-query': {
      url: 'https://dbquery-intake.us2.ddog-gov.com',
      status: 'unlisted',
      source: 'pattern of the other sites',
    },
    'agent-logs': {
      url: 'https://agent-http-intake.logs.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'lambda-logs': {
      url: 'https://lambda-http-intake.logs.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'agent-metrics': {
      url: 'https://metrics.agent.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'ci-tests': {
      url: 'https://citestcycle-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    'ci-coverage': {
      url: 'https://citestcov-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
    webhooks: {
      url: 'https://webhook-intake.us2.ddog-gov.com',
      status: 'derived',
      source: 'pattern of the other sites',
    },
  },
} as const satisfies Readonly<Record<string, SiteIntakes>>;
