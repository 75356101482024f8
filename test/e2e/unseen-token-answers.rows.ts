import type { Told } from '../support/answering.ts';

/** Tokens with every character that RFC 6749 allows in one and that means something somewhere. */
export const ACCESS = 'at/Canary+7f~"\\<&>\'=%2F;x';
export const REFRESH = 'rt/Canary+9c~"\\<&>\'=%2B;y';
export const SCOPES = ['api_keys_write', 'monitors_read'];

/** An answer of the token endpoint, and what `authorize` should make of it. */
export interface TokenSituation {
  readonly name: string;
  readonly answer: Told;
  readonly exit: number;
  /** Codes that have to be among the results. */
  readonly codes: readonly string[];
  /** Codes of which one has to be there. */
  readonly oneOf?: readonly string[];
  readonly error?: string;
}

const TOKENS = {
  access_token: ACCESS,
  refresh_token: REFRESH,
  token_type: 'Bearer',
  expires_in: 3600,
  scope: SCOPES.join(' '),
};
const ok = (change: object = {}, rest: object = {}): Told => ({
  status: 200,
  body: { ...TOKENS, ...change },
  ...rest,
});
const html = { 'content-type': 'text/html' };
const refused = (status: number, body: unknown, headers = {}): Told => ({ status, body, headers });
const FINE = { exit: 0, codes: ['token.exchanged', 'grant.stored'] } as const;
const EQUAL = { exit: 0, codes: ['token.exchanged', 'authorize.scopes-equal'] } as const;
const SAID_NO = { exit: 1, codes: ['token.refused'] } as const;
const LATER = { exit: 4, codes: ['token.unavailable'] } as const;

