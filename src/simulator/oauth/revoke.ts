import { authenticateClient, readForm } from './client-authentication.ts';
import { json, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import { missingParameter, OAUTH_ERRORS, oauthError } from './oauth-errors.ts';
import { revokeGrant, type World } from '../world/world.ts';

/**
 * `POST /oauth2/v1/revoke`: 200 for unknown tokens too; either token of a grant ends all of it.
 * @see datadog/oauth-facts.md section 6; RFC 7009 section 2
 */
export function revoke(world: World, request: SimulatorRequest): SimulatorAnswer {
  const parsed = readForm(request);
  if (parsed.refusal) return parsed.refusal;
  const { form } = parsed;
  const missing = ['client_id', 'token'].find((name) => !form.get(name));
  if (missing) return oauthError(400, missingParameter(missing));
  const authenticated = authenticateClient(world, request, form);
  if (authenticated.refusal) return authenticated.refusal;
  const hint = form.get('token_type_hint');
  if (hint !== null && hint !== 'access_token' && hint !== 'refresh_token') {
    return oauthError(400, OAUTH_ERRORS.tokenTypeHint);
  }
  const value = form.get('token') ?? '';
  const known = world.accessTokens.get(value) ?? world.refreshTokens.get(value);
  if (known?.grant.client === authenticated.client && known.grant.site === request.at.site.key) {
    revokeGrant(world, known.grant);
  }
  return json(200, {});
}
