import type { Told } from '../support/answering.ts';

/** An answer to the probes of one scope, and what a person who knows Datadog would say of it. */
export interface ScopeSituation {
  readonly name: string;
  /** `monitors_read` unless given. */
  readonly scope?: string;
  /** Granted scopes; the scope itself unless given, `null` when the token answer named none. */
  readonly granted?: readonly string[] | null;
  /** What the scope's own routes answer, in turn. */
  readonly answers: readonly Told[];
  /** What every other route answers; data unless given. */
  readonly others?: Told;
  readonly grade: string | readonly string[];
  readonly codes: readonly string[];
  readonly proof?: string;
}

const errors = (...list: unknown[]) => ({ errors: list });
const said = (status: number, ...list: unknown[]): Told => ({ status, body: errors(...list) });
const bearer = (rest: string) => ({ 'www-authenticate': `Bearer ${rest}` });
const html = { 'content-type': 'text/html; charset=utf-8' };
const plain = { 'content-type': 'text/plain; charset=utf-8' };
const MONITOR = { id: 1, name: 'CPU is high', type: 'metric alert', query: 'avg(last_5m):x > 1' };
const LIST: Told = { status: 200, body: [MONITOR] };
const TEAMS = { data: [{ id: 't-1', type: 'team', attributes: { name: 'Core', handle: 'core' } }] };
const UNAUTHORIZED = said(401, 'Unauthorized');

const PERMISSION = { grade: 'failed', codes: ['scope.permission-missing'] } as const;
const SCOPE = { grade: 'failed', codes: ['scope.scope-refused'] } as const;
const DEAD = { grade: 'failed', codes: ['scope.token-dead'] } as const;
const NO_OAUTH = { grade: 'review', codes: ['scope.route-no-oauth'] } as const;
const PRODUCT = { grade: 'warning', codes: ['scope.product-disabled'] } as const;
const UNCLEAR = { grade: 'inconclusive', codes: ['scope.denied-unclear'] } as const;
const GATEWAY = { grade: 'inconclusive', codes: ['scope.gateway-page'] } as const;
const OPEN = ['inconclusive', 'review', 'warning'];
const SEEN = { grade: 'passed', codes: ['scope.observed'], proof: 'observed' } as const;
const LET_IN = { grade: 'passed', codes: ['scope.authorized'], proof: 'authorized' } as const;
const LATER = { grade: 'inconclusive', codes: ['scope.server-error'] } as const;

