import type { Told } from '../support/answering.ts';

/** The value of a key as it has been made so far. */
export const VALUE = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
/** A longer one, of a kind that nobody has seen. */
export const NEW_VALUE = 'ddapi_01JCANARY9Z8Y7X6W5V4U3T2S1R0QPONMLK';

const html = { 'content-type': 'text/html' };
const errors = (status: number, ...list: unknown[]): Told => ({ status, body: { errors: list } });
const attributes = { key: VALUE, last4: VALUE.slice(-4), name: 'Marketplace Key for App 7' };

/** An answer to the request for a key. */
export interface KeySituation {
  readonly name: string;
  readonly answer: Told;
  readonly exit: number | readonly number[];
  readonly codes: readonly string[];
  /** The value that has to be in the store; none unless given. */
  readonly stored?: string;
}

const CREATED = { exit: 0, codes: ['key.created'], stored: VALUE } as const;
const EXISTS = { exit: 1, codes: ['key.exists-unknown'] } as const;
const PERHAPS = { exit: 4, codes: ['key.unexpected-answer'] } as const;

export const KEY_ANSWERS: readonly KeySituation[] = [
  {
    name: '201 as documented',
    answer: { status: 201, body: { data: { type: 'api_keys', id: 'k-1', attributes } } },
    ...CREATED,
  },
  { name: '200 instead', answer: { status: 200, body: { data: { attributes } } }, ...CREATED },
  {
    name: '201 with a list and nulls',
    answer: {
      status: 201,
      body: { data: [{ id: null, attributes: { ...attributes, name: null } }], included: null },
    },
    ...CREATED,
  },
  { name: 'the nesting of v1', answer: { status: 200, body: { api_key: attributes } }, ...CREATED },
  {
    name: 'the value under api_key',
    answer: { status: 201, body: { data: { attributes: { api_key: VALUE, last4: 'e1f0' } } } },
    ...CREATED,
  },
  {
    name: 'no nesting at all',
    answer: { status: 201, body: { id: 'k-1', key: VALUE } },
    ...CREATED,
  },
  {
    name: 'packed',
    answer: { status: 201, gzip: true, body: { data: { attributes } } },
    ...CREATED,
  },
  {
    name: 'text/plain',
    answer: {
      status: 201,
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ data: { attributes } }),
    },
    ...CREATED,
  },
  {
    name: 'a value in capitals',
    answer: { status: 201, body: { data: { attributes: { key: VALUE.toUpperCase() } } } },
    ...CREATED,
    stored: VALUE.toUpperCase(),
  },
  {
    name: 'a value of a new kind',
    answer: { status: 201, body: { data: { attributes: { key: NEW_VALUE, last4: 'NMLK' } } } },
    ...CREATED,
    stored: NEW_VALUE,
  },
  { name: '201 and an empty body', answer: { status: 201 }, ...PERHAPS },
  { name: '202 and no key', answer: { status: 202, body: {} }, ...PERHAPS },
  {
    name: '201 with a masked value',
    answer: { status: 201, body: { data: { attributes: { key: '****e1f0', last4: 'e1f0' } } } },
    ...PERHAPS,
  },
  {
    name: '409, a text',
    answer: errors(409, 'An API key with this name already exists'),
    ...EXISTS,
  },
  {
    name: '409, an object',
    answer: errors(409, {
      status: '409',
      title: 'Conflict',
      detail: 'API key with the same name already exists.',
    }),
    ...EXISTS,
  },
  {
    name: '409, other words',
    answer: errors(409, 'The name of the API key must be unique'),
    ...EXISTS,
  },
  {
    name: '409, error as text',
    answer: { status: 409, body: { error: 'Duplicate API key name' } },
    ...EXISTS,
  },
  {
    name: '400 that says it exists',
    answer: errors(400, 'An API key with this name already exists'),
    ...EXISTS,
  },
  {
    name: '409 without a body',
    answer: { status: 409 },
    exit: 1,
    codes: ['key.conflict', 'key.exists-unknown'],
  },
  {
    name: '400, the org has too many keys',
    answer: errors(400, 'Maximum number of API keys (50) reached for this organization'),
    exit: 1,
    codes: ['key.refused', 'key.bad-request', 'key.conflict'],
  },
  {
    name: '403, the org has too many keys',
    answer: errors(403, 'API key limit reached for this organization'),
    exit: 1,
    codes: ['key.refused', 'key.forbidden'],
  },
  {
    name: '403, a challenge that names the scope',
    answer: {
      status: 403,
      headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="api_keys_write"' },
    },
    exit: 1,
    codes: ['key.scope-missing'],
  },
  {
    name: '403, the permission by name',
    answer: errors(403, "Missing required permission: 'api_keys_write'"),
    exit: 1,
    codes: ['key.permission-missing'],
  },
  {
    name: '403, an allowlist of addresses',
    answer: errors(403, 'Request from IP 203.0.113.7 is blocked by the IP allowlist'),
    exit: 1,
    codes: ['key.forbidden'],
  },
  {
    name: '401, a challenge',
    answer: { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    exit: 3,
    codes: ['key.token-refused'],
  },
  {
    name: '415',
    answer: errors(415, 'Unsupported Media Type'),
    exit: 1,
    codes: ['key.refused', 'key.bad-request'],
  },
  {
    name: '429, a page',
    answer: { status: 429, headers: html, body: '<p>no' },
    exit: 4,
    codes: ['key.rate-limited'],
  },
  { name: '504', answer: errors(504, 'Gateway Timeout'), exit: 4, codes: ['key.unavailable'] },
  { name: 'a reset after the request', answer: 'reset', exit: 4, codes: ['key.perhaps-created'] },
];

