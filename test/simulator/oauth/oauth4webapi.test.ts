import * as oauth from 'oauth4webapi';
import { expect, it } from 'vitest';
import { consentingBrowser } from '../../../src/simulator/browser/consenting-browser.ts';
import { get, REDIRECT_URI, SECRET, simulate } from '../support.ts';

it('serves a client nobody here wrote: code, PKCE, refresh, revocation', async () => {
  const simulator = await simulate();
  const api = `${simulator.origin}/api.datadoghq.eu`;
  const server: oauth.AuthorizationServer = {
    issuer: `${simulator.origin}/app.datadoghq.eu`,
    authorization_endpoint: `${simulator.origin}/app.datadoghq.eu/oauth2/v1/authorize`,
    token_endpoint: `${api}/oauth2/v1/token`,
    revocation_endpoint: `${api}/oauth2/v1/revoke`,
  };
  const client: oauth.Client = { client_id: simulator.clientId };
  const authentication = oauth.ClientSecretPost(SECRET);
  const insecure = { [oauth.allowInsecureRequests]: true };

  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL('https://app.datadoghq.eu/oauth2/v1/authorize');
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: REDIRECT_URI,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    scope: 'monitors_read events_read',
    state,
  }).toString();
  const browse = consentingBrowser({
    origin: simulator.origin,
    decision: 'authorize',
    signal: AbortSignal.timeout(10_000),
  });
  const outcome = await browse(url.href);
  if (outcome.kind !== 'redirect') throw new Error(outcome.text);
  const parameters = oauth.validateAuthResponse(server, client, new URL(outcome.location), state);

  const exchanged = await oauth.processAuthorizationCodeResponse(
    server,
    client,
    await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      REDIRECT_URI,
      verifier,
      insecure,
    ),
  );
  expect(exchanged).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
  expect(exchanged.scope?.split(' ').toSorted()).toEqual(['events_read', 'monitors_read']);

  const refreshed = await oauth.processRefreshTokenResponse(
    server,
    client,
    await oauth.refreshTokenGrantRequest(
      server,
      client,
      authentication,
      exchanged.refresh_token ?? '',
      insecure,
    ),
  );
  const monitors = 'https://api.datadoghq.eu/api/v1/monitor';
  expect((await get(simulator, monitors, refreshed.access_token)).status).toBe(200);

  await oauth.processRevocationResponse(
    await oauth.revocationRequest(
      server,
      client,
      authentication,
      refreshed.refresh_token ?? '',
      insecure,
    ),
  );
  expect((await get(simulator, monitors, refreshed.access_token)).status).toBe(401);
});
