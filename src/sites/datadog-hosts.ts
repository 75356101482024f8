import type { SiteRow } from '../catalog/site-row.ts';

/** Which side of Datadog a host is on; a flow never crosses from one to the other. */
export type DatadogEnvironment = 'commercial' | 'gov';

/**
 * The domains that Datadog owns and below which every site lives. Nothing outside them (and the
 * user's own config) is ever trusted with a secret.
 */
export const DATADOG_DOMAINS: readonly {
  readonly domain: string;
  readonly environment: DatadogEnvironment;
}[] = [
  { domain: 'datadoghq.com', environment: 'commercial' },
  { domain: 'datadoghq.eu', environment: 'commercial' },
  { domain: 'ddog-gov.com', environment: 'gov' },
];

/**
 * What stands before a site's domain in the names of its service hosts. None of them can be a
 * customer subdomain.
 * @see https://docs.datadoghq.com/agent/configuration/network/
 */
export const SERVICE_LABELS: readonly string[] = [
  'agent-http-intake.logs',
  'agent-intake.logs',
  'citestcov-intake',
  'citestcycle-intake',
  'config',
  'contimage-intake',
  'contlcycle-intake',
  'dbm-metrics-intake',
  'dbquery-intake',
  'event-management-intake',
  'functions-intake.logs',
  'http-encrypted-intake.logs',
  'http-intake.logs',
  'instrumentation-telemetry-intake',
  'intake-v2.synthetics',
  'intake.profile',
  'intake.synthetics',
  'ip-ranges',
  'lambda-http-intake.logs',
  'llmobs-intake',
  'mcp',
  'metrics.agent',
  'ndm-intake',
  'ndmflow-intake',
  'netpath-intake',
  'orchestrator',
  'otlp',
  'process',
  'public-trace-http-intake.logs',
  'sbom-intake',
  'snmp-traps-intake',
  'trace.agent',
  'webhook-intake',
];

/** Hosts that serve all sites alike, so that their names say nothing about a site. */
export const SHARED_LABELS: readonly string[] = [
  'apt',
  'docs',
  'install',
  'keys',
  'windows-agent',
  'yum',
];

/**
 * A label that reads like the key of a site (`us7`, `eu2`, `us3-fed`). Before a Datadog domain it is
 * more likely a site this table does not know than the subdomain of a customer.
 */
export const SITE_LIKE_LABEL = /^(?:us|eu|ap|uk|ca|sa|me|af|jp|in|au)[0-9]{1,2}(?:-fed)?$/;

/** The Datadog domain that `host` is or lies below, if any. `host` in lower case, without a port. */
export function datadogDomainOf(host: string): (typeof DATADOG_DOMAINS)[number] | undefined {
  return DATADOG_DOMAINS.find(({ domain }) => host === domain || host.endsWith(`.${domain}`));
}

/** The host and port (`app.datadoghq.eu`, `127.0.0.1:9000`) of a URL that the site table holds. */
export function hostOf(url: string): string {
  return new URL(url).host;
}

/** Every service host the table names for a site, metrics and such excepted (they go to the API). */
export function intakeHosts(site: SiteRow): readonly string[] {
  return Object.values(site.intake).map((intake) => hostOf(intake.url));
}
