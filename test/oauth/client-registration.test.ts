import { expect, it, test } from 'vitest';
import {
  readRegistrationResponse,
  registrationRequest,
  type ClientMetadata,
} from '../../src/oauth/client-registration.ts';

const METADATA: ClientMetadata = {
  clientName: 'A tool',
  redirectUris: ['http://127.0.0.1:8085/callback'],
  scopes: ['a_read', 'b_read'],
};

const read = (status: number, body: string, headers: Record<string, string> = {}) =>
  readRegistrationResponse({ status, body, headers }, METADATA);

test('the request has no secret and says so', () => {
  const request = registrationRequest('https://api.example.test/register', METADATA);
  expect(request).toMatchObject({
    method: 'POST',
    url: 'https://api.example.test/register',
    headers: { 'content-type': 'application/json' },
  });
  expect(JSON.parse(request.body ?? '')).toEqual({
    client_name: 'A tool',
    redirect_uris: ['http://127.0.0.1:8085/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    scope: 'a_read b_read',
  });
  const bare = registrationRequest('https://x.test/', { ...METADATA, scopes: [] });
  expect(JSON.parse(bare.body ?? '')).not.toHaveProperty('scope');
});

it.each([
  [
    '{"client_id":"c1","redirect_uris":["http://127.0.0.1/x"],"scope":"b_read  a_read"}',
    { clientId: 'c1', redirectUris: ['http://127.0.0.1/x'], scopes: ['b_read', 'a_read'] },
  ],
  ['{"client_id":"c1"}', { redirectUris: METADATA.redirectUris, scopes: METADATA.scopes }],
  ['{"client_id":"c1","redirect_uris":"odd"}', { redirectUris: METADATA.redirectUris }],
  ['{"client_id":"c1","client_secret":"s"}', { clientSecret: 's' }],
])('reads a client out of %s', (body, expected) => {
  expect(read(201, body)).toMatchObject({ kind: 'registered', ...expected });
  expect(read(200, body)).toMatchObject({ kind: 'registered' });
});

it.each<[number, string, object]>([
  [201, '{"client_id":7}', { kind: 'unclear', status: 201 }],
  [201, '{"client_id":"with space"}', { kind: 'unclear' }],
  [201, 'client_id=c1', { kind: 'unclear' }],
  [201, '[]', { kind: 'unclear' }],
  [404, '<html>', { kind: 'absent', status: 404 }],
  [405, '', { kind: 'absent' }],
  [302, '', { kind: 'unclear', status: 302 }],
  [500, '{"error":"x"}', { kind: 'unclear' }],
  [403, ' <html>', { kind: 'unclear' }],
  [
    400,
    '{"error":"invalid_redirect_uri","error_description":"no"}',
    { kind: 'refused', error: { error: 'invalid_redirect_uri', description: 'no' } },
  ],
  [403, '{"errors":["Forbidden"]}', { kind: 'refused', error: { description: 'Forbidden' } }],
])('judges %i %s', (status, body, expected) => {
  expect(read(status, body)).toMatchObject(expected);
});

test('a limit has its time, where the server says one', () => {
  expect(read(429, '', { 'retry-after': '30' })).toEqual({ kind: 'limited', retryAfter: '30' });
  expect(read(429, '')).toEqual({ kind: 'limited' });
});
