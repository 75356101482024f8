import { expect, test } from 'vitest';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { checkScopes } from '../../src/checks/scope-checks.ts';
import { openLab } from './lab.ts';

test('one run names a missing scope, permission, product, OAuth route and a revoked token', async () => {
  const granted = SCOPES.map(({ scope }) => scope).filter((scope) => scope !== 'notebooks_read');
  const lab = await openLab({
    granted,
    change: (seed) => ({
      ...seed,
      users: seed.users.map((user) => ({ ...user, missingPermissions: ['dashboards_read'] })),
      orgs: seed.orgs.map((org) => ({ ...org, disabledProducts: ['Incidents'] })),
      settings: { ...seed.settings, routesWithoutOAuth: ['GET /api/v1/monitor'] },
    }),
  });
  const order = [
    'dashboards_read',
    'dashboards_write',
    'incident_read',
    'monitors_read',
    'notebooks_read',
    'slos_read',
  ];
  const rows = [...order, 'teams_read'].flatMap((name) =>
    SCOPES.filter(({ scope }) => scope === name).map((row) => ({
      ...row,
      probes: name === 'monitors_read' ? row.probes.slice(0, 1) : row.probes,
    })),
  );
  expect(rows).toHaveLength(7);
  let revoked: Promise<void> | undefined;
  const send: typeof lab.ctx.send = async (request, options) => {
    if (request.url.includes('/api/v2/team')) await (revoked ??= lab.control('revoke-grants'));
    return lab.ctx.send(request, options);
  };
  const verdicts = await checkScopes(rows, { ...lab.ctx, send }, { concurrency: 1 });
  expect(verdicts.map(({ id, grade, finding }) => [id, grade, finding.code])).toEqual([
    ['scope.dashboards_read', 'failed', 'scope.permission-missing'],
    ['scope.dashboards_write', 'passed', 'scope.round-trip'],
    ['scope.incident_read', 'warning', 'scope.product-disabled'],
    ['scope.monitors_read', 'review', 'scope.route-no-oauth'],
    ['scope.notebooks_read', 'failed', 'scope.not-granted'],
    ['scope.slos_read', 'passed', 'scope.observed'],
    ['scope.teams_read', 'failed', 'scope.token-dead'],
  ]);
});
