import { expect, test } from 'vitest';
import { finding, type FindingCode } from '../../src/catalog/findings.ts';
import { compareSites } from '../../src/checks/scope-across-sites.ts';
import type { Grade, Verdict } from '../../src/model/report.ts';

function verdict(site: string, scope: string, grade: Grade, code: FindingCode): Verdict {
  return {
    id: `scope.${scope}`,
    check: 'scope.read',
    title: scope,
    subject: { site, scope },
    grade,
    ...(grade === 'passed' ? { proof: 'observed' as const } : {}),
    finding: finding(code, { scope, site, route: ['GET /api/v1/slo'], status: '404' }),
    exchanges: [],
    durationMs: 1,
  };
}
const codes = (verdicts: readonly Verdict[]): string[] =>
  verdicts.map(({ finding: found }) => found.code);
const absent = (site: string, scope = 'slos_read'): Verdict =>
  verdict(site, scope, 'warning', 'scope.route-missing');

test('a route that another site has is missing on this site', () => {
  const works = verdict('us1', 'slos_read', 'passed', 'scope.observed');
  const [first, , third] = compareSites([absent('eu1'), works, absent('ap1')]);
  for (const [one, site] of [
    [first, 'eu1'],
    [third, 'ap1'],
  ] as const) {
    expect([one?.grade, one?.finding.code]).toEqual(['warning', 'scope.not-on-site']);
    expect(one?.finding.args).toMatchObject({ site, elsewhere: ['us1'], status: '404' });
  }
});

test('what no site has, or only another scope, stays as it was', () => {
  const other = verdict('us1', 'teams_read', 'passed', 'scope.observed');
  const refused = verdict('us3', 'slos_read', 'failed', 'scope.permission-missing');
  const weak = verdict('us5', 'slos_read', 'review', 'scope.shared');
  const given = [absent('eu1'), absent('us1'), other, refused, weak];
  expect(codes(compareSites(given))).toEqual(codes(given));
});
