import { describe, expect, test } from 'vitest';
import type { ReadProbe } from '../../src/catalog/scope-row.ts';
import { judgeProbe } from '../../src/checks/scope-judge.ts';
import type { NetworkFailureKind, Sent } from '../../src/model/http.ts';

const probe: ReadProbe = {
  method: 'GET',
  path: '/api/v2/things',
  operationId: 'ListThings',
  opens: [['things_read']],
  oauthDeclared: true,
  unstable: false,
  dataAt: 'data',
};
const exchange = { method: 'GET', url: 'https://api.example.test/api/v2/things', durationMs: 1 };
const about = { scope: 'things_read', access: 'read', granted: ['things_read'] } as const;
const sent = (status: number, body: string, headers: Record<string, string> = {}): Sent => ({
  response: { status, headers, body },
  exchange,
});
const failed = (kind: NetworkFailureKind): Sent => ({
  failure: { kind, code: 'ECODE', message: 'words' },
  exchange,
});

describe('judgeProbe: success', () => {
  test.each<[string, number, string, string]>([
    ['data', 200, '{"data":[{"id":"1"}]}', 'observed'],
    ['empty list', 200, '{"data":[]}', 'authorized'],
    ['other shape with data', 200, '{"things":[{"id":1}]}', 'observed'],
    ['top list', 200, '[{"id":1}]', 'observed'],
    ['empty top list', 200, '[]', 'authorized'],
    ['empty object', 200, '{}', 'authorized'],
    ['no content', 204, '', 'authorized'],
    ['206', 206, '{"data":[{"id":"1"}]}', 'observed'],
    ['cut off', 200, `{"data":[{"id":"${'x'.repeat(600_000)}`, 'authorized'],
    ['wrong content type', 200, '{"data":[{"id":"1"}]}', 'observed'],
  ])('%s', (_, status, body, proof) => {
    const outcome = judgeProbe(probe, sent(status, body, { 'content-type': 'text/plain' }), about);
    expect(outcome).toEqual({ kind: 'granted', proof, sharedWith: [] });
  });

  test.each(['write', 'admin'] as const)(
    'a read proves a %s scope no further than the door',
    (access) => {
      const outcome = judgeProbe(probe, sent(200, '{"data":[{"id":1}]}'), { ...about, access });
      expect(outcome).toMatchObject({ kind: 'granted', proof: 'authorized', sharedWith: [] });
    },
  );

  test.each<[string, string[][], string[] | null, string[]]>([
    [
      'another granted scope',
      [['things_read'], ['things_admin']],
      ['things_read', 'things_admin'],
      ['things_admin'],
    ],
    [
      'another scope that was not granted',
      [['things_read'], ['things_admin']],
      ['things_read'],
      [],
    ],
    ['a pair, one of it granted', [['things_read'], ['a', 'b']], ['things_read', 'a'], []],
    ['a pair, both granted', [['things_read'], ['b', 'a']], ['things_read', 'a', 'b'], ['a', 'b']],
    ['a set with this scope in it', [['things_read', 'a']], ['things_read', 'a'], []],
    ['another scope, grant unknown', [['things_read'], ['things_admin']], null, ['things_admin']],
    ['any token', [['things_read'], []], ['things_read'], ['any']],
    ['any token alone', [[]], ['things_read'], ['any']],
  ])('shared with %s', (_, opens, granted, sharedWith) => {
    const outcome = judgeProbe({ ...probe, opens }, sent(200, '{"data":[{"id":1}]}'), {
      ...about,
      granted,
    });
    expect(outcome).toEqual({
      kind: 'granted',
      proof: sharedWith.length > 0 ? 'authenticated' : 'observed',
      sharedWith,
    });
  });
});

