/** How many requests a limit of an org let through and refused. */
export interface LimitCount {
  readonly name: string;
  readonly site: string;
  readonly orgId: string;
  /** Number of the period since 1970. */
  period: number;
  /** Requests in this period, refused ones not among them. */
  used: number;
  /** Requests refused since the start. */
  refused: number;
}

/** How much was asked at once, and how much too often. */
export interface Traffic {
  /** Requests to a site's API host that are not answered yet, by site key. */
  readonly inFlight: Map<string, number>;
  /** The most there ever were at once. */
  readonly maxInFlight: Map<string, number>;
  readonly limits: LimitCount[];
}

/** No traffic yet. */
export function createTraffic(): Traffic {
  return { inFlight: new Map(), maxInFlight: new Map(), limits: [] };
}

/** Counts a request as in flight until the function that comes back is called. */
export function enter(traffic: Traffic, site: string): () => void {
  const now = (traffic.inFlight.get(site) ?? 0) + 1;
  traffic.inFlight.set(site, now);
  traffic.maxInFlight.set(site, Math.max(now, traffic.maxInFlight.get(site) ?? 0));
  return () => traffic.inFlight.set(site, (traffic.inFlight.get(site) ?? 1) - 1);
}
