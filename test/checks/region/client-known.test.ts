import { describe, expect, it } from 'vitest';
import { judgeStanding, type ClientStanding } from '../../../src/checks/region/client-known.ts';
import { readOAuthError, type OAuthError } from '../../../src/oauth/oauth-error.ts';

/** `{"errors": ["code - text"]}`, Datadog's envelope. */
const dd = (status: number, text: string): OAuthError =>
  readOAuthError(status, JSON.stringify({ errors: [text] }));
/** RFC 6749's. */
const rfc = (status: number, error: string, error_description?: string): OAuthError =>
  readOAuthError(status, JSON.stringify({ error, error_description }));
const raw = (status: number, body: string): OAuthError => readOAuthError(status, body);

const ID = '7d3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de';
const NOBODY = '0c0ffee0-1111-4222-8333-444455556666';

type Case = readonly [
  what: string,
  ours: OAuthError,
  nobodys: OAuthError | undefined,
  withSecret: ClientStanding,
  withoutSecret: ClientStanding,
];

const CASES: readonly Case[] = [
  [
    'Datadog: known',
    dd(400, 'invalid_grant - Invalid authorization code or code verifier.'),
    dd(401, 'invalid_client - Invalid client_id parameter value.'),
    'known',
    'id-known',
  ],
  [
    'Datadog: unknown here',
    dd(401, 'invalid_client - Invalid client_id parameter value.'),
    dd(401, 'invalid_client - Invalid client_id parameter value.'),
    'unknown',
    'unknown',
  ],
  [
    'Datadog: unknown, as a 400',
    dd(400, 'invalid_request - Invalid client_id parameter value.'),
    dd(400, 'invalid_request - Invalid client_id parameter value.'),
    'unknown',
    'unknown',
  ],
  [
    'a secret that is named',
    dd(401, 'invalid_client - Invalid client_secret parameter value.'),
    dd(401, 'invalid_client - Invalid client_id parameter value.'),
    'secret-wrong',
    'id-known',
  ],
  [
    'RFC: known',
    rfc(400, 'invalid_grant', 'grant request is invalid'),
    rfc(401, 'invalid_client', 'client authentication failed'),
    'known',
    'id-known',
  ],
  [
    'RFC: the same words for both',
    rfc(401, 'invalid_client', 'client authentication failed'),
    rfc(401, 'invalid_client', 'client authentication failed'),
    'unknown-or-secret-wrong',
    'undecided',
  ],
  [
    'RFC: another word for a client that is not there',
    rfc(401, 'invalid_client', 'client authentication failed'),
    rfc(401, 'invalid_client', 'client is unknown'),
    'secret-wrong',
    'id-known',
  ],
  [
    'RFC: words that name the ids they are about',
    rfc(401, 'invalid_client', `no such client: ${ID}`),
    rfc(401, 'invalid_client', `no such client: ${NOBODY}`),
    'unknown',
    'unknown',
  ],
  [
    'one message for id and secret',
    rfc(401, 'invalid_client', 'Invalid client_id or client_secret'),
    rfc(401, 'invalid_client', 'Invalid client_id or client_secret'),
    'unknown-or-secret-wrong',
    'undecided',
  ],
  ['401 to everything', raw(401, ''), raw(401, ''), 'undecided', 'undecided'],
  [
    '401 to everything, in an envelope',
    dd(401, 'Unauthorized'),
    dd(401, 'Unauthorized'),
    'undecided',
    'undecided',
  ],
  [
    '401 to everything, with an id of the request',
    raw(401, '{"errors":["Unauthorized"],"request":"8f14e45f-ceea-467f-a0e6-8d0f1c2b3a4d"}'),
    raw(401, '{"errors":["Unauthorized"],"request":"45c48cce-2e2d-4fbd-aa1a-fc51c7c6ad26"}'),
    'undecided',
    'undecided',
  ],
  [
    'a server that looks at the code first',
    dd(400, 'invalid_grant - Invalid authorization code or code verifier.'),
    dd(400, 'invalid_grant - Invalid authorization code or code verifier.'),
    'undecided',
    'undecided',
  ],
  [
    'the other one was not answered',
    dd(400, 'invalid_grant - Invalid authorization code or code verifier.'),
    undefined,
    'undecided',
    'undecided',
  ],
  [
    'refused, and the other one was not answered',
    dd(401, 'invalid_client - Invalid client_secret parameter value.'),
    undefined,
    'secret-wrong',
    'undecided',
  ],
  [
    'a page of a gateway',
    raw(403, '<html>Access denied by policy</html>'),
    dd(401, 'invalid_client - Invalid client_id parameter value.'),
    'undecided',
    'undecided',
  ],
  [
    'another complaint, after the client was let in',
    rfc(400, 'invalid_request', 'redirect_uri did not match'),
    rfc(401, 'invalid_client'),
    'known',
    'id-known',
  ],
  [
    'a client that may not use this grant',
    rfc(400, 'unauthorized_client', 'grant type not allowed for this client'),
    rfc(401, 'invalid_client', 'client authentication failed'),
    'not-allowed',
    'id-known',
  ],
  [
    'a client that nobody has is let in, ours is not',
    rfc(401, 'invalid_client', 'client disabled'),
    rfc(400, 'invalid_grant'),
    'undecided',
    'undecided',
  ],
];

describe('judgeStanding', () => {
  it.each(CASES)('%s', (_, ours, nobodys, withSecret, withoutSecret) => {
    expect(judgeStanding({ ours, nobodys, authenticated: true })).toBe(withSecret);
    expect(judgeStanding({ ours, nobodys, authenticated: false })).toBe(withoutSecret);
  });

  it('takes bodies of any length and shape', () => {
    for (const body of [
      'x'.repeat(1_000_000),
      '1'.repeat(100_000),
      '{"errors":[1]}',
      '[]',
      'null',
    ]) {
      for (const status of [400, 401, 403, 418]) {
        const ours = readOAuthError(status, body);
        expect(judgeStanding({ ours, nobodys: ours, authenticated: true })).toBe('undecided');
      }
    }
  });
});