export const DENIALS: readonly ScopeSituation[] = [
  { name: '403, one word', answers: [said(403, 'Forbidden')], ...PERMISSION },
  {
    name: '403, two texts',
    answers: [said(403, 'Forbidden', 'Failed permission authorization checks')],
    ...PERMISSION,
  },
  {
    name: '403, JSON:API with a sentence on the permission',
    answers: [
      said(403, {
        status: '403',
        title: 'Forbidden',
        detail: 'You do not have permission to view monitors',
      }),
    ],
    ...PERMISSION,
  },
  {
    name: '403, JSON:API that names the scope',
    answers: [
      said(403, {
        status: '403',
        title: 'Forbidden',
        detail: 'insufficient_scope: the token is missing scope monitors_read',
      }),
    ],
    ...SCOPE,
  },
  {
    name: '403, an empty body and a challenge with insufficient_scope',
    answers: [
      { status: 403, headers: bearer('error="insufficient_scope", scope="monitors_read"') },
    ],
    ...SCOPE,
  },
  {
    name: '403, Forbidden in the body and insufficient_scope in the challenge',
    answers: [
      {
        status: 403,
        headers: bearer('realm="datadog", error="insufficient_scope", scope="monitors_read"'),
        body: errors('Forbidden'),
      },
    ],
    ...SCOPE,
  },
  {
    name: '401 with insufficient_scope in the challenge, the token lives',
    answers: [
      { status: 401, headers: bearer('error=insufficient_scope'), body: errors('Unauthorized') },
    ],
    ...SCOPE,
  },
  {
    name: '403, RFC 6750 in the body',
    answers: [
      {
        status: 403,
        body: {
          error: 'insufficient_scope',
          error_description:
            'The request requires higher privileges than provided by the access token.',
          scope: 'monitors_read',
        },
      },
    ],
    ...SCOPE,
  },
  {
    name: '403, problem+json that names the scope',
    answers: [
      {
        status: 403,
        headers: { 'content-type': 'application/problem+json' },
        body: {
          type: 'about:blank',
          title: 'Forbidden',
          status: 403,
          detail: 'Missing scope: monitors_read',
        },
      },
    ],
    ...SCOPE,
  },
  {
    name: '401 Unauthorized, the token lives elsewhere',
    answers: [UNAUTHORIZED],
    // Alone in its run: with other scopes that work, it is the route.
    grade: OPEN,
    codes: ['scope.route-no-oauth', 'scope.denied-unclear'],
  },
  {
    name: '401 invalid_token on this route alone',
    answers: [
      { status: 401, headers: bearer('error="invalid_token"'), body: errors('Unauthorized') },
    ],
    ...NO_OAUTH,
  },
  { name: '401 Unauthorized everywhere', answers: [UNAUTHORIZED], others: UNAUTHORIZED, ...DEAD },
  {
    name: '401, a challenge that says expired, everywhere',
    answers: [
      {
        status: 401,
        headers: bearer('error="invalid_token", error_description="The access token expired"'),
      },
    ],
    others: {
      status: 401,
      headers: bearer('error="invalid_token", error_description="The access token expired"'),
    },
    ...DEAD,
  },
  {
    name: '401 in the form of oauthlib, everywhere',
    answers: [said(401, 'invalid_token - The access token is invalid or has expired.')],
    others: said(401, 'invalid_token - The access token is invalid or has expired.'),
    ...DEAD,
  },
  {
    name: '401 in the form of RFC 6750, everywhere',
    answers: [
      { status: 401, body: { error: 'invalid_token', error_description: 'Token was revoked' } },
    ],
    others: { status: 401, body: { error: 'invalid_token' } },
    ...DEAD,
  },
  {
    name: '401 here, and nothing else answers: nothing is known of the token',
    answers: [UNAUTHORIZED],
    others: { status: 503, body: errors('Service Unavailable') },
    grade: ['review', 'inconclusive'],
    codes: ['scope.denied-unclear', 'scope.server-error'],
  },
  {
    name: '403 in the old shape with a status page',
    answers: [
      {
        status: 403,
        body: {
          status: 'error',
          code: 403,
          errors: ['Forbidden'],
          statuspage: 'http://status.datadoghq.com',
          twitter: 'http://twitter.com/datadogops',
          email: 'support@datadoghq.com',
        },
      },
    ],
    ...PERMISSION,
  },
  {
    name: '403, error as text',
    answers: [{ status: 403, body: { error: 'Forbidden' } }],
    ...PERMISSION,
  },
  {
    name: '403, error as an object',
    answers: [
      {
        status: 403,
        body: {
          error: {
            code: 'PermissionDenied',
            message: 'User lacks permission monitors_read',
            details: [],
          },
        },
      },
    ],
    ...PERMISSION,
  },
  {
    name: '403, message alone',
    answers: [{ status: 403, body: { message: 'User is not authorized to perform this action' } }],
    grade: ['failed', 'review'],
    codes: ['scope.permission-missing', 'scope.denied-unclear'],
  },
  {
    name: '403, the permission in quotes',
    answers: [said(403, "Missing required permission: 'monitors_read'")],
    ...PERMISSION,
  },
  {
    name: '403 in plain text with JSON in it',
    answers: [{ status: 403, headers: plain, body: '{"errors":[{"title":"Forbidden"}]}' }],
    ...PERMISSION,
  },
  {
    name: '403, packed',
    answers: [{ status: 403, gzip: true, body: errors('Forbidden') }],
    ...PERMISSION,
  },
  {
    name: '403, null members and a code',
    answers: [said(403, { status: '403', title: null, detail: null, code: 'forbidden' })],
    ...PERMISSION,
  },
  {
    name: '403, not enabled for the organization',
    answers: [said(403, 'This feature is not enabled for your organization')],
    ...PRODUCT,
  },
  {
    name: '403, not in the plan',
    scope: 'incident_read',
    answers: [
      said(403, {
        title: 'Feature not available',
        detail: 'Your plan does not include Incident Management. Contact your CSM to upgrade.',
      }),
    ],
    ...PRODUCT,
  },
  {
    name: '402',
    scope: 'synthetics_read',
    answers: [said(402, 'Payment required: Synthetics is not part of your subscription')],
    ...PRODUCT,
  },
  {
    name: '403, a preview that has to be joined',
    answers: [said(403, 'Your org has not been added to the private beta of this endpoint')],
    ...PRODUCT,
  },
  {
    name: '403, OAuth is not supported here',
    answers: [said(403, 'OAuth is not supported for this endpoint')],
    ...NO_OAUTH,
  },
  {
    name: '401, an application key is wanted',
    answers: [said(401, 'This endpoint requires an application key')],
    ...NO_OAUTH,
  },
  {
    name: '403, the page of a firewall',
    answers: [
      {
        status: 403,
        headers: html,
        body: '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body></html>',
      },
    ],
    ...GATEWAY,
  },
  {
    name: '403, the plain text of a mesh',
    answers: [{ status: 403, headers: plain, body: 'RBAC: access denied' }],
    grade: OPEN,
    codes: ['scope.gateway-page', 'scope.denied-unclear'],
  },
  {
    name: '403 and nothing else',
    answers: [{ status: 403 }],
    grade: 'failed',
    codes: ['scope.denied-unclear', 'scope.permission-missing'],
  },
  {
    name: '403, an allowlist of addresses',
    answers: [
      said(403, 'Request from IP 203.0.113.7 is blocked by the IP allowlist of this organization'),
    ],
    others: said(
      403,
      'Request from IP 203.0.113.7 is blocked by the IP allowlist of this organization',
    ),
    ...UNCLEAR,
  },
  {
    name: '403, an org that is suspended',
    answers: [said(403, 'Your organization has been suspended')],
    others: said(403, 'Your organization has been suspended'),
    ...UNCLEAR,
  },
  {
    name: 'not in the grant, whatever is answered',
    granted: ['dashboards_read'],
    answers: [said(403, "Missing required permission: 'monitors_read'")],
    grade: 'failed',
    codes: ['scope.not-granted'],
  },
];

