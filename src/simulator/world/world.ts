import { SITES } from '../../catalog/sites.ts';
import type { Clock, Random } from '../../host/host.ts';
import { siteByKey } from '../http/address.ts';
import type { Fault } from '../faults/faults.ts';
import { createIdSource, type IdSource } from './ids.ts';
import type { SimulatedObject } from './objects.ts';
import type { ProxyConnection } from './proxy-connections.ts';
import { createReceived, type Received } from './received.ts';
import type { SeedClient, SeedOrg, SeedUser, SimulatorSeed } from './seed-schema.ts';
import { createTraffic, type Traffic } from './traffic.ts';

/** A client while the simulator runs: its secret can be rotated. */
export interface Client {
  readonly clientId: string;
  readonly kind: SeedClient['kind'];
  readonly name: string;
  /** `undefined` in a confidential client: every secret that is not empty is right. */
  secret: string | undefined;
  /** Secrets of single sites, which count there instead. */
  readonly secretOn: Map<string, string>;
  readonly redirectUris: readonly string[];
  readonly onboardingUrl: string | undefined;
  readonly scopes: readonly string[];
  /** The org that alone may authorize a test client. */
  readonly orgId: string | undefined;
  /** Keys of the sites that know it. */
  readonly sites: readonly string[];
}

/** An authorization request that waits for the user's decision; used up by it. */
export interface PendingAuthorization {
  readonly id: string;
  readonly client: Client;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly codeChallenge: string;
  /** Key of the site the request came to. */
  readonly site: string;
  readonly createdAtMs: number;
}

/** What one consent gave. */
export interface SimulatedGrant {
  readonly id: string;
  readonly client: Client;
  readonly site: string;
  readonly org: SeedOrg;
  readonly user: SeedUser;
  readonly scopes: readonly string[];
  readonly createdAtMs: number;
  revoked: boolean;
}

/** An authorization code; stays known after its use, so that a second use is noticed. */
export interface IssuedCode {
  readonly grant: SimulatedGrant;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly createdAtMs: number;
  used: boolean;
}

/** An access or refresh token. */
export interface IssuedToken {
  readonly grant: SimulatedGrant;
  readonly scopes: readonly string[];
  /** `null`: does not expire, as refresh tokens of partner clients. */
  readonly expiresAtMs: number | null;
}

/** An API key that the marketplace endpoint made. */
export interface IssuedKey {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly org: SeedOrg;
  readonly clientId: string;
  readonly createdAtMs: number;
}

/** Whose an application key is. */
export interface KeyOwner {
  readonly org: SeedOrg;
  readonly user: SeedUser;
}

/** One line of the request log; no query and no body, since those hold secrets. */
export interface LoggedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** 0 when no answer was sent. */
  readonly status: number;
}

/** Everything that changes while the simulator runs. Nothing of it is on disk. */
export interface World {
  readonly seed: SimulatorSeed;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly clients: Map<string, Client>;
  readonly pending: Map<string, PendingAuthorization>;
  /** Logins that no authorization request has shown yet. */
  readonly logins: Set<string>;
  readonly codes: Map<string, IssuedCode>;
  readonly grants: SimulatedGrant[];
  readonly accessTokens: Map<string, IssuedToken>;
  readonly refreshTokens: Map<string, IssuedToken>;
  /** By value. */
  readonly keys: Map<string, IssuedKey>;
  /** By value. */
  readonly applicationKeys: ReadonlyMap<string, KeyOwner>;
  readonly received: Received;
  readonly requests: LoggedRequest[];
  /** What the proxy was asked for. */
  readonly connections: ProxyConnection[];
  faults: Fault[];
  /** What was created through the API and not deleted. */
  objects: SimulatedObject[];
  readonly traffic: Traffic;
}

