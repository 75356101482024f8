/** What an authorization request says. @see RFC 6749 §4.1.1, RFC 7636 §4.3 */
export interface AuthorizationRequest {
  /** Authorization endpoint of the site: `https://app.datadoghq.eu/oauth2/v1/authorize`. */
  readonly authorizeUrl: string;
  readonly clientId: string;
  /** Byte for byte as registered. */
  readonly redirectUri: string;
  readonly state: string;
  /** Of the method S256. */
  readonly codeChallenge: string;
  /**
   * Sent only when given: for Datadog's partner clients all registered scopes apply without it, and
   * one unknown name fails the whole request.
   */
  readonly scopes?: readonly string[];
}

/** The URL to open in the user's browser. */
export function authorizationUrl(request: AuthorizationRequest): string {
  const url = new URL(request.authorizeUrl);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('code_challenge', request.codeChallenge);
  url.searchParams.set('code_challenge_method', 'S256');
  url.searchParams.set('state', request.state);
  if (request.scopes !== undefined) url.searchParams.set('scope', request.scopes.join(' '));
  return url.href;
}
