import { describe, expect, test } from 'vitest';
import { finding } from '../../src/catalog/findings.ts';
import type { ScopeRow } from '../../src/catalog/scope-row.ts';
import { crossCheck } from '../../src/checks/scope-cross-check.ts';
import type { Verdict } from '../../src/model/report.ts';

const row = (scope: string, product: string): ScopeRow => ({
  scope,
  product,
  access: 'read',
  probes: [],
});
const verdict = (
  scope: string,
  grade: Verdict['grade'],
  code: Parameters<typeof finding>[0],
  candidates: readonly string[] = [],
  status = 403,
): Verdict => ({
  id: `scope.${scope}`,
  check: 'scope.read',
  title: scope,
  subject: { site: 'us1', scope },
  grade,
  ...(grade === 'passed' ? { proof: 'authorized' as const } : {}),
  finding: finding(code, { scope, site: 'us1', candidates: [...candidates] }),
  exchanges: [{ method: 'GET', url: 'https://api.datadoghq.com/', status, durationMs: 1 }],
  durationMs: 1,
});
const unclear = (scope: string, candidates = ['permission', 'product'], status = 403): Verdict =>
  verdict(scope, 'failed', 'scope.denied-unclear', candidates, status);
const works = (scope: string): Verdict => verdict(scope, 'passed', 'scope.authorized');

describe('a refusal that leaves permission and product open', () => {
  test.each<[string, [string, string, Verdict][], string, object]>([
    [
      'another scope of the product works: the permission',
      [
        ['a_read', 'A', unclear('a_read')],
        ['a_write', 'A', works('a_write')],
      ],
      'scope.permission-missing',
      { other: 'a_write' },
    ],
    [
      'alone in its product: most likely the permission',
      [
        ['a_read', 'A', unclear('a_read')],
        ['b_read', 'B', unclear('b_read')],
      ],
      'scope.permission-missing',
      { likely: true },
    ],
    [
      'all of the product refused alike: open',
      [
        ['a_read', 'A', unclear('a_read')],
        ['a_write', 'A', unclear('a_write')],
        ['b_read', 'B', works('b_read')],
      ],
      'scope.denied-unclear',
      { candidates: ['permission', 'product'] },
    ],
    [
      'more is open than these two: as it was',
      [['a_read', 'A', unclear('a_read', ['permission', 'product', 'route'])]],
      'scope.denied-unclear',
      {},
    ],
  ])('%s', (_, given, code, args) => {
    const [first] = crossCheck(
      given.map(([scope, product]) => row(scope, product)),
      given.map(([, , one]) => one),
      given.map(([scope]) => scope),
    );
    expect(first?.grade).toBe('failed');
    expect(first?.finding.code).toBe(code);
    expect(first?.finding.args).toMatchObject(args);
  });

  test('a scope that the catalog does not know has no product to compare', () => {
    const [only] = crossCheck([{ scope: 'x_read' }], [unclear('x_read')], ['x_read']);
    expect(only?.finding.code).toBe('scope.denied-unclear');
  });
});

test('a bare 401 of a token that opens other routes: the route takes no OAuth', () => {
  const given = [unclear('a_read', ['scope', 'route'], 401), works('b_read')];
  const rows = [row('a_read', 'A'), row('b_read', 'B')];
  const [first] = crossCheck(rows, given, ['a_read', 'b_read']);
  expect([first?.grade, first?.finding.code]).toEqual(['review', 'scope.route-no-oauth']);
  const [unlisted] = crossCheck(rows, given, null);
  expect(unlisted?.finding.code).toBe('scope.denied-unclear');
});