/** A fresh world: the seed, and nothing has happened. */
export function createWorld(seed: SimulatorSeed, clock: Clock, random: Random): World {
  const offsetMs = seed.settings.clockOffsetSeconds * 1000;
  const ids = createIdSource(random);
  const orgOf = (id: string): SeedOrg[] => seed.orgs.filter((org) => org.id === id);
  const seededKeys = seed.apiKeys.flatMap(({ value, orgId }) =>
    orgOf(orgId).map((org): [string, IssuedKey] => [
      value,
      {
        id: ids.uuid(),
        name: 'Key of a person',
        value,
        org,
        clientId: '',
        createdAtMs: clock.now(),
      },
    ]),
  );
  const owners = seed.applicationKeys.flatMap(({ value, userId }) =>
    seed.users
      .filter((user) => user.id === userId)
      .flatMap((user) =>
        orgOf(user.orgId).map((org): [string, KeyOwner] => [value, { org, user }]),
      ),
  );
  return {
    seed,
    clock: { ...clock, now: () => clock.now() + offsetMs },
    ids,
    clients: new Map(seed.clients.map((row) => [row.clientId, toClient(row, seed)])),
    pending: new Map(),
    logins: new Set(),
    codes: new Map(),
    grants: [],
    accessTokens: new Map(),
    refreshTokens: new Map(),
    keys: new Map([
      ...seededKeys,
      ...seedKeys(seed, ids, clock).map((key): [string, IssuedKey] => [key.value, key]),
    ]),
    applicationKeys: new Map(owners),
    received: createReceived(),
    requests: [],
    connections: [],
    faults: [],
    objects: [],
    traffic: createTraffic(),
  };
}

/** A key of a client in an org, new. */
export function issueKey(
  ids: IdSource,
  client: { readonly clientId: string; readonly name: string },
  org: SeedOrg,
  createdAtMs: number,
): IssuedKey {
  return {
    id: ids.uuid(),
    name: `${client.name} OAuth Client API Key ${ids.uuid()}`,
    value: ids.hex(32),
    org,
    clientId: client.clientId,
    createdAtMs,
  };
}

function seedKeys(
  { clients, keys, orgs }: SimulatorSeed,
  ids: IdSource,
  clock: Clock,
): IssuedKey[] {
  return keys.flatMap(({ clientId, orgId }) => {
    const client = clients.find((row) => row.clientId === clientId);
    const org = orgs.find((row) => row.id === orgId);
    return client && org ? [issueKey(ids, client, org, clock.now())] : [];
  });
}

function toClient(row: SeedClient, seed: SimulatorSeed): Client {
  const home = seed.orgs.find((org) => org.id === row.orgId)?.site;
  const everywhere = SITES.map((site) => site.key);
  return {
    clientId: row.clientId,
    kind: row.kind,
    name: row.name,
    secret: row.clientSecret,
    secretOn: new Map(),
    redirectUris: row.redirectUris,
    onboardingUrl: row.onboardingUrl,
    scopes: [...new Set(row.scopes)],
    orgId: row.orgId,
    sites: row.sites ?? (row.kind !== 'published' && home ? [home] : everywhere),
  };
}

/** The client, when the site knows it; otherwise it is as if it did not exist. */
export function clientOnSite(world: World, clientId: string, siteKey: string): Client | undefined {
  const client = world.clients.get(clientId);
  return client?.sites.includes(siteKey) ? client : undefined;
}

/** Users who may authorize the client, starting from a site; no step crosses commercial and gov. */
export function possibleUsers(
  world: World,
  client: Client,
  fromSite: string,
): readonly { readonly user: SeedUser; readonly org: SeedOrg }[] {
  const environment = siteByKey(fromSite)?.environment;
  const orgs = world.seed.orgs.filter(
    (org) =>
      client.sites.includes(org.site) &&
      siteByKey(org.site)?.environment === environment &&
      (client.kind !== 'test' || client.orgId === org.id),
  );
  return orgs.flatMap((org) =>
    world.seed.users.filter((user) => user.orgId === org.id).map((user) => ({ user, org })),
  );
}

/** Ends a grant with all its tokens. */
export function revokeGrant(world: World, grant: SimulatedGrant): void {
  grant.revoked = true;
  for (const tokens of [world.accessTokens, world.refreshTokens]) {
    for (const [value, token] of tokens) if (token.grant === grant) tokens.delete(value);
  }
}
