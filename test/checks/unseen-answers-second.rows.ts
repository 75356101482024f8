import type { ScopeSituation } from './unseen-answers.rows.ts';

const html = { 'content-type': 'text/html' };
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const everywhere = (answer: ReturnType<typeof json>) => ({ answers: [answer], others: answer });
const MONITOR = { id: 7, name: 'Disk is full', type: 'query alert' };

/** Written down after the rules had been widened for the first ones, to see how far that carries. */
export const SECOND: readonly ScopeSituation[] = [
  {
    name: '403, the scope in brackets',
    answers: [json(403, { errors: ['Access token lacks the required scopes: [monitors_read]'] })],
    grade: 'failed',
    codes: ['scope.scope-refused'],
  },
  {
    name: '403, a problem with a list of scopes',
    answers: [
      json(403, { title: 'insufficient_scope', status: 403, required_scopes: ['monitors_read'] }),
    ],
    grade: 'failed',
    codes: ['scope.scope-refused'],
  },
  {
    name: '401 in JSON:API, everywhere',
    ...everywhere(
      json(401, { errors: [{ status: '401', title: 'Unauthorized', detail: 'Invalid token' }] }),
    ),
    grade: 'failed',
    codes: ['scope.token-dead'],
  },
  {
    name: '401 with a challenge and nothing in the body, everywhere',
    ...everywhere(json(401, {}, { 'www-authenticate': 'Bearer' })),
    grade: 'failed',
    codes: ['scope.token-dead'],
  },
  {
    name: '403, the role in a sentence',
    answers: [
      json(403, { errors: [{ detail: 'Your role does not allow you to read monitors.' }] }),
    ],
    grade: 'failed',
    codes: ['scope.permission-missing'],
  },
  {
    name: '403, several permissions',
    answers: [
      json(403, {
        errors: ['Forbidden', 'User is missing one of: monitors_read, monitors_write permissions'],
      }),
    ],
    grade: 'failed',
    codes: ['scope.permission-missing'],
  },
  {
    name: '403, in capitals with a stop',
    answers: [json(403, { errors: ['FORBIDDEN.'] })],
    grade: 'failed',
    codes: ['scope.permission-missing'],
  },
  {
    name: '403, an address that is not allowed',
    ...everywhere(json(403, { errors: ['Your IP address is not allowed to access this org'] })),
    grade: 'inconclusive',
    codes: ['scope.denied-unclear'],
  },
  {
    name: '403, an org that is locked',
    ...everywhere(json(403, { errors: [{ detail: 'This organization is locked.' }] })),
    grade: 'inconclusive',
    codes: ['scope.denied-unclear'],
  },
  {
    name: '403, words that nobody has heard',
    answers: [json(403, { errors: ['Computer says no'] })],
    grade: ['failed', 'review'],
    codes: ['scope.denied-unclear'],
  },
  {
    name: '403, a firewall in plain text',
    answers: [
      {
        status: 403,
        headers: { 'content-type': 'text/plain' },
        body: 'Access Denied. Reference #18.2f3a1002.1764120000.1a2b3c',
      },
    ],
    grade: 'inconclusive',
    codes: ['scope.gateway-page'],
  },
  {
    name: '403, the XML of a bucket',
    answers: [
      {
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
      },
    ],
    grade: 'inconclusive',
    codes: ['scope.gateway-page'],
  },
  {
    name: '404, a product that is not there',
    answers: [json(404, { errors: ['Monitors are not enabled for this org'] })],
    grade: 'warning',
    codes: ['scope.product-disabled'],
  },
  {
    name: '403, a trial',
    answers: [json(403, { errors: ['Your trial of this product has ended'] })],
    grade: 'warning',
    codes: ['scope.product-disabled'],
  },
  {
    name: '401, keys wanted',
    answers: [json(401, { errors: ['API key and application key are required'] })],
    grade: 'review',
    codes: ['scope.route-no-oauth'],
  },
  {
    name: '429 with Retry-After and a reset that differ, then data',
    answers: [
      json(429, { errors: ['x'] }, { 'retry-after': '1', 'x-ratelimit-reset': '0' }),
      json(200, [MONITOR]),
    ],
    grade: 'passed',
    codes: ['scope.observed'],
  },
  {
    name: '503 with Retry-After of an hour',
    answers: [json(503, { errors: ['maintenance'] }, { 'retry-after': '3600' })],
    grade: 'inconclusive',
    codes: ['scope.server-error'],
  },
  {
    name: '407',
    answers: [{ status: 407, headers: html, body: '<html>Proxy Authentication Required' }],
    grade: 'inconclusive',
    codes: ['scope.gateway-page', 'scope.unreachable'],
  },
  {
    name: '200, packed',
    answers: [{ status: 200, gzip: true, body: [MONITOR] }],
    grade: 'passed',
    codes: ['scope.observed'],
    proof: 'observed',
  },
  {
    name: '200, called packed and not so',
    answers: [json(200, [MONITOR], { 'content-encoding': 'gzip' })],
    grade: 'inconclusive',
    codes: ['scope.answer-unreadable', 'scope.unreachable'],
  },
  {
    name: '200, identity',
    answers: [json(200, [MONITOR], { 'content-encoding': 'identity' })],
    grade: 'passed',
    codes: ['scope.observed'],
    proof: 'observed',
  },
  {
    name: '200, a list of empty objects',
    answers: [json(200, [{}, {}])],
    grade: 'passed',
    codes: ['scope.authorized'],
    proof: 'authorized',
  },
  {
    name: '200, numbers that are zero',
    scope: 'teams_read',
    answers: [json(200, { data: [], meta: { pagination: { total: 0 } } })],
    grade: 'passed',
    codes: ['scope.authorized'],
    proof: 'authorized',
  },
  {
    name: '203',
    answers: [json(203, [MONITOR])],
    grade: 'passed',
    codes: ['scope.observed'],
    proof: 'observed',
  },
];