export const TOKEN_ANSWERS: readonly TokenSituation[] = [
  { name: 'token type in small letters', answer: ok({ token_type: 'bearer' }), ...EQUAL },
  { name: 'token type in capitals', answer: ok({ token_type: 'BEARER' }), ...EQUAL },
  { name: 'no lifetime', answer: ok({ expires_in: undefined }), ...FINE },
  { name: 'a lifetime that is text', answer: ok({ expires_in: '3600' }), ...FINE },
  { name: 'a lifetime of zero', answer: ok({ expires_in: 0 }), ...FINE },
  { name: 'a negative lifetime', answer: ok({ expires_in: -1 }), ...FINE },
  { name: 'a lifetime beyond all dates', answer: ok({ expires_in: 1e18 }), ...FINE },
  { name: 'a lifetime that is null', answer: ok({ expires_in: null }), ...FINE },
  { name: 'scopes as a list', answer: ok({ scope: SCOPES }), ...EQUAL },
  { name: 'scopes with commas', answer: ok({ scope: SCOPES.join(', ') }), ...EQUAL },
  {
    name: 'scopes in another order and twice',
    answer: ok({ scope: [...SCOPES, ...SCOPES].reverse().join(' ') }),
    ...EQUAL,
  },
  {
    name: 'no scopes',
    answer: ok({ scope: undefined }),
    exit: 0,
    codes: ['token.exchanged', 'authorize.scopes-unnamed'],
  },
  {
    name: 'scopes that are null',
    answer: ok({ scope: null }),
    exit: 0,
    codes: ['token.exchanged', 'authorize.scopes-unnamed'],
  },
  {
    name: 'no refresh token',
    answer: ok({ refresh_token: undefined }),
    exit: 0,
    codes: ['token.exchanged', 'token.no-refresh-token'],
  },
  {
    name: 'members nobody knows',
    answer: ok({ error: null, errors: [], id_token: null, created_at: 1, dd_oid: 'o' }),
    ...EQUAL,
  },
  {
    name: 'a token of 12,000 characters',
    answer: ok({ access_token: 'x'.repeat(12_000) }),
    ...EQUAL,
  },
  {
    name: 'text/plain with a byte order mark',
    answer: {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: `\ufeff${JSON.stringify(TOKENS)}\n`,
    },
    ...EQUAL,
  },
  { name: 'packed', answer: ok({}, { gzip: true }), ...EQUAL },
  { name: '201', answer: ok({}, { status: 201 }), ...EQUAL },
  {
    name: 'a form for an answer',
    answer: {
      status: 200,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ access_token: ACCESS, token_type: 'bearer' }).toString(),
    },
    exit: 1,
    codes: ['token.malformed'],
  },
  {
    name: 'a login page',
    answer: { status: 200, headers: html, body: '<!doctype html><title>Log in</title>' },
    exit: 1,
    codes: [],
    oneOf: ['token.malformed', 'token.unavailable'],
  },
  {
    name: 'a token that is a number',
    answer: ok({ access_token: 7 }),
    exit: 1,
    codes: ['token.malformed'],
  },
  {
    name: 'invalid_grant in Datadog’s form',
    answer: refused(400, {
      errors: ['invalid_grant - Invalid authorization code or code verifier.'],
    }),
    ...SAID_NO,
    error: 'invalid_grant',
  },
  {
    name: 'invalid_grant in that of the RFC',
    answer: refused(400, { error: 'invalid_grant', error_description: 'Code was used' }),
    ...SAID_NO,
    error: 'invalid_grant',
  },
  {
    name: 'invalid_client with a challenge',
    answer: refused(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }),
    ...SAID_NO,
    error: 'invalid_client',
  },
  {
    name: 'invalid_client alone in the list',
    answer: refused(401, { errors: ['invalid_client'] }),
    ...SAID_NO,
    error: 'invalid_client',
  },
  {
    name: 'an object in the list',
    answer: refused(400, {
      errors: [{ title: 'invalid_request', detail: 'Missing client_secret parameter.' }],
    }),
    ...SAID_NO,
    error: 'invalid_request',
  },
  {
    name: 'a code with a colon',
    answer: refused(400, { errors: ['unauthorized_client: the client may not use this grant'] }),
    ...SAID_NO,
    error: 'unauthorized_client',
  },
  {
    name: 'unsupported_grant_type as a form',
    answer: refused(400, 'error=unsupported_grant_type&error_description=no+such+grant', {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    ...SAID_NO,
  },
  {
    name: 'error and errors at once',
    answer: refused(400, {
      error: 'invalid_scope',
      errors: ['invalid_scope - The following scopes are not recognized: x'],
    }),
    ...SAID_NO,
    error: 'invalid_scope',
  },
  { name: '400 without a body', answer: { status: 400 }, ...SAID_NO },
  {
    name: 'temporarily_unavailable with 400',
    answer: refused(400, { error: 'temporarily_unavailable' }),
    ...LATER,
  },
  {
    name: 'server_error with 400',
    answer: refused(400, { errors: ['server_error - Something went wrong'] }),
    ...LATER,
  },
  {
    name: '403, the page of a firewall',
    answer: refused(403, '<html><title>Blocked</title></html>', html),
    exit: 4,
    codes: [],
    oneOf: ['token.unavailable', 'token.unreachable', 'token.malformed'],
  },
  {
    name: '429',
    answer: refused(429, { errors: ['Too many requests'] }, { 'retry-after': '86400' }),
    ...LATER,
  },
  { name: '500, a page', answer: refused(500, '<html>oops</html>', html), ...LATER },
  { name: 'a reset', answer: 'reset', exit: 4, codes: ['token.unreachable'] },
  {
    name: 'a redirect to another host',
    answer: { status: 307, headers: { location: 'https://api.datadoghq.com.evil.test/token' } },
    exit: 1,
    codes: [],
    oneOf: ['token.malformed', 'token.unavailable'],
  },
];

/** Written down after the rules had been widened for the others. */
export const SECOND_TOKEN_ANSWERS: readonly TokenSituation[] = [
  { name: 'a lifetime in words', answer: ok({ expires_in: '1h' }), ...FINE },
  { name: 'a lifetime with a point', answer: ok({ expires_in: '3599.5' }), ...FINE },
  {
    name: 'a refresh token that is a number',
    answer: ok({ refresh_token: 7 }),
    exit: 0,
    codes: ['token.exchanged', 'token.no-refresh-token'],
  },
  {
    name: 'an object under error',
    answer: refused(400, { error: { code: 'invalid_grant', message: 'Code was used' } }),
    ...SAID_NO,
    error: 'invalid_grant',
  },
  {
    name: 'a code alone in an object',
    answer: refused(401, { errors: [{ status: '401', code: 'invalid_client' }] }),
    ...SAID_NO,
    error: 'invalid_client',
  },
  {
    name: 'plain text',
    answer: refused(400, 'invalid_grant', { 'content-type': 'text/plain' }),
    ...SAID_NO,
    error: 'invalid_grant',
  },
  { name: '408', answer: refused(408, { errors: ['Request Timeout'] }), ...LATER },
];

/** An answer to a refresh, and what `grants refresh` should make of it. */
export interface RefreshSituation {
  readonly name: string;
  readonly answer: Told;
  readonly exit: number;
  readonly codes: readonly string[];
  /** The refresh token that is in the store afterwards; the old one unless given. */
  readonly stored?: string;
}

const NEXT = 'rt/next+of=the"grant';
const REVOKED = { exit: 3, codes: ['grant.revoked'] } as const;
const REFRESHED = { exit: 0, codes: ['grant.refreshed'] } as const;

export const REFRESHES: readonly RefreshSituation[] = [
  {
    name: 'another refresh token',
    answer: ok({ refresh_token: NEXT }),
    ...REFRESHED,
    stored: NEXT,
  },
  { name: 'none', answer: ok({ refresh_token: undefined }), ...REFRESHED },
  { name: 'the same', answer: ok(), ...REFRESHED },
  {
    name: 'neither scope nor lifetime',
    answer: ok({ scope: undefined, expires_in: undefined }),
    ...REFRESHED,
  },
  {
    name: 'invalid_grant in Datadog’s form',
    answer: refused(400, { errors: ['invalid_grant - Invalid refresh token.'] }),
    ...REVOKED,
  },
  { name: 'invalid_grant alone', answer: refused(400, { errors: ['invalid_grant'] }), ...REVOKED },
  { name: 'invalid_grant with 401', answer: refused(401, { error: 'invalid_grant' }), ...REVOKED },
  {
    name: 'invalid_client',
    answer: refused(401, { errors: ['invalid_client - Bad secret'] }),
    exit: 1,
    codes: ['grant.refresh-refused'],
  },
  {
    name: 'a word nobody knows',
    answer: refused(401, { errors: ['Unauthorized'] }),
    exit: 1,
    codes: ['grant.refresh-refused'],
  },
  {
    name: '503',
    answer: refused(503, { errors: ['busy'] }),
    exit: 4,
    codes: ['token.unavailable'],
  },
  {
    name: 'temporarily_unavailable with 400',
    answer: refused(400, { error: 'temporarily_unavailable' }),
    exit: 4,
    codes: ['token.unavailable'],
  },
  {
    name: '403, the page of a firewall',
    answer: refused(403, '<html><title>Blocked</title></html>', html),
    exit: 4,
    codes: ['token.unavailable', 'token.unreachable', 'token.malformed'],
  },
  { name: 'a reset', answer: 'reset', exit: 4, codes: ['token.unreachable'] },
];

/** What comes back to the redirect URI beside code and state, and what becomes of it. */
export interface CallbackSituation {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The host that gets the token request, or none. */
  readonly host?: string;
  readonly exit: number | readonly number[];
  readonly codes: readonly string[];
  readonly oneOf?: readonly string[];
}

const US1 = { host: 'api.datadoghq.com', exit: 0 } as const;
const EU1 = { host: 'api.datadoghq.eu', exit: 0, codes: ['authorize.site-picked'] } as const;
const FOREIGN = { exit: 1, codes: ['authorize.site-foreign'] } as const;

export const CALLBACKS: readonly CallbackSituation[] = [
  { name: 'neither domain nor site', params: {}, ...US1, codes: ['token.exchanged'] },
  {
    name: 'the site that was asked',
    params: { domain: 'datadoghq.com', site: 'https://app.datadoghq.com' },
    ...US1,
    codes: ['authorize.site-as-asked'],
  },
  { name: 'another domain', params: { domain: 'datadoghq.eu' }, ...EU1 },
  {
    name: 'a site alone, with a customer subdomain',
    params: { site: 'https://acme.datadoghq.eu' },
    ...EU1,
  },
  { name: 'a site with path and slash', params: { site: 'https://app.datadoghq.eu/' }, ...EU1 },
  { name: 'a domain in capitals', params: { domain: 'DataDogHQ.EU' }, ...EU1 },
  { name: 'a domain with a dot behind it', params: { domain: 'datadoghq.eu.' }, ...FOREIGN },
  {
    name: 'domain and site that differ: the domain counts',
    params: { domain: 'us3.datadoghq.com', site: 'https://acme.datadoghq.com' },
    host: 'api.us3.datadoghq.com',
    exit: 0,
    codes: ['authorize.site-picked'],
  },
  {
    name: 'a look-alike that begins right',
    params: { domain: 'datadoghq.com.evil.test' },
    ...FOREIGN,
  },
  { name: 'a look-alike that ends right', params: { domain: 'evildatadoghq.com' }, ...FOREIGN },
  { name: 'user information', params: { domain: 'datadoghq.com@evil.test' }, ...FOREIGN },
  { name: 'Cyrillic letters', params: { domain: 'd\u0430tadoghq.com' }, ...FOREIGN },
  { name: 'a site elsewhere', params: { site: 'https://datadoghq.com.evil.test/' }, ...FOREIGN },
  { name: 'a path', params: { domain: 'datadoghq.com/evil' }, exit: [0, 1], codes: [] },
  { name: 'an address', params: { domain: '127.0.0.1' }, ...FOREIGN },
  {
    name: 'a Datadog site nobody knows yet',
    params: { domain: 'ap9.datadoghq.com' },
    exit: [1, 3, 5],
    codes: ['authorize.site-untrusted'],
  },
  {
    name: 'from commercial to gov',
    params: { domain: 'ddog-gov.com' },
    exit: 1,
    codes: ['authorize.site-crossed'],
  },
  {
    name: 'the same, trusted',
    params: { domain: 'us2.ddog-gov.com' },
    args: ['--trust-site'],
    exit: 1,
    codes: ['authorize.site-crossed'],
  },
  {
    name: 'another client',
    params: { client_id: '00000000-0000-4000-8000-000000000000' },
    exit: 1,
    codes: ['authorize.client-mismatch'],
  },
  {
    name: 'an organization in many scripts',
    params: { dd_oid: 'o-1', dd_org_name: 'Žižkov 株式会社 «Ω» 🚀 O’Neil & Söhne' },
    ...US1,
    codes: ['authorize.org'],
  },
  {
    name: 'an organization that is markup',
    params: { dd_oid: 'o-1', dd_org_name: '<script>alert(1)</script>' },
    ...US1,
    codes: ['authorize.org'],
  },
  {
    name: 'an organization that turns text around',
    params: { dd_oid: 'o-1', dd_org_name: 'Acme \u202egnirts\u202c Inc' },
    host: 'api.datadoghq.com',
    exit: 0,
    codes: ['authorize.org'],
  },
  {
    name: 'an organization with an id alone',
    params: { dd_oid: '3b3bd1d4-5b1c-4c6a-9f57-9d4f3ab0c0de' },
    ...US1,
    codes: [],
    oneOf: ['authorize.org', 'authorize.org-unnamed'],
  },
  {
    name: 'the user said no',
    params: { error: 'access_denied' },
    exit: 3,
    codes: ['authorize.denied'],
  },
  {
    name: 'invalid_scope with names',
    params: {
      error: 'invalid_scope',
      error_description: 'The following scopes are not recognized: apm_x',
    },
    exit: 1,
    codes: ['authorize.error-returned'],
  },
  {
    name: 'server_error',
    params: { error: 'server_error', error_description: 'Something went wrong' },
    exit: [4, 5],
    codes: ['authorize.error-returned'],
  },
  {
    name: 'temporarily_unavailable',
    params: { error: 'temporarily_unavailable' },
    exit: [4, 5],
    codes: ['authorize.error-returned'],
  },
];
