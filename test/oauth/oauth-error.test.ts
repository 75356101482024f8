import { describe, expect, it } from 'vitest';
import { readOAuthError } from '../../src/oauth/oauth-error.ts';

const INVALID_GRANT = 'invalid_grant';

describe('readOAuthError', () => {
  it.each([
    [
      '{"errors": ["invalid_grant - Invalid authorization code or code verifier."]}',
      INVALID_GRANT,
      'Invalid authorization code or code verifier.',
    ],
    ['{"errors": "invalid_client"}', 'invalid_client', undefined],
    [
      '{"errors":["invalid_request: Missing code parameter."]}',
      'invalid_request',
      'Missing code parameter.',
    ],
    ['{"error":"invalid_grant","error_description":"used"}', INVALID_GRANT, 'used'],
    ['{"error":"invalid_grant"}', INVALID_GRANT, undefined],
    ['{"errors":[{"detail":"invalid_client - nope","status":"401"}]}', 'invalid_client', 'nope'],
    ['{"errors":[{"title":"Forbidden"}]}', undefined, 'Forbidden'],
    ['{"errors":["first","unauthorized_client - second"]}', 'unauthorized_client', 'second'],
    ['invalid_request - Mismatching redirect URI.', 'invalid_request', 'Mismatching redirect URI.'],
    ['<html><body>Bad gateway</body></html>', undefined, undefined],
    ['', undefined, undefined],
    ['{"errors":[null, 3, {}]}', undefined, undefined],
    ['{"errors":["Unauthorized"]}', undefined, 'Unauthorized'],
  ])('%s', (body, error, description) => {
    expect(readOAuthError(400, body)).toEqual({ status: 400, error, description, raw: body });
  });
});
