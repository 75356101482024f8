import type { HttpRequest } from '../model/http.ts';

/** Who asks. Public clients have no secret. @see RFC 6749 §2.3.1 */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** Exchanges an authorization code. @see RFC 6749 §4.1.3, RFC 7636 §4.5 */
export function authorizationCodeRequest(
  tokenUrl: string,
  client: ClientCredentials,
  grant: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string },
): HttpRequest {
  return formRequest(tokenUrl, {
    grant_type: 'authorization_code',
    ...credentialsOf(client),
    redirect_uri: grant.redirectUri,
    code: grant.code,
    code_verifier: grant.codeVerifier,
  });
}

/**
 * Refreshes an access token. Datadog's table lists `redirect_uri` for this request too, its own
 * tools leave it out; it is sent when known.
 * @see RFC 6749 §6
 */
export function refreshRequest(
  tokenUrl: string,
  client: ClientCredentials,
  refreshToken: string,
  redirectUri?: string,
): HttpRequest {
  return formRequest(tokenUrl, {
    grant_type: 'refresh_token',
    ...credentialsOf(client),
    ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
    refresh_token: refreshToken,
  });
}

/** Revokes a token. The answer is 200 for unknown tokens too. @see RFC 7009 §2.1 */
export function revocationRequest(
  revokeUrl: string,
  client: ClientCredentials,
  token: string,
  tokenTypeHint: 'access_token' | 'refresh_token',
): HttpRequest {
  return formRequest(revokeUrl, {
    ...credentialsOf(client),
    token,
    token_type_hint: tokenTypeHint,
  });
}

function credentialsOf(client: ClientCredentials): Record<string, string> {
  return {
    client_id: client.clientId,
    ...(client.clientSecret === undefined ? {} : { client_secret: client.clientSecret }),
  };
}

function formRequest(url: string, form: Record<string, string>): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(form).toString(),
  };
}
