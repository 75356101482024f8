import { expect, test } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { RuleId } from '../../src/diagnosis/rules/index.ts';
import type { Cause } from '../../src/model/diagnosis.ts';

type Row = readonly [what: string, text: string, cause: `${RuleId}/${string}`];

function stateOf(text: string, named: string, context = {}): Cause | undefined {
  const [rule, id] = named.split('/');
  const match = diagnose(text, context).recognised.find((found) => found.rule === rule);
  return match?.causes.find((cause) => cause.id === id);
}

const API = 'https://api.datadoghq.com/api/v1/monitor';
const LISTEN = 'listen EACCES: permission denied';
const REFUSED = 'connect ECONNREFUSED';
const refusedCode = (text: string): string =>
  JSON.stringify({ errors: [`invalid_grant - ${text}`] });

/** What speaks for a cause and would be there without it, too. */
const HINTS: readonly Row[] = [
  [
    'a prefetch, of whatever',
    `GET /cb?code=abcdefgh HTTP/1.1\nSec-Purpose: prefetch\n\n${refusedCode('Invalid authorization code or code verifier.')}`,
    'code-or-verifier-invalid/code-prefetched',
  ],
  [
    'two redirect URIs, of two attempts perhaps',
    `tried redirect_uri=https://a.example/cb then redirect_uri=https://b.example/cb: ${refusedCode('Invalid authorization code or code verifier.')}`,
    'code-or-verifier-invalid/redirect-uri',
  ],
  [
    'an address of IPv6 on a network that has no way for IPv4 either',
    'connect ENETUNREACH 2600:1f18:24e6:b900::1:443\nconnect ENETUNREACH 3.233.144.1:443',
    'network-unreachable/ipv6',
  ],
  [
    'an address of IPv6 that a router rejects',
    'connect EHOSTUNREACH 2600:1f18:24e6:b900::1:443',
    'network-unreachable/ipv6',
  ],
  ['a 408', `POST ${API} HTTP/1.1 408 Request Timeout`, 'request-timeout/body-incomplete'],
  [
    'an answer that is no HTTP',
    'Parse Error: HPE_INVALID_HEADER_TOKEN',
    'tls-handshake/plain-http',
  ],
  [
    'an address at another port, perhaps of a proxy',
    `${REFUSED} 10.0.0.7:3128 while calling ${API}`,
    'connection-refused/port',
  ],
  [
    'a callback without state, whose request is not there',
    'CSRF Warning! State not equal in request and response: https://p.example/cb?code=abcdefgh',
    'state-mismatch/missing',
  ],
  [
    'a header that a log has hidden',
    `curl ${API} -H 'Authorization: ***'\nHTTP/2 401\n{"errors":["Unauthorized"]}`,
    'unauthorized/no-bearer',
  ],
  [
    'a header that comes from a variable',
    `curl ${API} -H "Authorization: $AUTH"\nHTTP/2 401\n{"errors":["Unauthorized"]}`,
    'unauthorized/no-bearer',
  ],
  [
    'headers of an answer',
    `{"url":"${API}","status":403,"headers":{"content-type":"application/json"},"errors":["Forbidden"]}`,
    'forbidden/no-bearer',
  ],
  [
    'a low port on Windows',
    'listen tcp 127.0.0.1:443: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
    'port-forbidden/privileged',
  ],
  [
    'a proxy that is in trouble itself',
    'curl: (56) CONNECT tunnel failed, response 500',
    'proxy-refused/no-way-out',
  ],
  [
    'an address of digits beside the name that was refused',
    `https://10.1.2.3/health ok\nError [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: api.datadoghq.com. is not in the cert's altnames: DNS:proxy.example`,
    'host-not-in-certificate/ip-address',
  ],
  [
    'two ways to prove who the client is, in two requests',
    `curl -H 'Authorization: Basic abcdefgh' -d grant_type=refresh_token https://api.datadoghq.com/oauth2/v1/token\ncurl -d 'grant_type=refresh_token&client_secret=abcdefgh' https://api.datadoghq.com/oauth2/v1/token\n{"errors":["invalid_request"]}`,
    'request-invalid/two-authentications',
  ],
];

test.each(HINTS)('%s is a hint and no proof', (_, text, cause) => {
  const found = stateOf(text, cause);
  expect(found?.state).toBe('open');
  expect(found?.because).toBeTruthy();
});

