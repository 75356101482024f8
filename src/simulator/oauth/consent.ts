import { siteByKey } from '../http/address.ts';
import { CONSENT_LIFETIME_MS } from './authorize.ts';
import {
  mediaType,
  redirect,
  type SimulatorAnswer,
  type SimulatorRequest,
} from '../http/exchange.ts';
import { errorRedirect, OAUTH_ERRORS, oauthError, withParameters } from './oauth-errors.ts';
import type { SeedOrg, SeedUser } from '../world/seed-schema.ts';
import { possibleUsers, type PendingAuthorization, type World } from '../world/world.ts';

/**
 * Takes the user's decision from the consent form. The request id is used up by it, whatever it was.
 * @see RFC 6749 section 4.1.2; datadog/oauth-facts.md section 3, answers
 */
export function decide(world: World, request: SimulatorRequest): SimulatorAnswer {
  if (mediaType(request) !== 'application/x-www-form-urlencoded') {
    return oauthError(400, OAUTH_ERRORS.contentType);
  }
  const form = new URLSearchParams(request.body.toString('utf8'));
  const pending = world.pending.get(form.get('request') ?? '');
  if (
    !pending ||
    pending.site !== request.at.site.key ||
    world.clock.now() - pending.createdAtMs > CONSENT_LIFETIME_MS
  ) {
    return oauthError(400, OAUTH_ERRORS.requestUsed);
  }
  const users = possibleUsers(world, pending.client, pending.site);
  const choice = users.find((row) => row.user.id === form.get('user'));
  const decision = form.get('decision');
  if (decision !== 'authorize' && decision !== 'deny') {
    return oauthError(400, { error: 'invalid_request', description: 'Missing decision.' });
  }
  if (decision === 'authorize' && !choice) {
    return oauthError(400, { error: 'invalid_request', description: 'Unknown organization.' });
  }
  world.pending.delete(pending.id);
  if (decision === 'deny' || !choice) {
    return errorRedirect(pending.redirectUri, OAUTH_ERRORS.accessDenied, pending.state);
  }
  return grantAccess(world, request, pending, choice);
}

function grantAccess(
  world: World,
  request: SimulatorRequest,
  pending: PendingAuthorization,
  { user, org }: { readonly user: SeedUser; readonly org: SeedOrg },
): SimulatorAnswer {
  const createdAtMs = world.clock.now();
  const grant = {
    id: world.ids.uuid(),
    client: pending.client,
    site: org.site,
    org,
    user,
    scopes: pending.scopes,
    createdAtMs,
    revoked: false,
  };
  world.grants.push(grant);
  const code = world.ids.hex(40);
  world.codes.set(code, {
    grant,
    redirectUri: pending.redirectUri,
    codeChallenge: pending.codeChallenge,
    createdAtMs,
    used: false,
  });
  const home = siteByKey(org.site);
  const customerHost =
    request.at.customer !== undefined && request.at.site.key === org.site
      ? `https://${request.at.host}`
      : undefined;
  return redirect(
    withParameters(pending.redirectUri, [
      ['code', code],
      ['state', pending.state],
      ['client_id', pending.client.clientId],
      ['site', customerHost ?? home?.app.url],
      ['domain', home?.domain],
      ['dd_oid', org.id],
      ['dd_org_name', org.name],
    ]),
  );
}
