import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const SCOPES = [
  'dashboards_read',
  'events_read',
  'incident_read',
  'metrics_read',
  'monitors_read',
  'notebooks_read',
  'slos_read',
  'teams_read',
];

let folder: ReturnType<typeof temporaryHome>;
let simulator: SimulatorProcess | undefined;
beforeEach(() => void (folder = temporaryHome()));
afterEach(async () => {
  await simulator?.stop();
  simulator = undefined;
  folder.remove();
});

/** A simulator with these settings, and a grant of it in the store. */
async function open(change: {
  readonly granted?: readonly string[];
  readonly settings?: object;
  readonly org?: object;
  readonly user?: object;
}): Promise<SimulatorProcess> {
  const { path } = folder;
  const port = await freePort();
  writeConfig(path, port, { scopes: SCOPES });
  const seed = {
    clients: [
      {
        clientId: CLIENT_ID,
        kind: 'published',
        name: 'Client',
        redirectUris: [`http://localhost:${String(port)}/callback`],
        scopes: change.granted ?? SCOPES,
      },
    ],
    orgs: [{ id: 'org-1', name: 'Org', site: 'us1', ...change.org }],
    users: [{ id: 'user-1', name: 'Ada', handle: 'ada@x.test', orgId: 'org-1', ...change.user }],
    settings: change.settings ?? {},
  };
  writeFileSync(join(path, 'seed.json'), JSON.stringify(seed));
  const env = cliEnvironment(path);
  simulator = await startSimulatorProcess(['--seed', 'seed.json'], { cwd: path, env });
  await cli('authorize', '--consent', 'authorize', '--site', 'us1');
  return simulator;
}

async function cli(...args: string[]): Promise<{ code: number | null; report: Report }> {
  const all = [...args, '--json', '--simulator', simulator?.origin ?? ''];
  const end = await runCli(all, { cwd: folder.path, env: cliEnvironment(folder.path) });
  return { code: end.code, report: parseReport(end.stdout) };
}

const found = ({ results }: Report): string[] =>
  results
    .filter(({ subject }) => subject.scope !== undefined)
    .map(
      ({ subject, grade, finding }) => `${String(subject.scope)} ${grade} ${finding.code.slice(6)}`,
    );

it('one run names a scope, a permission, a product, a route without OAuth and a revoked grant', async () => {
  const running = await open({
    granted: SCOPES.filter((name) => name !== 'events_read'),
    org: { disabledProducts: ['Incidents'] },
    user: { missingPermissions: ['dashboards_read'] },
    settings: { routesWithoutOAuth: ['GET /api/v1/notebooks'] },
  });
  await running.control('faults', [{ path: '/api/v*/slo', kind: 'latency', ms: 1_500 }]);
  const run = cli('check-scopes', '--site', 'us1', '--concurrency', '1');
  while (!(await running.state()).requests.some(({ path }) => path === '/api/v1/notebooks')) {
    await pause(20);
  }
  await pause(200);
  await running.control('revoke-grants');
  const { code, report } = await run;
  expect(found(report)).toEqual([
    'dashboards_read failed permission-missing',
    'events_read failed not-granted',
    'incident_read warning product-disabled',
    'metrics_read passed observed',
    'monitors_read passed observed',
    'notebooks_read review route-no-oauth',
    'slos_read failed grant-revoked',
    'teams_read failed grant-revoked',
  ]);
  expect(codesOf(report)).toContain('grant.revoked');
  expect(code).toBe(1);
  for (const { grade, remedy, nextCommand } of report.results) {
    if (grade === 'failed') expect([remedy, nextCommand]).not.toContain(undefined);
  }
});

it('a token that ends on the way is refreshed, and what it missed is checked again', async () => {
  const running = await open({ settings: { accessTokenLifetimeSeconds: 2 } });
  await running.control('faults', [{ path: '/api/*', kind: 'latency', ms: 350 }]);
  const { code, report } = await cli('check-scopes', '--site', 'us1', '--concurrency', '1');
  expect(found(report)).toEqual(SCOPES.map((name) => `${name} passed observed`));
  const renewed = report.results.find(({ finding }) => finding.code === 'grant.renewed');
  expect(renewed).toMatchObject({ id: 'grant.renewed', grade: 'warning' });
  expect(renewed?.finding.args['scopes']).toContain('teams_read');
  expect(code).toBe(0);
});
