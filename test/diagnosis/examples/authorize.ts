import type { Examples } from './example.ts';

/** What the authorize page and the callback say. */
export const AUTHORIZE_EXAMPLES = {
  'client-id-invalid': {
    recognises: [
      '{"errors":["invalid_request - Invalid client_id parameter value."]}',
      'Invalid client_id parameter value',
      'INVALID CLIENT_ID PARAMETER VALUE.',
      'invalid client id parameter value',
      '<html><body><pre>{&quot;errors&quot;:[&quot;invalid_request - Invalid client_id parameter value.&quot;]}</pre></body></html>',
      "{'errors': ['invalid_request - Invalid client_id parameter value.']}",
      '(invalid_request) Invalid client_id parameter value. https://app.datadoghq.eu/oauth2/v1/authorize',
      'level=error msg="oauth failed" body="{\\"errors\\":[\\"invalid_request - Invalid client_id parameter value.\\"]}"',
      '%7B%22errors%22%3A%5B%22invalid_request%20-%20Invalid%20client_id%20parameter%20value.%22%5D%7D',
    ],
    ignores: [
      'The client was invalid when it registered its parameter value',
      '{"error":"invalid_client_metadata","error_description":"client_name is required"}',
      'Missing client_id parameter.',
      '{"ok":false,"error":"invalid_client_id"} from https://slack.com/api/oauth.v2.access',
    ],
  },
  'redirect-uri-mismatch': {
    recognises: [
      '{"errors":["invalid_request - Mismatching redirect URI."]}',
      'Mismatching redirect URI',
      'invalid_request - mismatching redirect uri',
      'Mismatching\n   redirect URI.',
      '<!doctype html><title>Error</title><p>invalid_request &ndash; Mismatching&nbsp;redirect&nbsp;URI.</p>',
      '<div>Mismatching <b>redirect</b> URI.</div>',
      '{"errors":[{"title":"invalid_request","detail":"Mismatching redirect URI."}]}',
      'https://app.datadoghq.com/login?next=%2Foauth2 failed: {\\"errors\\": [\\"invalid_request - Mismatching redirect URI.\\"]}',
      'datadog says redirect_uri mismatch',
      '«invalid_request – Mismatching redirect URI.»',
    ],
    ignores: [
      "Error 400: redirect_uri_mismatch You can't sign in to this app because it doesn't comply with Google's OAuth 2.0 policy.",
      'The redirect_uri MUST match the registered callback URL for this application.',
      'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs.',
      "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: https://dev-1.okta.com/admin",
      'AADSTS50011: The redirect URI specified in the request does not match the redirect URIs configured for the application',
      'Invalid redirect URI.',
      'Missing redirect URI.',
      'The redirect was fine, but the URI of the picture is mismatching.',
    ],
  },
  'redirect-uri-invalid': {
    recognises: [
      '{"errors":["invalid_request - Invalid redirect URI."]}',
      'Invalid redirect URI',
      'invalid_request - invalid redirect_uri',
      'datadog: Invalid redirectUri',
    ],
    ignores: [
      'Mismatching redirect URI.',
      'INVALID_CLIENT: Invalid redirect URI',
      'We will redirect you; the URI was invalid.',
      'Invalid parameter: redirect_uri',
    ],
  },
  'redirect-uri-missing': {
    recognises: [
      '{"errors":["invalid_request - Missing redirect URI."]}',
      'missing redirect_uri',
      'Request is missing redirect_uri parameter.',
      'redirect_uri is required',
    ],
    ignores: [
      'Mismatching redirect URI.',
      'The redirect is missing',
      'missing redirect_uris list in manifest',
    ],
  },
  'client-id-missing': {
    recognises: [
      '{"errors":["invalid_request - Missing client_id parameter."]}',
      'Missing client_id parameter',
      'MISSING CLIENT ID',
      'client_id is required',
      'Request is missing client_id parameter.',
    ],
    ignores: [
      'Invalid client_id parameter value.',
      'The client misses his id card',
      'Missing client_identifier',
    ],
  },
  'parameter-missing': {
    recognises: [
      'Missing response_type parameter.',
      '{"errors":["invalid_request - Missing response_type parameter."]}',
      'invalid_request - Request is missing grant_type parameter.',
      'Missing refresh token parameter.',
      'Missing code parameter.',
      '(missing_token) Missing access token parameter.',
      'missing_token_type',
      '{"errors":["invalid_request - Request is missing brand_new parameter."]}',
      "Missing required parameter: 'code' parameter",
      'the code parameter is missing',
    ],
    ignores: [
      'Missing client_id parameter.',
      'Missing redirect URI.',
      'Missing template parameter in CloudFormation',
      'The code is missing a semicolon',
      'Code challenge required.',
      'Missing parameter',
      '(missing_code) Missing code parameter in response.',
    ],
  },
  'parameter-duplicate': {
    recognises: [
      'Duplicate client_id parameter.',
      '{"errors":["invalid_request - Duplicate redirect_uri parameter."]}',
      'invalid_request: Duplicate made_up parameter.',
      "duplicate 'scope' parameter",
    ],
    ignores: [
      'duplicate key value violates unique constraint',
      'Duplicate parameter name in function',
      'SyntaxError: Duplicate parameter name not allowed in this context',
      'Duplicate foo parameter',
    ],
  },
  'query-unreadable': {
    recognises: [
      'Unable to parse query string',
      '{"errors":["invalid_request - Unable to parse query string"]}',
      'Error trying to decode a non urlencoded string. Found invalid characters: {" "}',
    ],
    ignores: ['Unable to parse the answer', 'query string is fine', 'could not parse JSON'],
  },
  'pkce-required': {
    recognises: [
      'Code challenge required.',
      '{"errors":["invalid_request - Code verifier required."]}',
      'code_verifier is required',
      'Missing code_challenge parameter',
      'invalid_request - Request is missing code_verifier parameter.',
      'Challenge not found',
      'Challenge method not found',
      'PKCE is required for this client',
    ],
    ignores: [
      'A verification code is required to continue',
      'Invalid code verifier',
      'coding challenge required for the interview',
      'Missing code parameter.',
    ],
  },
  'pkce-method': {
    recognises: [
      'Transform algorithm not supported.',
      'invalid_request - transform algorithm not supported',
      'code_challenge_method plain is not supported.',
      '{"errors":["server_error - code_challenge_method SHA256 is not supported."]}',
      'unsupported code_challenge_method',
    ],
    ignores: [
      'Algorithm not supported: RS512',
      'Code challenge required.',
      '?code_challenge=x&code_challenge_method=S256',
    ],
  },
  'scope-not-recognized': {
    recognises: [
      'http://localhost:8085/callback?error=invalid_scope&error_description=The+following+scopes+are+not+recognized%3A+status_pages_notice_write&state=x',
      'The following scopes are not recognized: apm_service_renaming_write apps_datastore_read',
      'the following scopes are not recognised: a_b',
      'The following scopes are not recognized:',
      '{"error":"invalid_scope"}',
      '{"errors":["invalid_scope - The following scopes are not recognized: x_read"]}',
      'error%3Dinvalid_scope%26error_description%3DThe%2520following%2520scopes%2520are%2520not%2520recognized%253A%2520x_read',
    ],
    ignores: [
      'The scope of this meeting is not recognized',
      'The following microscopes are not recognized: Zeiss',
      'variable out of scope: invalid',
      '{"error":"invalid_scope","error_description":"Some requested scopes were invalid. {invalid=[x]}"} https://accounts.google.com/o/oauth2',
    ],
  },
  'access-denied': {
    recognises: [
      'http://localhost:8085/callback?error=access_denied&state=abc',
      'access_denied - The resource owner or authorization server denied the request.',
      '{"error":"access_denied"}',
      'User denied access',
    ],
    ignores: [
      '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
      'Access denied for user root@localhost',
      'permission denied (publickey)',
      'error=access_denied https://accounts.google.com/signin/oauth',
    ],
  },
  'login-or-consent-required': {
    recognises: [
      '?error=login_required',
      '{"error":"consent_required"}',
      'interaction_required',
      'account_selection_required',
    ],
    ignores: ['Login required to read on', 'your consent is required by law', 'login_required_at'],
  },
  'state-mismatch': {
    recognises: [
      '(mismatching_state) CSRF Warning! State not equal in request and response.',
      'OAuth state parameter mismatch',
      'callback failed: state does not match',
      'unexpected "state" response parameter value encountered',
      'Invalid state parameter in oauth callback',
      'oauth callback: state mismatch, expected a, got: b',
      '[authorization_request_not_found]',
    ],
    ignores: [
      'terraform state mismatch: run terraform refresh',
      'The state machine is in an invalid state',
      'Invalid state of Texas voter id',
      'React state does not match props',
    ],
  },
} as const satisfies Record<string, Examples>;
