import { describe, expect, it } from 'vitest';
import { seedForClient } from '../../../src/simulator/world/seed.ts';
import {
  authorizeUrl,
  call,
  clientSeed,
  consent,
  get,
  obtainTokens,
  readTokens,
  REDIRECT_URI,
  SECRET,
  simulate,
  tokenRequest,
  VERIFIER,
  withSettings,
  type TestSimulator,
} from '../support.ts';

const BAD_CODE = { errors: ['invalid_grant - Invalid authorization code or code verifier.'] };
const MONITORS = 'https://api.datadoghq.com/api/v1/monitor';

function fail(): never {
  throw new Error('the seed has no client');
}

async function freshCode(simulator: TestSimulator, site?: string): Promise<string> {
  return (await consent(simulator, authorizeUrl(simulator), site)).get('code') ?? '';
}

function exchange(
  simulator: TestSimulator,
  code: string,
  change: Record<string, string | null> = {},
  domain?: string,
) {
  const parameters = { grant_type: 'authorization_code', code, code_verifier: VERIFIER };
  const all = { ...parameters, redirect_uri: REDIRECT_URI, ...change };
  return tokenRequest(simulator, all, domain);
}

describe('authorization code', () => {
  it('gives tokens once', async () => {
    const simulator = await simulate();
    const answer = await exchange(simulator, await freshCode(simulator));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(readTokens(answer).scopes).toContain('monitors_read');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('ends the grant when a code comes twice', async () => {
    const simulator = await simulate();
    const { code, accessToken, refreshToken } = await obtainTokens(simulator);
    expect((await get(simulator, MONITORS, accessToken)).status).toBe(200);
    const again = await exchange(simulator, code);
    expect([again.status, again.json]).toEqual([400, BAD_CODE]);
    expect((await get(simulator, MONITORS, accessToken)).status).toBe(401);
    const refreshed = await tokenRequest(simulator, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    expect(refreshed.status).toBe(400);
  });

  it('does not know the code of another site, which stays good at its own', async () => {
    const simulator = await simulate();
    const code = await freshCode(simulator, 'eu1');
    const wrong = await exchange(simulator, code);
    expect([wrong.status, wrong.json]).toEqual([400, BAD_CODE]);
    expect((await exchange(simulator, code, {}, 'datadoghq.eu')).status).toBe(200);
  });

  it('ends after its lifetime', async () => {
    const simulator = await simulate();
    const code = await freshCode(simulator);
    simulator.clock.advance(61_000);
    expect((await exchange(simulator, code)).json).toEqual(BAD_CODE);
  });

  it.each([
    [{ code_verifier: `${VERIFIER}x` }, 400, BAD_CODE.errors[0]],
    [{ code: 'made-up' }, 400, BAD_CODE.errors[0]],
    [{ code_verifier: null }, 400, 'invalid_request - Code verifier required.'],
    [{ code: null }, 400, 'invalid_request - Missing code parameter.'],
    [{ redirect_uri: `${REDIRECT_URI}/` }, 400, 'invalid_request - Mismatching redirect URI.'],
    [{ client_id: null }, 400, 'invalid_request - Missing client_id parameter.'],
    [{ client_id: 'unknown' }, 401, 'invalid_client - Invalid client_id parameter value.'],
    [{ client_secret: null }, 401, 'invalid_client - Missing client_secret parameter.'],
    [{ client_secret: '' }, 401, 'invalid_client - Missing client_secret parameter.'],
    [{ client_secret: 'x' }, 401, 'invalid_client - Invalid client_secret parameter value.'],
    [{ grant_type: null }, 400, 'unsupported_grant_type - Unsupported grant type.'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type - Unsupported grant type.'],
  ])('%o is %i %s', async (change, status, text) => {
    const simulator = await simulate();
    const answer = await exchange(simulator, await freshCode(simulator), change);
    expect([answer.status, answer.json]).toEqual([status, { errors: [text] }]);
  });

  it('succeeds without redirect_uri, as known command lines do', async () => {
    const simulator = await simulate();
    const code = await freshCode(simulator);
    expect((await exchange(simulator, code, { redirect_uri: null })).status).toBe(200);
  });

  it('does not give one client what another was promised', async () => {
    const seed = clientSeed();
    const other = clientSeed({ clientId: 'other', clientSecret: 'other-secret' }).clients;
    const simulator = await simulate({ ...seed, clients: [...seed.clients, ...other] });
    const code = await freshCode(simulator);
    const stolen = await exchange(simulator, code, {
      client_id: 'other',
      client_secret: 'other-secret',
    });
    expect(stolen.json).toEqual(BAD_CODE);
  });

  it('knows a test client on its own site only', async () => {
    const simulator = await simulate(clientSeed({ kind: 'test', site: 'eu1' }));
    const probe = (domain: string) =>
      tokenRequest(
        simulator,
        { grant_type: 'authorization_code', code: 'made-up', code_verifier: VERIFIER },
        domain,
      );
    const elsewhere = await probe('datadoghq.com');
    expect([elsewhere.status, elsewhere.text]).toEqual([
      401,
      '{"errors":["invalid_client - Invalid client_id parameter value."]}',
    ]);
    const home = await probe('datadoghq.eu');
    expect([home.status, home.json]).toEqual([400, BAD_CODE]);
  });

  it('takes any secret of a client whose secret is not known, but not none', async () => {
    const { clientId, name, redirectUris, scopes } = clientSeed().clients[0] ?? fail();
    const seed = seedForClient({ clientId, kind: 'published', name, redirectUris, scopes });
    const simulator = await simulate(seed);
    const code = await freshCode(simulator);
    expect((await exchange(simulator, code, { client_secret: null })).status).toBe(401);
    expect((await exchange(simulator, code, { client_secret: 'whatever' })).status).toBe(200);
  });
});

describe('encoding', () => {
  const url = 'https://api.datadoghq.com/oauth2/v1/token';
  it('refuses JSON, also with a form content type', async () => {
    const simulator = await simulate();
    const body = JSON.stringify({ grant_type: 'refresh_token', client_id: simulator.clientId });
    const asJson = await call(simulator, 'POST', url, {
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(asJson.status).toBe(400);
    expect(asJson.text).toContain('invalid_request - ');
    const asForm = await call(simulator, 'POST', url, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(asForm.json).toEqual({ errors: ['invalid_request - Missing client_id parameter.'] });
  });

  it('refuses a parameter that comes twice', async () => {
    const simulator = await simulate();
    const body = new URLSearchParams([
      ['client_id', simulator.clientId],
      ['client_id', simulator.clientId],
    ]);
    const answer = await call(simulator, 'POST', url, { body });
    expect(answer.json).toEqual({ errors: ['invalid_request - Duplicate client_id parameter.'] });
  });
});

describe('refresh', () => {
  const refresh = (
    simulator: TestSimulator,
    token: string,
    more: Record<string, string> = {},
    domain?: string,
  ) =>
    tokenRequest(simulator, { grant_type: 'refresh_token', refresh_token: token, ...more }, domain);

  it('rotates: the old one is dead, the new one works', async () => {
    const simulator = await simulate();
    const { refreshToken } = await obtainTokens(simulator);
    const next = readTokens(await refresh(simulator, refreshToken));
    expect(next.refreshToken).not.toBe(refreshToken);
    const old = await refresh(simulator, refreshToken);
    expect([old.status, old.json]).toEqual([
      400,
      { errors: ['invalid_grant - Invalid refresh token.'] },
    ]);
    expect((await refresh(simulator, next.refreshToken)).status).toBe(200);
  });

  it('keeps the token when told not to rotate', async () => {
    const simulator = await simulate(withSettings(clientSeed(), { rotateRefreshTokens: false }));
    const { refreshToken } = await obtainTokens(simulator);
    const next = readTokens(await refresh(simulator, refreshToken));
    expect(next.refreshToken).toBe(refreshToken);
    expect((await refresh(simulator, refreshToken)).status).toBe(200);
  });

  it('narrows scopes, never widens them', async () => {
    const simulator = await simulate();
    const { refreshToken } = await obtainTokens(simulator, { scope: 'events_read monitors_read' });
    const wider = await refresh(simulator, refreshToken, { scope: 'metrics_read' });
    expect(wider.text).toContain('invalid_scope - ');
    const narrow = readTokens(await refresh(simulator, refreshToken, { scope: 'events_read' }));
    expect(narrow.scopes).toEqual(['events_read']);
    expect((await get(simulator, MONITORS, narrow.accessToken)).status).toBe(403);
    const full = readTokens(await refresh(simulator, narrow.refreshToken));
    expect(full.scopes.toSorted()).toEqual(['events_read', 'monitors_read']);
  });

  it('works at its own site only and needs the token', async () => {
    const simulator = await simulate();
    const { refreshToken } = await obtainTokens(simulator);
    expect((await refresh(simulator, refreshToken, {}, 'datadoghq.eu')).status).toBe(400);
    const missing = await tokenRequest(simulator, { grant_type: 'refresh_token' });
    expect(missing.json).toEqual({
      errors: ['invalid_request - Missing refresh token parameter.'],
    });
    expect((await refresh(simulator, refreshToken)).status).toBe(200);
  });

  it('access tokens end after their lifetime, refresh tokens do not', async () => {
    const simulator = await simulate();
    const { accessToken, refreshToken } = await obtainTokens(simulator);
    simulator.clock.advance(3600_000);
    expect((await get(simulator, MONITORS, accessToken)).status).toBe(401);
    simulator.clock.advance(365 * 24 * 3600_000);
    expect((await refresh(simulator, refreshToken)).status).toBe(200);
  });
});

describe('revoke', () => {
  const url = 'https://api.datadoghq.com/oauth2/v1/revoke';
  const revoke = (simulator: TestSimulator, change: Record<string, string | null>) => {
    const form = new URLSearchParams();
    const all: Record<string, string | null> = {
      client_id: simulator.clientId,
      client_secret: SECRET,
      ...change,
    };
    for (const [name, value] of Object.entries(all)) if (value !== null) form.set(name, value);
    return call(simulator, 'POST', url, { body: form });
  };

  it.each(['accessToken', 'refreshToken'] as const)('ends the grant by its %s', async (which) => {
    const simulator = await simulate();
    const tokens = await obtainTokens(simulator);
    expect((await revoke(simulator, { token: tokens[which] })).status).toBe(200);
    expect((await get(simulator, MONITORS, tokens.accessToken)).status).toBe(401);
    const after = await tokenRequest(simulator, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refreshToken,
    });
    expect(after.status).toBe(400);
    expect((await revoke(simulator, { token: tokens[which] })).status).toBe(200);
    expect(simulator.state().grants.map((grant) => grant.revoked)).toEqual([true]);
  });

  it.each([
    [{ token: 'unknown' }, 200],
    [{ token: null }, 400],
    [{ token: 'x', client_id: null }, 400],
    [{ token: 'x', client_secret: null }, 401],
    [{ token: 'x', token_type_hint: 'id_token' }, 400],
    [{ token: 'x', token_type_hint: 'refresh_token' }, 200],
  ])('%o is %i', async (change, status) => {
    expect((await revoke(await simulate(), change)).status).toBe(status);
  });

  it('leaves grants of other sites and clients alone', async () => {
    const simulator = await simulate();
    const tokens = await obtainTokens(simulator, { site: 'eu1', domain: 'datadoghq.eu' });
    expect((await revoke(simulator, { token: tokens.refreshToken })).status).toBe(200);
    expect(simulator.state().grants[0]?.revoked).toBe(false);
  });
});

it('lets no client refresh or revoke the tokens of another', async () => {
  const seed = clientSeed();
  const other = clientSeed({ clientId: 'other', clientSecret: 'other-secret' }).clients;
  const simulator = await simulate({ ...seed, clients: [...seed.clients, ...other] });
  const { accessToken, refreshToken } = await obtainTokens(simulator);
  const thief = { client_id: 'other', client_secret: 'other-secret' };
  const refreshed = await tokenRequest(simulator, {
    ...thief,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  });
  expect(refreshed.json).toEqual({ errors: ['invalid_grant - Invalid refresh token.'] });
  for (const token of [accessToken, refreshToken]) {
    const body = new URLSearchParams({ ...thief, token });
    const url = 'https://api.datadoghq.com/oauth2/v1/revoke';
    expect((await call(simulator, 'POST', url, { body })).status).toBe(200);
  }
  expect((await get(simulator, MONITORS, accessToken)).status).toBe(200);
});
