import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { RULES, type RuleId } from '../../src/diagnosis/rules/index.ts';
import type { Cause, DiagnosisContext } from '../../src/model/diagnosis.ts';

/** Answers of Datadog, as documented, recorded or reported. */
const ANSWERS: readonly (readonly [text: string, rule: RuleId])[] = [
  // The troubleshooting of Datadog's page, with and without the final dot.
  ['Invalid client_id parameter value', 'client-id-invalid'],
  ['Mismatching redirect URI', 'redirect-uri-mismatch'],
  ['Invalid code or code verifier', 'code-or-verifier-invalid'],
  ['Forbidden', 'forbidden'],
  ['An API key with this name already exists', 'api-key-exists'],
  [
    "Hostname/IP does not match certificate's altnames: Host: api.acme.datadoghq.com.",
    'host-not-in-certificate',
  ],
  // The authorize page.
  ['{"errors":["invalid_request - Mismatching redirect URI."]}', 'redirect-uri-mismatch'],
  ['{"errors":["invalid_request - Invalid client_id parameter value."]}', 'client-id-invalid'],
  [
    'https://p.example/cb?error=invalid_scope&error_description=The+following+scopes+are+not+recognized%3A+apm_service_renaming_write&state=s',
    'scope-not-recognized',
  ],
  [
    'https://p.example/cb?error=invalid_scope&error_description=The+following+scopes+are+not+recognized%3A+&state=s',
    'scope-not-recognized',
  ],
  ['https://p.example/cb?error=access_denied&state=s', 'access-denied'],
  // The token endpoint.
  [
    '{"errors": ["invalid_grant - Invalid authorization code or code verifier."]}',
    'code-or-verifier-invalid',
  ],
  ['POST https://api.datadoghq.com/oauth2/v1/token HTTP 401', 'client-authentication'],
  ['{"errors":["invalid_client"]}', 'client-authentication'],
  ['{"errors":["unauthorized_client - "]}', 'client-authentication'],
  ['grant_type=refresh_token -> {"errors":["invalid_grant - "]}', 'refresh-token-refused'],
  // Registration.
  [
    'POST https://api.datadoghq.eu/api/v2/oauth2/register 400 {"error":"invalid_client_metadata","error_description":"x"}',
    'registration-refused',
  ],
  // The API.
  ['{"errors":["Unauthorized"]}', 'unauthorized'],
  ['{"errors":["Forbidden"]}', 'forbidden'],
  ['{"errors":["Forbidden","Failed permission authorization checks"]}', 'permission-check-failed'],
  [`{"errors":["Missing required permission: 'built_in_features'"]}`, 'permission-named'],
  ['{"errors":[{"title":"Forbidden"}]}', 'forbidden'],
  ['{"errors":["API key required"]}', 'api-key-refused'],
  ['{"errors":["Event too far in the past"]}', 'event-time'],
  ['HTTP/1.1 413 https://api.datadoghq.com/api/v2/series', 'payload-refused'],
  ['HTTP/1.1 408 https://api.datadoghq.com/api/v2/series', 'request-timeout'],
  ['{"errors":["Not found"]}', 'route-not-found'],
  ['{"errors":["Dashboard with ID hai-uhn-87g not found"]}', 'route-not-found'],
  ['{"errors":["Webhook does not exist"]}', 'route-not-found'],
  ['{"errors":[{"code":"resource_not_found","title":"case not found"}]}', 'route-not-found'],
  ['{"errors":["Invalid request: Request body contains invalid json"]}', 'payload-refused'],
  [
    '{"errors":[{"status":"400","title":"Bad Request","detail":"attribute \\"env\\" is required"}]}',
    'payload-refused',
  ],
  ['HTTP/2 429\nx-ratelimit-limit: 300\nx-ratelimit-reset: 12', 'rate-limited'],
  ['HTTP/1.1 402 Payment Required https://api.datadoghq.com/api/v1/x', 'product-not-enabled'],
];

test.each(ANSWERS)('%s', (text, rule) => {
  expect(diagnose(text).recognised[0]?.rule).toBe(rule);
});

const CODE = '{"errors": ["invalid_grant - Invalid authorization code or code verifier."]}';
const MISMATCH = '{"errors":["invalid_request - Mismatching redirect URI."]}';
const UUID = '6f1b0c5e-1a2b-4c3d-8e9f-0a1b2c3d4e5f';