/** What shows nothing about a cause: neither that it holds nor that it does not. */
const SILENT: readonly Row[] = [
  [
    'a reader that does not name the sign',
    'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0) https://api.datadoghq.com/oauth2/v1/token',
    'runtime-fault/page',
  ],
  [
    'a time of day before an address',
    `10:00:23 ${LISTEN} /run/app.sock:80`,
    'port-forbidden/privileged',
  ],
  [
    'basic as a word',
    'client_secret=abcdefgh sent; basic checks pass. {"error":"invalid_request"} https://api.datadoghq.com/oauth2/v1/token',
    'request-invalid/two-authentications',
  ],
  [
    'a bearer in words',
    '{"errors":["API key is invalid"]} https://api.datadoghq.com/api/v1/series the bearer of this key is unknown',
    'api-key-refused/bearer-instead',
  ],
];

test.each(SILENT)('%s says nothing', (_, text, cause) => {
  const found = stateOf(text, cause);
  expect(found).toMatchObject({ state: 'open' });
  expect(found).not.toHaveProperty('because');
});

const RULED_OUT: readonly Row[] = [
  [
    'a time of day before the port',
    `10:00:23 ${LISTEN} 127.0.0.1:8085`,
    'port-forbidden/privileged',
  ],
  [
    'a time of day before the address',
    `2026-11-01T10:00:23Z ${REFUSED} 3.233.144.1:443 ${API}`,
    'connection-refused/port',
  ],
  [
    'another first sign',
    `SyntaxError: Unexpected token 'U', "Unauthorized" is not valid JSON at https://api.datadoghq.com/oauth2/v1/token`,
    'runtime-fault/page',
  ],
];

test.each(RULED_OUT)('%s rules it out', (_, text, cause) => {
  expect(stateOf(text, cause)?.state).toBe('ruled-out');
});

const PROVED: readonly Row[] = [
  ['a low port', `10:00:23 ${LISTEN} 0.0.0.0:80`, 'port-forbidden/privileged'],
  ['a low port in Go', 'listen tcp :443: bind: permission denied', 'port-forbidden/privileged'],
  [
    'a port behind a host of Datadog',
    `Failed to connect to api.datadoghq.com port 8443: Connection refused`,
    'connection-refused/port',
  ],
  [
    'a flow without state on both ways',
    `https://app.datadoghq.com/oauth2/v1/authorize?response_type=code&client_id=x\nhttps://p.example/cb?code=abcdefgh\nmismatching_state: CSRF Warning! State not equal in request and response.`,
    'state-mismatch/missing',
  ],
  [
    'a token without its first word',
    `curl ${API} -H 'Authorization: at4Mw7Qe1Rb9Tn2Yk5Ux8Ic3Oz6Pd0La'\nHTTP/2 401\n{"errors":["Unauthorized"]}`,
    'unauthorized/no-bearer',
  ],
  [
    'another way to authenticate',
    `curl ${API} -H 'Authorization: Token at4Mw7Qe1Rb9Tn2Yk5Ux8Ic3Oz6Pd0La'\nHTTP/2 401\n{"errors":["Unauthorized"]}`,
    'unauthorized/no-bearer',
  ],
  [
    'both ways in one request',
    `curl -H 'Authorization: Basic abcdefgh' -d 'grant_type=refresh_token&client_secret=abcdefgh' https://api.datadoghq.com/oauth2/v1/token\n{"errors":["invalid_request"]}`,
    'request-invalid/two-authentications',
  ],
];

test.each(PROVED)('%s proves it', (_, text, cause) => {
  expect(stateOf(text, cause)?.state).toBe('confirmed');
});

test.each([
  ['The authorization code has expired.', 'confirmed'],
  ['Expired authorization code', 'confirmed'],
  ['Authorization code expired', 'confirmed'],
  ['The authorization code is invalid or expired.', 'open'],
  ['The authorization code has expired or was already used.', 'open'],
  ['Invalid or expired authorization code', 'open'],
  ['The code has expired, or the verifier is wrong: authorization code invalid', 'open'],
  ['Invalid authorization code or code verifier.', 'open'],
])('the age of a code is proved by the server alone: %s', (text, state) => {
  const cause = 'code-or-verifier-invalid/code-too-old';
  expect(stateOf(refusedCode(text), cause)?.state).toBe(state);
  // Somebody's guess in a log.
  const guess = `${text}? ${refusedCode('Invalid authorization code or code verifier.')}`;
  expect(stateOf(guess, cause)?.state).toBe('open');
});

test('a key that is valid nowhere need not have been revoked', () => {
  const no = { answer: 'no', because: 'asked' };
  const answers = { 'api-key-valid-here': no, 'api-key-valid-elsewhere': no };
  expect(stateOf('API key is invalid', 'api-key-refused/revoked', { answers })?.state).toBe('open');
});

test('open causes that the input speaks for come before the others', () => {
  const [match] = diagnose(`POST ${API} HTTP/1.1 408 Request Timeout`).recognised;
  expect(match?.causes.map(({ id }) => id)).toEqual([
    'body-incomplete',
    'deadline',
    'proxy',
    'outage',
  ]);
});