/** Written down after the rules had been widened for the others. */
export const SECOND_KEY_ANSWERS: readonly KeySituation[] = [
  {
    name: '409, a title',
    answer: errors(409, { title: 'This name is already in use' }),
    ...EXISTS,
  },
  {
    name: '403, a maximum',
    answer: errors(403, 'You have reached the maximum number of keys'),
    exit: 1,
    codes: ['key.forbidden'],
  },
  {
    name: '403, a firewall in plain text',
    answer: {
      status: 403,
      headers: { 'content-type': 'text/plain' },
      body: 'Blocked by corporate policy',
    },
    exit: 4,
    codes: ['key.gateway-answer'],
  },
  {
    name: 'a value under value',
    answer: { status: 201, body: { data: { id: 'k-1', attributes: { value: VALUE } } } },
    ...CREATED,
  },
];

/** An answer of `/api/v1/validate` on the key's own site. */
export interface ValidateSituation {
  readonly name: string;
  readonly answer: Told;
  readonly codes: readonly string[];
}

const VALID = ['key.valid'];
const INVALID = ['key.invalid'];
const UNKNOWN = ['key.check-inconclusive'];

export const VALIDATIONS: readonly ValidateSituation[] = [
  { name: 'valid', answer: { status: 200, body: { valid: true } }, codes: VALID },
  {
    name: 'valid, in plain text with more members',
    answer: {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: ' {"valid":true,"org":null}\n',
    },
    codes: VALID,
  },
  {
    name: 'valid, packed',
    answer: { status: 200, gzip: true, body: { valid: true } },
    codes: VALID,
  },
  { name: 'not valid, with 200', answer: { status: 200, body: { valid: false } }, codes: INVALID },
  { name: '403', answer: errors(403, 'Forbidden'), codes: INVALID },
  {
    name: '403 in the old shape',
    answer: { status: 403, body: { status: 'error', code: 403, errors: ['Forbidden'] } },
    codes: INVALID,
  },
  { name: '401', answer: errors(401, 'Unauthorized'), codes: INVALID },
  {
    name: '403, the page of a firewall',
    answer: { status: 403, headers: html, body: '<!doctype html><title>Blocked</title>' },
    codes: UNKNOWN,
  },
  {
    name: '200, a login page',
    answer: { status: 200, headers: html, body: '<!doctype html>' },
    codes: UNKNOWN,
  },
  { name: '200, a list', answer: { status: 200, body: [] }, codes: UNKNOWN },
  { name: '429', answer: errors(429, 'Too many requests'), codes: UNKNOWN },
  { name: '500', answer: errors(500, 'oops'), codes: UNKNOWN },
  { name: 'a redirect', answer: { status: 301, headers: { location: '/login' } }, codes: UNKNOWN },
];

/** An answer of the metrics intake. */
export interface IntakeSituation {
  readonly name: string;
  readonly answer: Told;
  readonly grade: string | readonly string[];
  readonly codes: readonly string[];
}

const TAKEN = {
  grade: ['passed', 'review'],
  codes: ['data.observed', 'data.not-seen-yet'],
} as const;
const FAILED = 'failed';

