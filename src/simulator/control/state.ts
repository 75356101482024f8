import { siteByKey } from '../http/address.ts';
import type { ProxyConnection } from '../world/proxy-connections.ts';
import type { DataType } from '../world/received.ts';
import type { LoggedRequest, World } from '../world/world.ts';

/** What the simulator shows of itself. Holds no secret, code, token or key value. */
export interface SimulatorState {
  readonly clients: readonly {
    readonly clientId: string;
    readonly kind: 'test' | 'published' | 'public';
    readonly name: string;
    readonly sites: readonly string[];
    readonly redirectUris: readonly string[];
    readonly onboardingUrl: string | null;
    readonly scopes: readonly string[];
  }[];
  readonly orgs: readonly {
    readonly id: string;
    readonly name: string;
    readonly site: string;
    readonly domain: string;
    readonly disabledProducts: readonly string[];
  }[];
  readonly grants: readonly {
    readonly id: string;
    readonly clientId: string;
    readonly site: string;
    readonly orgId: string;
    readonly userId: string;
    readonly scopes: readonly string[];
    /** ISO 8601. */
    readonly createdAt: string;
    readonly revoked: boolean;
    /** Tokens that live now. */
    readonly accessTokens: number;
    readonly refreshTokens: number;
  }[];
  readonly keys: readonly {
    readonly id: string;
    readonly name: string;
    readonly last4: string;
    readonly site: string;
    readonly orgId: string;
    readonly clientId: string;
  }[];
  readonly received: readonly {
    readonly site: string;
    /** `null`: sent with a key of another site, so it appears nowhere. */
    readonly orgId: string | null;
    readonly type: DataType;
    readonly count: number;
    /** Names of metrics, titles of events, messages of logs: the latest twenty, cut. */
    readonly latest: readonly string[];
  }[];
  /** What was created through the API and not deleted. */
  readonly objects: readonly {
    readonly site: string;
    readonly orgId: string;
    /** Path it was created at. */
    readonly collection: string;
    readonly id: string;
    readonly name: string | null;
    /** Scopes that let the creation through, with spaces between. */
    readonly createdBy: string;
    /** Id of the `ddoauth` run that its name or a tag shows. */
    readonly run: string | null;
  }[];
  /** Rate limits that were met, by org. */
  readonly rateLimits: readonly {
    readonly name: string;
    readonly site: string;
    readonly orgId: string;
    /** Requests in the latest period, refused ones not among them. */
    readonly used: number;
    /** Requests answered 429 since the start. */
    readonly refused: number;
  }[];
  /** The most requests that a site's API had to answer at once, by site key. */
  readonly maxInFlight: Readonly<Record<string, number>>;
  readonly faults: readonly { readonly kind: string; readonly left: number | null }[];
  /** The last 5,000, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** What the proxy was asked for: the last 5,000, oldest first. */
  readonly connections: readonly Readonly<ProxyConnection>[];
}

/** A copy of what the world holds, fit for eyes. */
export function describeWorld(world: World): SimulatorState {
  const now = world.clock.now();
  const live = [...world.accessTokens.values()].filter((row) => (row.expiresAtMs ?? now) >= now);
  return {
    clients: [...world.clients.values()].map((client) => ({
      clientId: client.clientId,
      kind: client.kind,
      name: client.name,
      sites: client.sites,
      redirectUris: client.redirectUris,
      onboardingUrl: client.onboardingUrl ?? null,
      scopes: client.scopes,
    })),
    orgs: world.seed.orgs.map(({ id, name, site, disabledProducts }) => ({
      id,
      name,
      site,
      domain: siteByKey(site)?.domain ?? '',
      disabledProducts,
    })),
    grants: world.grants.map((grant) => ({
      id: grant.id,
      clientId: grant.client.clientId,
      site: grant.site,
      orgId: grant.org.id,
      userId: grant.user.id,
      scopes: grant.scopes,
      createdAt: new Date(grant.createdAtMs).toISOString(),
      revoked: grant.revoked,
      accessTokens: live.filter((row) => row.grant === grant).length,
      refreshTokens: [...world.refreshTokens.values()].filter((row) => row.grant === grant).length,
    })),
    keys: [...world.keys.values()].map((key) => ({
      id: key.id,
      name: key.name,
      last4: key.value.slice(-4),
      site: key.org.site,
      orgId: key.org.id,
      clientId: key.clientId,
    })),
    received: world.received.counts.map((row) => ({ ...row, latest: [...row.latest] })),
    objects: world.objects
      .filter((object) => !object.cancelled)
      .map(({ org, collection, id, name, createdBy, run }) => ({
        site: org.site,
        orgId: org.id,
        collection,
        id,
        name: name ?? null,
        createdBy: createdBy.join(' '),
        run: run ?? null,
      })),
    rateLimits: world.traffic.limits.map(({ name, site, orgId, used, refused }) => ({
      name,
      site,
      orgId,
      used,
      refused,
    })),
    maxInFlight: Object.fromEntries(world.traffic.maxInFlight),
    faults: world.faults.map(({ spec, left }) => ({
      kind: spec.kind,
      left: Number.isFinite(left) ? left : null,
    })),
    requests: [...world.requests],
    connections: world.connections.map((row) => ({ ...row })),
  };
}
