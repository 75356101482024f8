import type { Examples } from './example.ts';

/** What the token endpoint says. */
export const TOKEN_EXAMPLES = {
  'code-or-verifier-invalid': {
    recognises: [
      '{"errors": ["invalid_grant - Invalid authorization code or code verifier."]}',
      'Invalid code or code verifier',
      'invalid authorization code or verifier',
      'INVALID AUTHORISATION CODE OR CODE_VERIFIER',
      'The authorization code or code verifier is invalid',
      'Error: token exchange failed (HTTP 400 Bad Request): {"errors": ["invalid_grant - Invalid authorization code or code verifier."]}',
      '{"error":"invalid_grant"}',
      '(invalid_grant) Invalid code verifier.',
      '[invalid_grant] ',
      'level=warn body={\\"errors\\":[\\"invalid_grant - Invalid authorization code or code verifier.\\"]}',
      '{"log":{"entries":[{"response":{"content":{"encoding":"base64","text":"eyJlcnJvcnMiOlsiaW52YWxpZF9ncmFudCAtIEludmFsaWQgYXV0aG9yaXphdGlvbiBjb2RlIG9yIGNvZGUgdmVyaWZpZXIuIl19"',
    ],
    ignores: [
      'Invalid code',
      'Enter a valid verification code',
      'Invalid postal code or city',
      '{"error":"invalid_grant","error_description":"Bad Request"} oauth2.googleapis.com',
      '{"error":"invalid_grant","error_description":"AADSTS70008: The provided authorization code or refresh token has expired"}',
      'Code verifier required.',
      '{"error":"bad_verification_code"}',
    ],
  },
  'refresh-token-refused': {
    recognises: [
      'curl https://api.datadoghq.com/oauth2/v1/token -d "grant_type=refresh_token&refresh_token=abcdefghij" -> {"error":"invalid_grant"}',
      'refreshing the token failed: invalid_grant',
      'Invalid refresh token',
      'refresh_token has expired',
      'The refresh token was revoked',
    ],
    ignores: [
      'Missing refresh token parameter.',
      '{"errors":["invalid_grant - Invalid authorization code or code verifier."]}',
      'refresh the page, the token is fine',
      'invalid_grant',
    ],
  },
  'client-authentication': {
    recognises: [
      '{"error":"invalid_client"}',
      '{"errors":["invalid_client - "]}',
      '{"errors":["unauthorized_client - The client is not authorized"]}',
      'HTTP/1.1 401 Unauthorized from https://api.datadoghq.eu/oauth2/v1/token',
      'we regenerated the client secret and now nothing works',
      'client secret was rotated yesterday',
      'Invalid client secret',
      'Client authentication failed',
    ],
    ignores: [
      '{"error":"invalid_client_metadata"}',
      'HTTP/1.1 401 Unauthorized from https://api.datadoghq.eu/api/v1/monitor',
      'The client kept a secret',
      'AADSTS7000215: Invalid client secret provided. {"error":"invalid_client"}',
      'invalid_client_id',
    ],
  },
  'unsupported-type': {
    recognises: [
      '{"error":"unsupported_grant_type"}',
      'unsupported_response_type',
      '{"errors":["unsupported_token_type - "]}',
      'response_type not supported',
      'Unsupported grant type',
    ],
    ignores: [
      'Unsupported media type',
      'grant type: full',
      'the token type is Bearer',
      'unsupported_grant_types_list',
    ],
  },
} as const satisfies Record<string, Examples>;