export const INTAKES: readonly IntakeSituation[] = [
  { name: '202 with no errors', answer: { status: 202, body: { errors: [] } }, ...TAKEN },
  {
    name: '202 in the old shape',
    answer: { status: 202, headers: { 'content-type': 'text/json' }, body: '{"status": "ok"}' },
    ...TAKEN,
  },
  { name: '202 and nothing', answer: { status: 202 }, ...TAKEN },
  {
    name: '200 and a text',
    answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' },
    ...TAKEN,
  },
  { name: '202, errors that are null', answer: { status: 202, body: { errors: null } }, ...TAKEN },
  { name: '202, packed', answer: { status: 202, gzip: true, body: { errors: [] } }, ...TAKEN },
  {
    name: '202 that refuses a point',
    answer: { status: 202, body: { errors: ['timestamp too old'] } },
    grade: FAILED,
    codes: ['data.partly-refused'],
  },
  {
    name: '400',
    answer: errors(400, 'Payload is not in the expected format'),
    grade: FAILED,
    codes: ['data.payload-refused'],
  },
  {
    name: '401',
    answer: errors(401, 'API key is missing'),
    grade: FAILED,
    codes: ['data.key-absent', 'data.key-refused'],
  },
  {
    name: '403 in the old shape',
    answer: {
      status: 403,
      body: { status: 'error', code: 403, errors: ['Forbidden'], statuspage: 'x' },
    },
    grade: FAILED,
    codes: ['data.key-refused'],
  },
  {
    name: '403, a page',
    answer: { status: 403, headers: html, body: '<html>Blocked' },
    grade: 'inconclusive',
    codes: ['data.not-datadog'],
  },
  {
    name: '413',
    answer: errors(413, 'Payload too large'),
    grade: FAILED,
    codes: ['data.too-large'],
  },
  {
    name: '415',
    answer: errors(415, 'Unsupported media type'),
    grade: FAILED,
    codes: ['data.payload-refused', 'data.refused'],
  },
  {
    name: '429',
    answer: errors(429, 'Too many requests'),
    grade: 'inconclusive',
    codes: ['data.rate-limited'],
  },
  {
    name: '408',
    answer: errors(408, 'Request timeout'),
    grade: 'inconclusive',
    codes: ['data.unavailable'],
  },
  {
    name: '503',
    answer: { status: 503, body: 'busy' },
    grade: 'inconclusive',
    codes: ['data.unavailable'],
  },
  { name: 'a reset', answer: 'reset', grade: 'inconclusive', codes: ['data.unavailable'] },
  {
    name: '302',
    answer: { status: 302, headers: { location: 'https://x.test/' } },
    grade: 'inconclusive',
    codes: ['data.not-datadog', 'data.unavailable'],
  },
];

/** What `GET /api/v1/query` answers once metrics were sent. */
export interface ReadBackSituation {
  readonly name: string;
  readonly answers: readonly Told[];
  readonly grade: string | readonly string[];
  readonly codes: readonly string[];
}

const series = (...list: unknown[]): Told => ({
  status: 200,
  body: { status: 'ok', res_type: 'time_series', series: list, query: 'q', message: '' },
});
const NOT_YET = { grade: ['review', 'inconclusive'], codes: ['data.not-seen-yet'] } as const;
const OBSERVED = { grade: 'passed', codes: ['data.observed'] } as const;

export const READ_BACKS: readonly ReadBackSituation[] = [
  { name: 'late', answers: [series(), series(), 'pass'], ...OBSERVED },
  {
    name: 'after a 500 and a 429',
    answers: [errors(500, 'x'), errors(429, 'x'), 'pass'],
    ...OBSERVED,
  },
  {
    name: 'after a page and a reset',
    answers: [{ status: 502, headers: html, body: '<html>' }, 'reset', 'pass'],
    ...OBSERVED,
  },
  { name: 'never', answers: [series()], ...NOT_YET },
  {
    name: 'series that is null',
    answers: [{ status: 200, body: { status: 'ok', series: null } }],
    ...NOT_YET,
  },
  {
    name: 'a series without points',
    answers: [
      series({ metric: 'ddoauth.test', pointlist: [[1_700_000_000_000, null]], tag_set: [] }),
    ],
    ...NOT_YET,
  },
  {
    name: 'a series of another run and another metric',
    answers: [
      series({
        metric: 'other.metric',
        scope: 'run:other',
        tag_set: ['run:other'],
        pointlist: [[1_700_000_000_000, 1]],
      }),
    ],
    ...NOT_YET,
  },
  {
    name: '403',
    answers: [errors(403, 'Forbidden')],
    grade: ['failed', 'review', 'warning'],
    codes: ['data.read-refused'],
  },
  {
    name: '500 always',
    answers: [errors(500, 'x')],
    grade: ['inconclusive', 'review'],
    codes: ['data.read-broken'],
  },
  {
    name: '200, status error',
    answers: [{ status: 200, body: { status: 'error', error: 'query timed out', series: [] } }],
    grade: ['inconclusive', 'review'],
    // The metric query answers so to what it cannot run; the next way is tried.
    codes: ['data.read-refused'],
  },
];
