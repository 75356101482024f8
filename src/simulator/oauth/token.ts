import { createHash } from 'node:crypto';
import { authenticateClient, readForm } from './client-authentication.ts';
import { json, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import { OAUTH_ERRORS, oauthError } from './oauth-errors.ts';
import { revokeGrant, type Client, type SimulatedGrant, type World } from '../world/world.ts';

/**
 * `POST /oauth2/v1/token` on an API host.
 * @see datadog/oauth-facts.md section 5; RFC 6749 sections 4.1.3, 5 and 6; RFC 7636 section 4.6
 */
export function token(world: World, request: SimulatorRequest): SimulatorAnswer {
  const parsed = readForm(request);
  if (parsed.refusal) return parsed.refusal;
  const authenticated = authenticateClient(world, request, parsed.form);
  if (authenticated.refusal) return authenticated.refusal;
  const { client } = authenticated;
  switch (parsed.form.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(world, request, client, parsed.form);
    case 'refresh_token':
      return refresh(world, request, client, parsed.form);
    default:
      return oauthError(400, OAUTH_ERRORS.grantType);
  }
}

function exchangeCode(
  world: World,
  request: SimulatorRequest,
  client: Client,
  form: URLSearchParams,
): SimulatorAnswer {
  const value = form.get('code');
  if (!value) return oauthError(400, OAUTH_ERRORS.missingCode);
  const code = world.codes.get(value);
  if (!code || code.grant.client !== client || code.grant.site !== request.at.site.key) {
    return oauthError(400, OAUTH_ERRORS.badCode);
  }
  if (code.used) {
    // RFC 6749 section 4.1.2: a second use ends the tokens of the first.
    revokeGrant(world, code.grant);
    return oauthError(400, OAUTH_ERRORS.badCode);
  }
  const ageMs = world.clock.now() - code.createdAtMs;
  if (code.grant.revoked || ageMs > world.seed.settings.codeLifetimeSeconds * 1000) {
    return oauthError(400, OAUTH_ERRORS.badCode);
  }
  const verifier = form.get('code_verifier');
  if (!verifier) return oauthError(400, OAUTH_ERRORS.missingVerifier);
  const challenge = createHash('sha256').update(verifier, 'ascii').digest('base64url');
  if (challenge !== code.codeChallenge) return oauthError(400, OAUTH_ERRORS.badCode);
  // Command lines that leave the redirect URI out here are known to succeed.
  const redirectUri = form.get('redirect_uri');
  if (redirectUri !== null && redirectUri !== code.redirectUri) {
    return oauthError(400, OAUTH_ERRORS.mismatchingRedirectUri);
  }
  code.used = true;
  return tokenAnswer(world, code.grant, code.grant.scopes);
}

function refresh(
  world: World,
  request: SimulatorRequest,
  client: Client,
  form: URLSearchParams,
): SimulatorAnswer {
  const value = form.get('refresh_token');
  if (!value) return oauthError(400, OAUTH_ERRORS.missingRefreshToken);
  const known = world.refreshTokens.get(value);
  if (!known || known.grant.client !== client || known.grant.site !== request.at.site.key) {
    return oauthError(400, OAUTH_ERRORS.badRefreshToken);
  }
  const asked = form.get('scope')?.split(/\s+/).filter(Boolean);
  const scopes = asked && asked.length > 0 ? [...new Set(asked)] : known.grant.scopes;
  if (!scopes.every((scope) => known.grant.scopes.includes(scope))) {
    return oauthError(400, OAUTH_ERRORS.refreshScope);
  }
  if (!world.seed.settings.rotateRefreshTokens) {
    return tokenAnswer(world, known.grant, scopes, value);
  }
  world.refreshTokens.delete(value);
  return tokenAnswer(world, known.grant, scopes);
}

/** Issues tokens; without a refresh token to keep, a new one. RFC 6749 section 5.1. */
function tokenAnswer(
  world: World,
  grant: SimulatedGrant,
  scopes: readonly string[],
  keptRefreshToken?: string,
): SimulatorAnswer {
  const now = world.clock.now();
  const lifetimeSeconds = world.seed.settings.accessTokenLifetimeSeconds;
  for (const [value, row] of world.accessTokens) {
    if (row.expiresAtMs !== null && row.expiresAtMs < now) world.accessTokens.delete(value);
  }
  const accessToken = world.ids.token();
  const refreshToken = keptRefreshToken ?? world.ids.token();
  const expiresAtMs = now + lifetimeSeconds * 1000;
  world.accessTokens.set(accessToken, { grant, scopes, expiresAtMs });
  world.refreshTokens.set(refreshToken, { grant, scopes: grant.scopes, expiresAtMs: null });
  const answer = json(200, {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    scope: scopes.join(' '),
  });
  return { ...answer, headers: { ...answer.headers, 'cache-control': 'no-store' } };
}
