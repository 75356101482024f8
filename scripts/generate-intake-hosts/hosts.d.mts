/** One host of the table. */
export interface GeneratedHost {
  url: string;
  status: string;
  source: string;
}

/** The parts of a fact file's site that are read. */
export interface SiteFacts {
  key: string;
  destinations: readonly {
    name: string;
    host: string;
    protocol: string;
    port: number | null;
    status: string;
    source: string;
  }[];
  hosts: { spans_json?: { host: string; path: string; status: string; source: string } };
}

export function hostsOfSite(site: SiteFacts): Record<string, GeneratedHost>;
export function leftOut(sites: readonly SiteFacts[]): string[];
