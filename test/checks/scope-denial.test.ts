import { describe, expect, test } from 'vitest';
import { explainDenial, type Denial, type DenialCase } from '../../src/checks/scope-denial.ts';

const denial = (
  status: 401 | 403,
  texts: string | readonly string[],
  oauthDeclared = true,
): Denial => ({
  route: 'GET /api/v2/things',
  status,
  texts: typeof texts === 'string' ? [texts] : texts,
  oauthDeclared,
});

const explain = (given: Partial<DenialCase>) =>
  explainDenial({
    scope: 'things_read',
    site: 'eu1',
    granted: ['things_read'],
    denials: [denial(403, 'Forbidden')],
    alive: true,
    undecided: false,
    ...given,
  });

const FAILED_CHECKS = ['Forbidden', 'Failed permission authorization checks'];

describe('explainDenial', () => {
  test.each<[string, Partial<DenialCase>, string, string]>([
    [
      'dead token',
      { alive: false, denials: [denial(401, 'Unauthorized')] },
      'scope.token-dead',
      'failed',
    ],
    [
      'dead token, whatever the words',
      { alive: false, denials: [denial(403, 'permission')] },
      'scope.token-dead',
      'failed',
    ],
    [
      'words of a dead token',
      { alive: 'unknown', denials: [denial(401, 'Token has expired')] },
      'scope.token-dead',
      'failed',
    ],
    [
      'the same words from one route only',
      { denials: [denial(401, 'Invalid token')] },
      'scope.route-no-oauth',
      'review',
    ],
    [
      'keys wanted',
      { denials: [denial(403, 'API key required')] },
      'scope.route-no-oauth',
      'review',
    ],
    [
      '401 of a route that declares no OAuth',
      { denials: [denial(401, 'Unauthorized', false)] },
      'scope.route-no-oauth',
      'review',
    ],
    [
      'permission, scope listed',
      { denials: [denial(403, FAILED_CHECKS)] },
      'scope.permission-missing',
      'failed',
    ],
    [
      'permission, scopes unknown',
      { granted: null, denials: [denial(403, FAILED_CHECKS)] },
      'scope.denied-unclear',
      'failed',
    ],
    [
      'other permission, scopes unknown',
      { granted: null, denials: [denial(403, "Missing required permission: 'admin_things'")] },
      'scope.permission-missing',
      'failed',
    ],
    [
      'own permission, scopes unknown',
      { granted: null, denials: [denial(403, "Missing required permission: 'things_read'")] },
      'scope.denied-unclear',
      'failed',
    ],
    [
      'scope named',
      { denials: [denial(403, 'insufficient_scope')] },
      'scope.scope-refused',
      'failed',
    ],
    [
      'product',
      { denials: [denial(403, 'Things are not enabled for your org')] },
      'scope.product-disabled',
      'warning',
    ],
    [
      'product by 401',
      { denials: [denial(401, 'Not available on your plan')] },
      'scope.product-disabled',
      'warning',
    ],
    ['bare 403', {}, 'scope.denied-unclear', 'failed'],
    [
      'bare 403, route declares no OAuth',
      { denials: [denial(403, 'Forbidden', false)] },
      'scope.denied-unclear',
      'inconclusive',
    ],
    [
      'bare 403, another probe undecided',
      { undecided: true },
      'scope.denied-unclear',
      'inconclusive',
    ],
    [
      'bare 401 of an OAuth route',
      { denials: [denial(401, 'Unauthorized')] },
      'scope.denied-unclear',
      'inconclusive',
    ],
    [
      'bare 401, liveness unknown',
      { alive: 'unknown', denials: [denial(401, 'Unauthorized', false)] },
      'scope.denied-unclear',
      'inconclusive',
    ],
    ['no words at all', { denials: [denial(403, [])] }, 'scope.denied-unclear', 'failed'],
    [
      'a keys-only route beside a plain refusal',
      { denials: [denial(403, 'API key required'), denial(403, FAILED_CHECKS)] },
      'scope.permission-missing',
      'failed',
    ],
    [
      'permission and product at once',
      { denials: [denial(403, 'No permission, or not enabled for your org')] },
      'scope.denied-unclear',
      'failed',
    ],
  ])('%s', (_, given, code, grade) => {
    const explained = explain(given);
    expect([explained.finding.code, explained.grade]).toEqual([code, grade]);
  });

  test.each<[string, Partial<DenialCase>, string[]]>([
    ['bare 403', {}, ['permission', 'product']],
    [
      'bare 403, undeclared',
      { denials: [denial(403, 'Forbidden', false)] },
      ['permission', 'product', 'route'],
    ],
    ['bare 403, scopes unknown', { granted: null }, ['scope', 'permission', 'product']],
    ['bare 401', { denials: [denial(401, 'Unauthorized')] }, ['scope', 'route']],
    [
      'bare 401, liveness unknown',
      { alive: 'unknown', denials: [denial(401, 'Unauthorized')] },
      ['token', 'scope', 'route'],
    ],
    [
      'both kinds of words',
      { denials: [denial(403, 'No permission or not enabled for you')] },
      ['permission', 'product'],
    ],
    [
      'permission words, scopes unknown',
      { granted: null, denials: [denial(403, FAILED_CHECKS)] },
      ['scope', 'permission'],
    ],
    [
      'token words with 403 though alive',
      { denials: [denial(403, 'Token is invalid')] },
      ['permission', 'product'],
    ],
  ])('names the candidates of a %s', (_, given, candidates) => {
    const { code, args } = explain(given).finding;
    expect(code).toBe('scope.denied-unclear');
    expect(args['candidates']).toEqual(candidates);
  });

  test('leaves no combination without an answer or a candidate', () => {
    const words = [
      '',
      'Forbidden',
      'invalid_token',
      'missing scope',
      'permission',
      'not enabled',
      'API key required',
    ];
    for (const first of words)
      for (const second of words)
        for (const status of [401, 403] as const)
          for (const alive of [true, false, 'unknown'] as const)
            for (const granted of [null, ['things_read']])
              for (const declared of [true, false]) {
                const denials = [denial(status, [first, second], declared)];
                const { finding } = explain({ denials, alive, granted });
                if (finding.code !== 'scope.denied-unclear') continue;
                expect(finding.args['candidates']).not.toEqual([]);
              }
  });

  test('carries route, statuses, site and the words, with secrets masked', () => {
    const { finding } = explain({
      denials: [denial(401, 'Bearer abcdefghijklmnop refused'), denial(403, 'no permission')],
    });
    expect(finding.args).toMatchObject({
      scope: 'things_read',
      site: 'eu1',
      route: ['GET /api/v2/things', 'GET /api/v2/things'],
      status: '401 and 403',
    });
    expect(finding.args['detail']).toContain('no permission');
    expect(finding.args['detail']).not.toContain('abcdefghijklmnop');
  });

  test('a refusal proves the token at most, and only when it lives', () => {
    expect(explain({}).proof).toBe('authenticated');
    expect(explain({ alive: 'unknown' }).proof).toBeUndefined();
    expect(explain({ alive: false }).proof).toBeUndefined();
  });
});