/** Causes that an input shows by itself: confirmed, and first. */
const SHOWN: readonly (readonly [
  what: string,
  text: string,
  rule: RuleId,
  cause: string,
  context?: DiagnosisContext,
])[] = [
  [
    'a code exchanged at another site',
    `https://p.example/cb?code=abcdefgh&domain=us3.datadoghq.com\nPOST https://api.datadoghq.com/oauth2/v1/token ${CODE}`,
    'code-or-verifier-invalid',
    'other-site',
  ],
  [
    'a JSON body under a form content type',
    `POST /oauth2/v1/token\nContent-Type: application/x-www-form-urlencoded\n\n{"grant_type":"authorization_code","code":"abcdefgh"}\n${CODE}`,
    'code-or-verifier-invalid',
    'body-encoding',
  ],
  [
    'a form under a JSON content type',
    `curl -H 'Content-Type: application/json' -d 'grant_type=authorization_code&code=abcdefgh' https://api.datadoghq.com/oauth2/v1/token ${CODE}`,
    'code-or-verifier-invalid',
    'body-encoding',
  ],
  [
    'two redirect URIs in one flow',
    `https://app.datadoghq.com/oauth2/v1/authorize?redirect_uri=https%3A%2F%2Fp.example%2Fcb&state=x\ngrant_type=authorization_code&redirect_uri=https%3A%2F%2Fp.example%2Fcb%2F&code=abcdefgh\n${CODE}`,
    'code-or-verifier-invalid',
    'redirect-uri',
  ],
  [
    'a URL that a shell cut',
    'https://app.datadoghq.com/oauth2/v1/authorize?response_type=code {"errors":["invalid_request - Missing client_id parameter."]}',
    'client-id-missing',
    'lost-on-the-way',
  ],
  [
    'a test client id in the place of the published one',
    `{"errors":["invalid_request - Invalid client_id parameter value."]} client_id=${UUID}`,
    'client-id-invalid',
    'other-client-id',
    { clientId: UUID.replace('6', '7') },
  ],
  [
    'localhost for 127.0.0.1',
    `${MISMATCH} redirect_uri=http://localhost:8085/cb`,
    'redirect-uri-mismatch',
    'loopback-name',
    { registeredRedirectUris: ['http://127.0.0.1:8085/cb'] },
  ],
  [
    'an empty scope',
    'https://app.datadoghq.com/oauth2/v1/authorize?scope=&state=x error=invalid_scope',
    'scope-not-recognized',
    'empty',
  ],
  [
    'milliseconds for seconds',
    '{"title":"t","date_happened":1764000000000} {"errors":["Event too far in the future"]}',
    'event-time',
    'unit',
  ],
  [
    'a 401 of another site',
    'GET https://api.datadoghq.com/api/v1/monitor {"errors":["Unauthorized"]}',
    'unauthorized',
    'other-site',
    { site: 'eu1' },
  ],
  [
    'a token request on a path that is not documented',
    'POST https://api.datadoghq.com/api/v2/oauth2/token HTTP/1.1 404 Not Found',
    'route-not-found',
    'token-path',
  ],
  [
    'an API route at the web host',
    'POST https://app.datadoghq.eu/api/v1/series -> HTTP 404',
    'route-not-found',
    'web-host',
  ],
  [
    'the token endpoint at the web host',
    'POST https://app.datadoghq.com/oauth2/v1/token -> HTTP 404',
    'route-not-found',
    'web-host',
  ],
  [
    'IPv6 without IPv6',
    'connect ENETUNREACH 2600:1f18:24e6:b900::1:443 - Local (:::0)',
    'network-unreachable',
    'ipv6',
  ],
  [
    'a proxy that wants a password',
    'curl: (56) CONNECT tunnel failed, response 407',
    'proxy-refused',
    'credentials',
  ],
  [
    'a proxy that does not know the host',
    'curl: (56) Received HTTP code 403 from proxy after CONNECT',
    'proxy-refused',
    'host-not-allowed',
  ],
  ['a proxy that is not there', 'net::ERR_PROXY_CONNECTION_FAILED', 'proxy-refused', 'not-running'],
  [
    'https:// for a plain proxy',
    'write EPROTO error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
    'tls-handshake',
    'plain-http',
  ],
  [
    'a secret for a public client',
    '{"token_endpoint_auth_method":"client_secret_post","redirect_uris":["https://p.example/cb"],"client_name":"n"} {"error":"invalid_client_metadata"}',
    'registration-refused',
    'auth-method',
  ],
  [
    'a plain redirect URI in a registration',
    '{"redirect_uris":["http://p.example/cb"],"client_name":"n"} {"error":"invalid_client_metadata"}',
    'registration-refused',
    'redirect-uris',
  ],
  [
    'no api_keys_write',
    'POST /api/v2/api_keys/marketplace {"errors":["Forbidden"]}',
    'forbidden',
    'api-keys-write',
    { requestedScopes: ['monitors_read'] },
  ],
  [
    'the token request in a page',
    "Access to fetch at 'https://api.datadoghq.com/oauth2/v1/token' from origin 'https://p.example' has been blocked by CORS policy",
    'cors-blocked',
    'token-in-browser',
  ],
  [
    'a page instead of JSON',
    "invalid character '<' looking for beginning of value https://app.datadoghq.com/oauth2/v1/token",
    'runtime-fault',
    'page',
  ],
  [
    'the onboarding URL in the place of the callback',
    'No code in callback: https://p.example/onboarding?site=https%3A%2F%2Facme.datadoghq.com&domain=datadoghq.com',
    'missing-code',
    'onboarding-url',
  ],
  [
    'GET at the token endpoint',
    '{"errors":["invalid_request - Unsupported request method GET"]}',
    'request-invalid',
    'method',
  ],
];