export const OTHER_STATUSES: readonly ScopeSituation[] = [
  {
    name: '400, a parameter',
    answers: [said(400, 'Invalid value for page_size')],
    grade: OPEN,
    codes: ['scope.probe-refused'],
  },
  {
    name: '404, JSON',
    answers: [said(404, 'Not Found')],
    grade: OPEN,
    codes: ['scope.route-missing'],
  },
  {
    name: '404, JSON:API',
    answers: [said(404, { status: '404', title: 'Generic Error', detail: 'not found' })],
    grade: OPEN,
    codes: ['scope.route-missing'],
  },
  {
    name: '404, a page',
    answers: [{ status: 404, headers: html, body: '<html><title>Not found</title></html>' }],
    grade: OPEN,
    codes: ['scope.route-missing', 'scope.gateway-page'],
  },
  {
    name: '405',
    answers: [{ status: 405, headers: { allow: 'POST' }, body: errors('Method Not Allowed') }],
    grade: OPEN,
    codes: ['scope.route-missing', 'scope.probe-refused', 'scope.answer-unexpected'],
  },
  {
    name: '409',
    answers: [said(409, 'Conflict')],
    grade: OPEN,
    codes: ['scope.probe-refused', 'scope.answer-unexpected'],
  },
  {
    name: '410',
    answers: [said(410, 'This API has been removed')],
    grade: OPEN,
    codes: ['scope.route-missing'],
  },
  {
    name: '415',
    answers: [said(415, 'Unsupported Media Type')],
    grade: OPEN,
    codes: ['scope.probe-refused', 'scope.answer-unexpected'],
  },
  {
    name: '422',
    answers: [said(422, { title: 'Unprocessable Entity', source: { parameter: 'page[size]' } })],
    grade: OPEN,
    codes: ['scope.probe-refused'],
  },
  { name: '500', answers: [said(500, 'Internal error')], ...LATER },
  { name: '500 that speaks of permissions', answers: [said(500, 'permission denied')], ...LATER },
  {
    name: '502, a page',
    answers: [{ status: 502, headers: html, body: '<html><h1>502 Bad Gateway</h1></html>' }],
    grade: 'inconclusive',
    codes: ['scope.server-error', 'scope.gateway-page'],
  },
  {
    name: '504 with the body of a 403',
    answers: [said(504, 'Forbidden')],
    grade: 'inconclusive',
    codes: ['scope.timeout'],
  },
  {
    name: '520',
    answers: [{ status: 520, headers: plain, body: 'error code: 520' }],
    grade: 'inconclusive',
    codes: ['scope.server-error', 'scope.gateway-page'],
  },
  { name: '503 once, then data', answers: [said(503, 'busy'), LIST], ...SEEN },
  { name: 'reset once, then data', answers: ['reset', LIST], ...SEEN },
  {
    name: 'reset always',
    answers: ['reset'],
    grade: 'inconclusive',
    codes: ['scope.unreachable'],
  },
  { name: 'silence', answers: ['hang'], grade: 'inconclusive', codes: ['scope.timeout'] },
  {
    name: 'a redirect to the login page',
    answers: [{ status: 302, headers: { location: 'https://app.datadoghq.com/account/login' } }],
    grade: OPEN,
    codes: ['scope.answer-unexpected', 'scope.gateway-page'],
  },
];

