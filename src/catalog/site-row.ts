/** How well the existence of a host is known; the words are those of the project's fact files. */
export type HostStatus =
  'documented' | 'documented_pattern' | 'code' | 'derived' | 'inferred' | 'unlisted' | 'config';

/** One host of a site, and how it was learnt. */
export interface SiteHost {
  /** Origin, such as `https://http-intake.logs.datadoghq.eu`; those of spans have their path too. */
  readonly url: string;
  readonly status: HostStatus;
  /** What names it, in words a user can look up. */
  readonly source: string;
}

/** Hosts a site may have beside web app and API: nearly all of them take data. */
export type IntakeName =
  | 'logs'
  /** v2 events; v1 events go to the API host. */
  | 'events'
  | 'otlp'
  | 'spans'
  /** A second host for spans, which another page of Datadog's names. */
  | 'spans-trace'
  | 'rum'
  | 'rum-quota'
  | 'ip-ranges'
  | 'apm-traces'
  | 'telemetry'
  | 'llmobs'
  | 'container-images'
  | 'process'
  | 'ndm'
  | 'snmp-traps'
  | 'netflow'
  | 'netpath'
  | 'orchestrator'
  | 'container-lifecycle'
  | 'profiling'
  | 'sbom'
  | 'synthetics'
  | 'synthetics-v2'
  | 'remote-config'
  | 'dbm-metrics'
  | 'dbm-query'
  | 'agent-logs'
  | 'lambda-logs'
  | 'functions-logs'
  | 'agent-metrics'
  | 'ci-tests'
  | 'ci-coverage'
  | 'webhooks';

/** The hosts of one site, by what they are for. */
export type SiteIntakes = Readonly<Partial<Record<IntakeName, SiteHost>>>;

/** A Datadog deployment. Metrics, v1 events and service checks are submitted to `api`. */
export interface SiteRow {
  /** `us1`, `eu1`, `us1-fed`, or the name a config gave. */
  readonly key: string;
  /** `US1`. */
  readonly name: string;
  /** Bare site domain, Datadog's `domain` parameter: `datadoghq.eu`. */
  readonly domain: string;
  readonly environment: 'commercial' | 'gov' | 'custom';
  /** Other names users and tools write for it, lower case. */
  readonly aliases: readonly string[];
  /** Web app origin: `https://app.datadoghq.eu`. */
  readonly app: SiteHost;
  /** API origin: `https://api.datadoghq.eu`. */
  readonly api: SiteHost;
  readonly intake: SiteIntakes;
}
