import { describe, expect, it } from 'vitest';
import { SITES } from '../../../src/catalog/sites.ts';
import { ToolError } from '../../../src/errors.ts';
import { parseSeed, seedForClient } from '../../../src/simulator/world/seed.ts';
import { clientSeed } from '../support.ts';

function failure(json: unknown): ToolError {
  try {
    parseSeed(json, 'seed.json');
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseSeed', () => {
  const good = clientSeed();
  const [client] = good.clients;
  const [org] = good.orgs;
  const [user] = good.users;

  it('takes its own output and fills in settings', () => {
    const { settings: _settings, ...rest } = good;
    expect(parseSeed(rest, 'x')).toEqual(good);
    expect(good.settings).toMatchObject({
      loginFirst: false,
      rotateRefreshTokens: true,
      accessTokenLifetimeSeconds: 3600,
      codeLifetimeSeconds: 60,
      ingestionDelayMs: 300,
      emptyData: false,
    });
  });

  it.each([
    [null, ''],
    [[], ''],
    ['text', ''],
    [{}, 'clients'],
    [{ ...good, clients: {} }, 'clients'],
    [{ ...good, extra: 1 }, 'extra'],
    [{ ...good, clients: [{ ...client, kind: 'secret' }] }, 'clients.0.kind'],
    [{ ...good, clients: [{ ...client, sites: ['us9'] }] }, 'clients.0.sites.0'],
    [{ ...good, clients: [{ ...client, redirectURIs: [] }] }, 'clients.0.redirectURIs'],
    [{ ...good, clients: [client, client] }, 'clients.1'],
    [{ ...good, clients: [{ ...client, orgId: 'nobody' }] }, 'clients.0.orgId'],
    [{ ...good, clients: [{ ...client, kind: 'test' }] }, 'clients.0.orgId'],
    [{ ...good, orgs: [{ ...org, site: 'mars' }] }, 'orgs.0.site'],
    [{ ...good, orgs: [org, org] }, 'orgs.1'],
    [{ ...good, users: [{ ...user, orgId: 'nobody' }] }, 'users.0.orgId'],
    [{ ...good, users: [{ id: 'u' }] }, 'users.0.name'],
    [{ ...good, keys: [{ clientId: client?.clientId, orgId: 'nobody' }] }, 'keys.0.orgId'],
    [{ ...good, keys: [{ clientId: 'nobody', orgId: org?.id }] }, 'keys.0.clientId'],
    [{ ...good, keys: [{ orgId: org?.id }] }, 'keys.0.clientId'],
    [{ ...good, settings: { codeLifetimeSeconds: 0 } }, 'settings.codeLifetimeSeconds'],
    [{ ...good, settings: { routesWithoutOAuth: ['monitor'] } }, 'settings.routesWithoutOAuth.0'],
    [{ ...good, settings: { ingestionDelayMs: -1 } }, 'settings.ingestionDelayMs'],
    [{ ...good, settings: { codeLifeTime: 1 } }, 'settings.codeLifeTime'],
  ])('refuses %# and names the key', (json, key) => {
    const error = failure(json);
    expect(error.code).toBe('usage.file');
    expect(error.message.startsWith(key === '' ? 'seed.json: ' : `seed.json: ${key}`)).toBe(true);
  });
});

describe('seedForClient', () => {
  it('has an org and a user who may do everything on each site, always with the same ids', () => {
    const seed = clientSeed();
    expect(seed.orgs.map((org) => org.site)).toEqual(SITES.map((site) => site.key));
    expect(new Set(seed.orgs.map((org) => org.id)).size).toBe(SITES.length);
    expect(seed.orgs.find((org) => org.site === 'eu1')?.name).toBe('Example Org EU1');
    expect(seed.orgs[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
    expect(seed.users.every((user) => user.missingPermissions.length === 0)).toBe(true);
    expect(clientSeed()).toEqual(seed);
  });

  it('gives a test client to the org on its site', () => {
    const seed = clientSeed({ kind: 'test', site: 'eu1' });
    const owner = seed.orgs.find((org) => org.id === seed.clients[0]?.orgId);
    expect(owner?.site).toBe('eu1');
    const byDefault = clientSeed({ kind: 'test' });
    const first = byDefault.orgs.find((org) => org.id === byDefault.clients[0]?.orgId);
    expect(first?.site).toBe('us1');
  });

  it('gives a public client no secret and one site', () => {
    const [client] = clientSeed({ kind: 'public', site: 'ap2' }).clients;
    expect(client?.clientSecret).toBeUndefined();
    expect(client?.sites).toEqual(['ap2']);
  });

  it('refuses a site that does not exist', () => {
    expect(() =>
      seedForClient({
        clientId: 'x',
        kind: 'public',
        name: 'x',
        redirectUris: [],
        scopes: [],
        site: 'us9',
      }),
    ).toThrow(ToolError);
  });
});