const limited = (headers: Readonly<Record<string, string | readonly string[]>>): Told => ({
  status: 429,
  headers: { 'content-type': 'application/json', ...headers },
  body: '{"errors":["Too many requests"]}',
});

export const LIMITS: readonly ScopeSituation[] = [
  { name: '429 without headers, then data', answers: [limited({}), LIST], ...SEEN },
  {
    name: '429 with a decimal reset, then data',
    answers: [limited({ 'x-ratelimit-reset': '0.5', 'x-ratelimit-remaining': '0' }), LIST],
    ...SEEN,
  },
  {
    name: '429 with a reset of zero, then data',
    answers: [limited({ 'x-ratelimit-reset': '0', 'x-ratelimit-remaining': '0' }), LIST],
    ...SEEN,
  },
  {
    name: '429 with Retry-After in seconds, then data',
    answers: [limited({ 'retry-after': '1' }), LIST],
    ...SEEN,
  },
  {
    name: '429 with a date that has passed, then data',
    answers: [limited({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), LIST],
    ...SEEN,
  },
  {
    name: '429 with two resets, then data',
    answers: [limited({ 'x-ratelimit-reset': ['1', '2'], 'x-ratelimit-name': ['a', 'b'] }), LIST],
    ...SEEN,
  },
  {
    name: '429 with words for numbers, then data',
    answers: [limited({ 'x-ratelimit-reset': 'soon', 'retry-after': 'later' }), LIST],
    ...SEEN,
  },
  {
    name: '429 as a page, then data',
    answers: [{ status: 429, headers: html, body: '<html>Slow down</html>' }, LIST],
    ...SEEN,
  },
  {
    name: '429 until tomorrow',
    answers: [limited({ 'x-ratelimit-reset': '86400', 'x-ratelimit-remaining': '0' })],
    grade: 'inconclusive',
    codes: ['scope.rate-limited'],
  },
  {
    name: '429 with a time stamp for a duration',
    answers: [limited({ 'x-ratelimit-reset': '1795657385', 'x-ratelimit-remaining': '0' })],
    grade: 'inconclusive',
    codes: ['scope.rate-limited'],
  },
  {
    name: '200 with nothing left of the limit',
    answers: [
      {
        status: 200,
        headers: {
          'x-ratelimit-limit': '1',
          'x-ratelimit-period': '1',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': '1',
        },
        body: [MONITOR],
      },
    ],
    ...SEEN,
  },
  {
    name: '200 with a limit that makes no sense',
    answers: [
      {
        status: 200,
        headers: {
          'x-ratelimit-limit': 'unlimited',
          'x-ratelimit-period': '',
          'x-ratelimit-remaining': '-1',
          'x-ratelimit-reset': '99999999999999',
        },
        body: [MONITOR],
      },
    ],
    ...SEEN,
  },
];

export const ANSWERS: readonly ScopeSituation[] = [
  { name: 'an empty list', answers: [{ status: 200, body: [] }], ...LET_IN },
  {
    name: 'an empty page with counts',
    scope: 'teams_read',
    answers: [
      { status: 200, body: { data: [], meta: { pagination: { total: 0, size: 10 } }, links: {} } },
    ],
    ...LET_IN,
  },
  { name: 'a list of nulls', answers: [{ status: 200, body: [null] }], ...LET_IN },
  {
    name: 'data that is null',
    scope: 'teams_read',
    answers: [{ status: 200, body: { data: null } }],
    ...LET_IN,
  },
  { name: 'no errors and no data', scope: 'teams_read', answers: [said(200)], ...LET_IN },
  { name: '204', answers: [{ status: 204 }], ...LET_IN },
  {
    name: 'data and an empty list of errors',
    scope: 'teams_read',
    answers: [{ status: 200, body: { ...TEAMS, errors: [] } }],
    ...SEEN,
  },
  {
    name: 'data and errors that are null',
    scope: 'teams_read',
    answers: [{ status: 200, body: { ...TEAMS, errors: null } }],
    ...SEEN,
  },
  {
    name: '207, data and a part that failed',
    scope: 'teams_read',
    answers: [{ status: 207, body: { ...TEAMS, errors: [{ title: 'one shard failed' }] } }],
    grade: ['passed', 'review'],
    codes: ['scope.observed', 'scope.answer-errors'],
  },
  { name: '206', answers: [{ status: 206, body: [MONITOR] }], ...SEEN },
  {
    name: 'one page of many',
    scope: 'teams_read',
    answers: [
      {
        status: 200,
        headers: { 'content-type': 'application/vnd.api+json' },
        body: {
          ...TEAMS,
          meta: { pagination: { type: 'number_size', total: 4711, next_number: 1 } },
          links: { next: 'https://api.datadoghq.com/api/v2/team?page[number]=1' },
        },
      },
    ],
    ...SEEN,
  },
  {
    name: 'a list of some megabytes',
    answers: [
      {
        status: 200,
        gzip: true,
        body: Array.from({ length: 20_000 }, (_, id) => ({ ...MONITOR, id })),
      },
    ],
    // It is read to a megabyte, so what is in it is not judged.
    ...LET_IN,
  },
  {
    name: 'a byte order mark',
    answers: [
      {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: `\ufeff${JSON.stringify([MONITOR])}`,
      },
    ],
    ...SEEN,
  },
  {
    name: 'text/json with a charset',
    answers: [
      {
        status: 200,
        headers: { 'content-type': 'text/json;charset=UTF-8' },
        body: JSON.stringify([MONITOR]),
      },
    ],
    ...SEEN,
  },
  {
    name: 'JSON that calls itself HTML',
    answers: [{ status: 200, headers: html, body: JSON.stringify([MONITOR]) }],
    ...SEEN,
  },
  { name: 'no content type', answers: [{ status: 200, body: JSON.stringify([MONITOR]) }], ...SEEN },
  {
    name: 'a grant that names no scopes',
    granted: null,
    answers: [LIST],
    grade: 'passed',
    codes: ['scope.observed'],
    proof: 'observed',
  },
  {
    name: '200 that lists a refusal',
    answers: [said(200, 'Forbidden')],
    grade: OPEN,
    codes: ['scope.answer-errors'],
  },
  {
    name: '200, status error',
    answers: [{ status: 200, body: { status: 'error', error: 'backend unavailable' } }],
    grade: OPEN,
    codes: ['scope.answer-errors'],
  },
  {
    name: '200, the login page of the web app',
    answers: [
      { status: 200, headers: html, body: '<!doctype html><title>Datadog: Log In</title>' },
    ],
    ...GATEWAY,
  },
  {
    name: '200, cut in the middle',
    answers: [
      { status: 200, headers: { 'content-type': 'application/json' }, body: '[{"id":1,"na' },
    ],
    grade: 'inconclusive',
    codes: ['scope.answer-unreadable'],
  },
  {
    name: '200, plain text',
    answers: [{ status: 200, headers: plain, body: 'OK' }],
    grade: OPEN,
    codes: ['scope.answer-unreadable', 'scope.answer-unexpected', 'scope.gateway-page'],
  },
  {
    name: '202 without data',
    scope: 'teams_read',
    answers: [{ status: 202, body: {} }],
    grade: ['passed', 'review'],
    codes: ['scope.authorized', 'scope.answer-unexpected'],
  },
];
