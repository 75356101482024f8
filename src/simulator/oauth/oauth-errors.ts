import { errors, redirect, type SimulatorAnswer } from '../http/exchange.ts';

/** An OAuth error as Datadog's server words it. */
export interface OAuthError {
  readonly error: string;
  /** Absent where the server's library gives no text. */
  readonly description?: string;
}

/**
 * Errors of the authorization and token endpoints.
 * @see datadog/oauthlib-errors.json, datadog/oauth-facts.md sections 3 and 5
 */
export const OAUTH_ERRORS = {
  badClientId: {
    error: 'invalid_request',
    description: 'Invalid client_id parameter value.',
  },
  missingClientId: { error: 'invalid_request', description: 'Missing client_id parameter.' },
  badRedirectUri: { error: 'invalid_request', description: 'Invalid redirect URI.' },
  missingRedirectUri: { error: 'invalid_request', description: 'Missing redirect URI.' },
  mismatchingRedirectUri: { error: 'invalid_request', description: 'Mismatching redirect URI.' },
  missingResponseType: {
    error: 'invalid_request',
    description: 'Missing response_type parameter.',
  },
  unsupportedResponseType: { error: 'unsupported_response_type' },
  challengeRequired: { error: 'invalid_request', description: 'Code challenge required.' },
  challengeMethod: {
    error: 'invalid_request',
    description: 'Transform algorithm not supported.',
  },
  accessDenied: { error: 'access_denied' },
  requestUsed: {
    error: 'invalid_request',
    description: 'This authorization request was already answered or is too old.',
  },
  unparsable: { error: 'invalid_request', description: 'Unable to parse query string' },
  contentType: {
    error: 'invalid_request',
    description: 'Content type must be application/x-www-form-urlencoded.',
  },
  grantType: { error: 'unsupported_grant_type', description: 'Unsupported grant type.' },
  unknownClient: { error: 'invalid_client', description: 'Invalid client_id parameter value.' },
  missingSecret: { error: 'invalid_client', description: 'Missing client_secret parameter.' },
  wrongSecret: { error: 'invalid_client', description: 'Invalid client_secret parameter value.' },
  missingCode: { error: 'invalid_request', description: 'Missing code parameter.' },
  missingVerifier: { error: 'invalid_request', description: 'Code verifier required.' },
  badCode: {
    error: 'invalid_grant',
    description: 'Invalid authorization code or code verifier.',
  },
  missingRefreshToken: {
    error: 'invalid_request',
    description: 'Missing refresh token parameter.',
  },
  badRefreshToken: { error: 'invalid_grant', description: 'Invalid refresh token.' },
  refreshScope: {
    error: 'invalid_scope',
    description: 'The requested scope exceeds what the user granted.',
  },
  tokenTypeHint: { error: 'unsupported_token_type', description: 'Unsupported token type.' },
} as const satisfies Record<string, OAuthError>;

/** A parameter came more than once. */
export function duplicateParameter(name: string): OAuthError {
  return { error: 'invalid_request', description: `Duplicate ${name} parameter.` };
}

/** A parameter that the revocation endpoint needs is not there. */
export function missingParameter(name: string): OAuthError {
  return { error: 'invalid_request', description: `Request is missing ${name} parameter.` };
}

/** One unknown scope fails the whole authorization request. */
export function unrecognizedScopes(names: readonly string[]): OAuthError {
  return {
    error: 'invalid_scope',
    description: `The following scopes are not recognized: ${names.join(', ')}`,
  };
}

/** The error in Datadog's own envelope, `{"errors":["code - text"]}`. */
export function oauthError(status: number, row: OAuthError): SimulatorAnswer {
  return errors(status, row.description ? `${row.error} - ${row.description}` : row.error);
}

/** The error sent to the redirect URI. @see RFC 6749 section 4.1.2.1 */
export function errorRedirect(
  redirectUri: string,
  row: OAuthError,
  state: string | undefined,
): SimulatorAnswer {
  return redirect(
    withParameters(redirectUri, [
      ['error', row.error],
      ['error_description', row.description],
      ['state', state],
    ]),
  );
}

/** Adds parameters to a redirect URI and leaves every byte of it as registered. */
export function withParameters(
  redirectUri: string,
  parameters: readonly (readonly [string, string | undefined])[],
): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) if (value !== undefined) query.append(name, value);
  const joint = !redirectUri.includes('?') ? '?' : /[?&]$/.test(redirectUri) ? '' : '&';
  return `${redirectUri}${joint}${query.toString()}`;
}