describe('judgeProbe: no proof either way', () => {
  test.each<[string, Sent, string]>([
    ['429', sent(429, '{"errors":["Too many"]}'), 'scope.rate-limited'],
    ['429 as a page', sent(429, '<html>slow down</html>'), 'scope.rate-limited'],
    ['500', sent(500, '{"errors":["oops"]}'), 'scope.server-error'],
    ['502 page', sent(502, '<html>Bad gateway</html>'), 'scope.server-error'],
    ['503', sent(503, ''), 'scope.server-error'],
    ['504', sent(504, ''), 'scope.timeout'],
    ['408', sent(408, ''), 'scope.timeout'],
    ['login page with 200', sent(200, '<!doctype html><title>Login</title>'), 'scope.gateway-page'],
    ['block page with 403', sent(403, '<html>Blocked by policy</html>'), 'scope.gateway-page'],
    ['page with 404', sent(404, '<html>nginx</html>'), 'scope.gateway-page'],
    ['proxy wants a login', sent(407, ''), 'scope.gateway-page'],
    ['text with 200', sent(200, 'OK'), 'scope.answer-unreadable'],
    ['half a body', sent(200, '{"data":[{"id"'), 'scope.answer-unreadable'],
    ['nothing with 200', sent(200, ''), 'scope.answer-unreadable'],
    ['errors with 200', sent(200, '{"errors":["backend down"]}'), 'scope.answer-errors'],
    ['error with 200', sent(200, '{"status":"error","error":"bad query"}'), 'scope.answer-errors'],
    ['400', sent(400, '{"errors":["Invalid page"]}'), 'scope.probe-refused'],
    [
      '422',
      sent(422, '{"errors":[{"title":"Generic Error","detail":"product_code is required"}]}'),
      'scope.probe-refused',
    ],
    ['302', sent(302, '', { location: '/account/login' }), 'scope.answer-unexpected'],
    ['405', sent(405, '{"errors":["Method not allowed"]}'), 'scope.answer-unexpected'],
    ['418', sent(418, ''), 'scope.answer-unexpected'],
  ])('%s', (_, given, code) => {
    expect(judgeProbe(probe, given, about)).toMatchObject({
      kind: 'undecided',
      code,
      noAnswer: false,
    });
  });

  test.each<[NetworkFailureKind, string]>([
    ['timeout', 'scope.timeout'],
    ['dns', 'scope.unreachable'],
    ['connect', 'scope.unreachable'],
    ['tls', 'scope.unreachable'],
    ['tls-name', 'scope.unreachable'],
    ['reset', 'scope.unreachable'],
    ['aborted', 'scope.unreachable'],
    ['other', 'scope.unreachable'],
  ])('network trouble: %s', (kind, code) => {
    expect(judgeProbe(probe, failed(kind), about)).toEqual({
      kind: 'undecided',
      code,
      args: { reason: 'ECODE; words' },
      noAnswer: true,
    });
  });

  test('says how long a rate limit lasts, a duration in seconds', () => {
    const headers = { 'x-ratelimit-reset': '17.2', 'x-ratelimit-name': 'spans_search' };
    expect(judgeProbe(probe, sent(429, '', headers), about)).toMatchObject({
      args: { status: 429, waitSeconds: 18, limit: 'spans_search' },
    });
    const odd = judgeProbe(probe, sent(429, '', { 'retry-after': 'Wed, 21 Oct 2026' }), about);
    expect(odd).toMatchObject({ args: { status: 429 } });
  });
});

describe('judgeProbe: refusals', () => {
  test.each<[string, Sent, object]>([
    [
      '401',
      sent(401, '{"errors":["Unauthorized"]}'),
      { kind: 'denied', status: 401, texts: ['Unauthorized'] },
    ],
    [
      '403 object',
      sent(403, '{"errors":[{"title":"Forbidden"}]}'),
      { kind: 'denied', status: 403, texts: ['Forbidden'] },
    ],
    ['403 empty', sent(403, ''), { kind: 'denied', status: 403, texts: [] }],
    ['403 text', sent(403, 'no'), { kind: 'denied', status: 403, texts: ['no'] }],
    ['402', sent(402, '{}'), { kind: 'absent', code: 'scope.product-disabled', status: 402 }],
    [
      '404',
      sent(404, '{"errors":["Not found"]}'),
      { kind: 'absent', code: 'scope.route-missing', status: 404 },
    ],
    ['410', sent(410, ''), { kind: 'absent', code: 'scope.route-missing', status: 410 }],
    [
      '404 of a product',
      sent(404, '{"errors":["Not enabled for this org"]}'),
      { kind: 'absent', code: 'scope.product-disabled' },
    ],
    [
      '400 of a product',
      sent(400, '{"errors":[{"detail":"Feature flag is off"}]}'),
      { kind: 'absent', code: 'scope.product-disabled' },
    ],
  ])('%s', (_, given, outcome) => {
    expect(judgeProbe(probe, given, about)).toMatchObject(outcome);
  });
});