function causesOf(text: string, rule: RuleId, context?: DiagnosisContext): readonly Cause[] {
  return diagnose(text, context).recognised.find((match) => match.rule === rule)?.causes ?? [];
}

test.each(SHOWN.map(([what, ...rest]) => ({ what, rest })))('$what', ({ rest }) => {
  const [text, rule, cause, context] = rest;
  expect(causesOf(text, rule, context)[0]).toMatchObject({ id: cause, state: 'confirmed' });
});

describe('what is right in the input is not confirmed as wrong', () => {
  const good = `https://p.example/cb?code=abcdefgh&domain=datadoghq.com&state=x
https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&client_id=${UUID}&redirect_uri=https%3A%2F%2Fp.example%2Fcb&state=x
POST https://api.datadoghq.com/oauth2/v1/token
Content-Type: application/x-www-form-urlencoded

grant_type=authorization_code&client_id=${UUID}&redirect_uri=https%3A%2F%2Fp.example%2Fcb&code=abcdefgh

HTTP/1.1 400 Bad Request
Content-Type: application/json

${CODE}`;

  test('in a flow without a mistake of its own', () => {
    const states = causesOf(good, 'code-or-verifier-invalid', { clientId: UUID });
    expect(states.filter(({ state }) => state === 'confirmed')).toEqual([]);
    expect(states.filter(({ state }) => state === 'ruled-out').map(({ id }) => id)).toEqual([
      'other-site',
      'body-encoding',
    ]);
  });

  test.each([
    ['rate limits', 'HTTP/1.1 429\nx-ratelimit-remaining: 0', 'rate-limited', 'proxy'],
    ['IPv4', 'connect ENETUNREACH 3.233.144.1:443', 'network-unreachable', 'ipv6'],
    ['407', 'curl: (56) CONNECT tunnel failed, response 407', 'proxy-refused', 'not-running'],
    ['a partner client', 'Invalid refresh token', 'refresh-token-refused', 'expired'],
  ] as const)('by %s', (_, text, rule, cause) => {
    expect(causesOf(text, rule, { kind: 'published' })).toContainEqual(
      expect.objectContaining({ id: cause, state: 'ruled-out' }),
    );
  });
});

test('nothing is confirmed where the input has the bare words only', () => {
  for (const [text, rule] of ANSWERS) {
    if (
      /https?:|HTTP|required|already exists|Failed|x-ratelimit|json|altnames|attribute/.test(text)
    )
      continue;
    const confirmed = causesOf(text, rule).filter(({ state }) => state === 'confirmed');
    expect(confirmed, text).toEqual([]);
  }
});

test('every live answer settles a cause of some rule', () => {
  const asked = new Set(
    RULES.flatMap(({ causes }) =>
      causes.flatMap((cause) => ('live' in cause ? [cause.live.ask] : [])),
    ),
  );
  expect([...asked].sort()).toEqual([
    'access-token-alive',
    'api-key-valid-elsewhere',
    'api-key-valid-here',
    'certificate-names-host',
    'certificate-trusted',
    'client-known-elsewhere',
    'client-known-here',
    'client-secret-accepted',
    'clock-right',
    'grant-refreshes',
    'host-reachable',
    'host-resolves',
    'redirect-uri-accepted',
  ]);
});
