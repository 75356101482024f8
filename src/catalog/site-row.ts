/** How well the existence of a host is known; the words are those of the project's fact files. */
export type HostStatus =
  'documented' | 'documented_pattern' | 'code' | 'derived' | 'inferred' | 'unlisted' | 'config';

/** One host of a site, and how it was learnt. */
export interface SiteHost {
  /** Origin, such as `https://http-intake.logs.datadoghq.eu`; the `spans` intake has its path too. */
  readonly url: string;
  readonly status: HostStatus;
  /** What names it, in words a user can look up. */
  readonly source: string;
}

/** Intakes a site may have. */
export type IntakeName = 'logs' | 'events' | 'otlp' | 'spans';

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
  readonly intake: Readonly<Partial<Record<IntakeName, SiteHost>>>;
}
