import * as v from 'valibot';
import { SITES } from '../../catalog/sites.ts';
import { ToolError } from '../../errors.ts';
import { uuidFromName } from './ids.ts';
import { SEED_SCHEMA, type SimulatorSeed } from './seed-schema.ts';

export type { SimulatorSeed } from './seed-schema.ts';

/**
 * Checks a seed that came from a file.
 * @param place what the error names, such as the file's path
 * @throws ToolError `usage.file` that names the place, the key and what is wrong with it
 */
export function parseSeed(json: unknown, place: string): SimulatorSeed {
  const result = v.safeParse(SEED_SCHEMA, json);
  if (!result.success) {
    const [issue] = result.issues;
    throw bad(place, v.getDotPath(issue) ?? '', describe(issue));
  }
  const wrong = findContradiction(result.output);
  if (wrong) throw bad(place, wrong[0], wrong[1]);
  return result.output;
}

function bad(place: string, key: string, message: string): ToolError {
  const where = key === '' ? place : `${place}: ${key}`;
  return new ToolError('usage.file', `${where}: ${message}`);
}

/** Valibot's own words for keys that are missing or unknown name types; these name the key's trouble. */
function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  if (issue.expected === 'never') return 'is not a known key';
  if (issue.expected === 'Object') return 'must be an object';
  return 'is missing';
}

/** Trouble between rows: a duplicate id or an org that does not exist, as key and message. */
function findContradiction(seed: SimulatorSeed): [string, string] | undefined {
  const orgIds = seed.orgs.map((org) => org.id);
  const ids: [string, readonly string[]][] = [
    ['clients', seed.clients.map((client) => client.clientId)],
    ['orgs', orgIds],
    ['users', seed.users.map((user) => user.id)],
  ];
  for (const [list, values] of ids) {
    const index = values.findIndex((value, at) => values.indexOf(value) !== at);
    if (index >= 0) return [`${list}.${index}`, `id "${values[index]}" is there twice`];
  }
  for (const [index, user] of seed.users.entries()) {
    if (!orgIds.includes(user.orgId)) {
      return [`users.${index}.orgId`, `no org has the id "${user.orgId}"`];
    }
  }
  for (const [index, key] of seed.apiKeys.entries()) {
    if (!orgIds.includes(key.orgId)) {
      return [`apiKeys.${index}.orgId`, `no org has the id "${key.orgId}"`];
    }
  }
  for (const [index, key] of seed.applicationKeys.entries()) {
    if (!seed.users.some((user) => user.id === key.userId)) {
      return [`applicationKeys.${index}.userId`, `no user has the id "${key.userId}"`];
    }
  }
  const clientIds = seed.clients.map((client) => client.clientId);
  for (const [index, { clientId, orgId }] of seed.keys.entries()) {
    if (!orgIds.includes(orgId)) return [`keys.${index}.orgId`, `no org has the id "${orgId}"`];
    if (!clientIds.includes(clientId)) {
      return [`keys.${index}.clientId`, `no client has the id "${clientId}"`];
    }
  }
  for (const [index, client] of seed.clients.entries()) {
    if (client.orgId !== undefined && !orgIds.includes(client.orgId)) {
      return [`clients.${index}.orgId`, `no org has the id "${client.orgId}"`];
    }
    if (client.kind === 'test' && client.orgId === undefined) {
      return [`clients.${index}.orgId`, 'a test client needs the org it was made in'];
    }
  }
  return undefined;
}

/** What `seedForClient` makes a world from. */
export interface SeedForClientOptions {
  readonly clientId: string;
  readonly kind: 'test' | 'published' | 'public';
  readonly name: string;
  /** When absent, any secret that is not empty is taken for the right one. */
  readonly clientSecret?: string;
  readonly redirectUris: readonly string[];
  readonly onboardingUrl?: string;
  readonly scopes: readonly string[];
  /** Key of the site the test or public client was made on. Default `us1`. */
  readonly site?: string;
  /** Keys of a person in the org on that site. */
  readonly personKeys?: { readonly apiKey: string; readonly applicationKey: string };
}

/**
 * One org with one user who may do everything on each site, and this client: a test client belongs
 * to the org on `site`, a public one is registered there, a published one is known everywhere.
 * @throws ToolError `usage.file` when an option cannot be used, such as a site that does not exist
 */
export function seedForClient(options: SeedForClientOptions): SimulatorSeed {
  const { kind, site = 'us1', clientSecret, onboardingUrl } = options;
  const client = {
    clientId: options.clientId,
    kind,
    name: options.name,
    redirectUris: [...options.redirectUris],
    scopes: [...options.scopes],
    ...(clientSecret === undefined || kind === 'public' ? {} : { clientSecret }),
    ...(onboardingUrl === undefined ? {} : { onboardingUrl }),
    ...(kind === 'test' ? { orgId: orgIdOf(site) } : {}),
    ...(kind === 'public' ? { sites: [site] } : {}),
  };
  const orgs = SITES.map(({ key, name }) => ({
    id: orgIdOf(key),
    name: `Example Org ${name}`,
    site: key,
  }));
  const users = SITES.map(({ key }) => ({
    id: userIdOf(key),
    name: 'Ada Example',
    handle: `ada@${key}.example.test`,
    orgId: orgIdOf(key),
  }));
  const { personKeys } = options;
  const keys =
    personKeys === undefined
      ? {}
      : {
          apiKeys: [{ value: personKeys.apiKey, orgId: orgIdOf(site) }],
          applicationKeys: [{ value: personKeys.applicationKey, userId: userIdOf(site) }],
        };
  return parseSeed({ clients: [client], orgs, users, ...keys }, 'simulator seed');
}

function userIdOf(siteKey: string): string {
  return uuidFromName(`user ${siteKey}`);
}

function orgIdOf(siteKey: string): string {
  return uuidFromName(`org ${siteKey}`);
}
