import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { expireStoredGrants } from '../support/stored-grants.ts';

const home = temporaryHome();
const env = cliEnvironment(home.path, { CI: 'true' });
const SITES = ['--site', 'us1,eu1'];
let simulator: SimulatorProcess;

beforeAll(async () => {
  writeConfig(home.path, await freePort());
  simulator = await startSimulatorProcess([], { cwd: home.path, env });
  const args = ['authorize', '--consent', 'authorize', ...SITES, '--simulator', simulator.origin];
  expect((await runCli(args, { cwd: home.path, env })).code).toBe(0);
});
afterAll(async () => {
  await simulator.stop();
  home.remove();
});

// US1 comes first and never answers; a request is given up after 15 s, a process here after 10 s.
describe('a site that does not answer holds up no other', () => {
  it.each([
    ['its API', '/api/*', false],
    ['its token endpoint, when the grants have to be refreshed', '/oauth2/v1/token', true],
  ])('%s', async (_, path, refresh) => {
    if (refresh) expireStoredGrants(home.path);
    await simulator.control('faults', [{ host: 'api.datadoghq.com', path, kind: 'black-hole' }]);
    const args = ['check-scopes', '--verbose', ...SITES, '--simulator', simulator.origin];
    const cli = startCli(args, { cwd: home.path, env, timeoutMs: 10_000 });
    const probes = ['/api/v1/monitor', '/api/v2/events', '/api/v1/query'];
    await Promise.all(
      probes.map((probe) => cli.waitFor(new RegExp(`GET https://api\\.datadoghq\\.eu${probe}\\b`))),
    );
    expect(cli.child.exitCode).toBeNull();
    cli.child.kill('SIGINT');
    expect(await cli.ended).toMatchObject({
      code: 130,
      stderr: expect.not.stringContaining('api.datadoghq.com/') as string,
    });
  });
});
