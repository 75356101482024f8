import type { IntakeName } from './site-row.ts';

/** Where data goes: an intake host, or the API host, which takes metrics. */
export type DestinationName = 'metrics' | IntakeName;

/** What is known about one kind of destination. */
export interface DestinationRow {
  readonly title: string;
  /**
   * A request without key and body that shows whose host it is. Where the host belongs to the Datadog
   * Agent, it is what the Agent's own connectivity check asks.
   */
  readonly ask: { readonly method: 'GET' | 'POST'; readonly path: string };
  /**
   * What Datadog documents of an answer to a request without key: that it is refused, that the document
   * is open to all, or nothing.
   */
  readonly keyless: 'refused' | 'open' | 'undocumented';
  /** Takes data with the API key that a partner's client creates. */
  readonly takesKey: boolean;
}

const probe = { method: 'GET', path: '/probe' } as const;
const agent = { ask: probe, keyless: 'undocumented', takesKey: false } as const;

/**
 * Every destination, in the order of the columns of `check-regions`.
 * @see https://docs.datadoghq.com/agent/configuration/network/
 */
export const DESTINATIONS: Readonly<Record<DestinationName, DestinationRow>> = {
  metrics: {
    title: 'Metrics, v1 events, service checks and distribution points',
    ask: { method: 'POST', path: '/api/v2/series' },
    keyless: 'refused',
    takesKey: true,
  },
  logs: {
    title: 'Logs',
    ask: { method: 'POST', path: '/api/v2/logs' },
    keyless: 'refused',
    takesKey: true,
  },
  events: {
    title: 'v2 events',
    ask: { method: 'POST', path: '/api/v2/events' },
    keyless: 'refused',
    takesKey: true,
  },
  otlp: {
    title: 'OTLP metrics, logs and traces',
    ask: { method: 'POST', path: '/v1/metrics' },
    keyless: 'refused',
    takesKey: true,
  },
  spans: {
    title: 'Spans as JSON',
    ask: { method: 'POST', path: '/api/v2/spans' },
    keyless: 'undocumented',
    takesKey: true,
  },
  'spans-trace': {
    title: 'Spans as JSON, second host',
    ask: { method: 'POST', path: '/api/v2/spans' },
    keyless: 'undocumented',
    takesKey: true,
  },
  'ip-ranges': {
    title: 'Address ranges',
    ask: { method: 'GET', path: '/' },
    keyless: 'open',
    takesKey: false,
  },
  rum: { title: 'Browser and mobile SDKs', ...agent },
  'rum-quota': { title: 'Browser profiling quota', ...agent },
  'apm-traces': { title: 'Traces of the Agent', ...agent, ask: { ...probe, path: '/_health' } },
  telemetry: { title: 'Tracer telemetry', ...agent },
  llmobs: { title: 'LLM Observability', ...agent },
  'container-images': { title: 'Container images', ...agent },
  process: { title: 'Live processes and containers', ...agent },
  ndm: { title: 'Network devices', ...agent },
  'snmp-traps': { title: 'SNMP traps', ...agent },
  netflow: { title: 'NetFlow', ...agent },
  netpath: { title: 'Network Path', ...agent },
  orchestrator: { title: 'Orchestrator', ...agent },
  'container-lifecycle': { title: 'Container lifecycle', ...agent },
  profiling: { title: 'Profiling', ...agent },
  sbom: { title: 'Software bill of materials', ...agent },
  synthetics: { title: 'Synthetics private locations', ...agent },
  'synthetics-v2': { title: 'Synthetics browser tests', ...agent },
  'remote-config': {
    title: 'Remote Configuration',
    ...agent,
    ask: { ...probe, path: '/_health' },
  },
  'dbm-metrics': { title: 'Database metrics', ...agent },
  'dbm-query': { title: 'Database queries', ...agent },
  'agent-logs': { title: 'Logs of the Agent', ...agent },
  'lambda-logs': { title: 'Logs of AWS Lambda', ...agent },
  'functions-logs': { title: 'Logs of cloud functions', ...agent },
  'agent-metrics': { title: 'Metrics of the Agent', ...agent },
  'ci-tests': { title: 'Test runs', ...agent },
  'ci-coverage': { title: 'Test coverage', ...agent },
  webhooks: { title: 'Webhooks into Datadog', ...agent },
};
