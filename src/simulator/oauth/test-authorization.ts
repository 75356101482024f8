import { errors, redirect, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import { OAUTH_ERRORS, oauthError, withParameters } from './oauth-errors.ts';
import { findHost } from '../http/address.ts';
import { clientOnSite, type World } from '../world/world.ts';

/**
 * Stands in for *Connect Accounts* on the tile and *Test Authorization* in the Developer Platform:
 * sends the browser to the client's onboarding URL with `site` and `domain`.
 * `subdomain` makes `site` a customer's own host.
 * @see datadog/oauth-facts.md section 2
 */
export function testAuthorization(world: World, request: SimulatorRequest): SimulatorAnswer {
  const { site, customer, host } = request.at;
  const clientId = request.query.get('client_id');
  if (!clientId) return oauthError(400, OAUTH_ERRORS.missingClientId);
  const client = clientOnSite(world, clientId, site.key);
  if (!client) return oauthError(400, OAUTH_ERRORS.badClientId);
  if (client.onboardingUrl === undefined) {
    return errors(400, `Client ${client.clientId} has no onboarding URL`);
  }
  const subdomain = request.query.get('subdomain') ?? customer;
  const customerHost = subdomain === undefined ? host : `${subdomain}.${site.domain}`;
  const known = findHost(customerHost);
  if (subdomain !== undefined && known?.customer !== subdomain.toLowerCase()) {
    return errors(400, 'subdomain: not a label a customer of this site may have');
  }
  return redirect(
    withParameters(client.onboardingUrl, [
      ['site', known?.customer === undefined ? site.app.url : `https://${known.host}`],
      ['domain', site.domain],
    ]),
  );
}
