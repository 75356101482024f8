import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { refreshTokenFrom } from '../support/refresh-tokens.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { storedGrant } from '../support/stored-grants.ts';

const work = temporaryHome();
const home = join(work.path, 'agent');
let simulator: SimulatorProcess;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], { cwd: work.path, env: cliEnvironment(work.path) });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

const OUT = join(work.path, 'rotated.txt');
const job = ['check-scopes', '--site', 'us1', '--json', '--refresh-token-out', OUT];

function environment(token: string): Record<string, string> {
  return cliEnvironment(home, {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    DDOAUTH_SIMULATOR: simulator.origin,
    DDOAUTH_REFRESH_TOKEN: token,
  });
}

describe('the same job again, with the token it was given at first', () => {
  // A platform that cancels a job sends one of these; each moment of a run is hit by some row.
  it.each<[NodeJS.Signals, number]>([
    ['SIGINT', 60],
    ['SIGTERM', 150],
    ['SIGINT', 200],
    ['SIGTERM', 250],
    ['SIGINT', 300],
    ['SIGTERM', 350],
    ['SIGINT', 400],
    ['SIGTERM', 500],
  ])('after %s at %i ms', async (signal, ms) => {
    const token = await refreshTokenFrom(simulator, work.path, 'us1');
    const env = environment(token);
    // Answers take a while, so that a run is in the middle of something.
    await simulator.control('faults', [{ host: 'api.datadoghq.com', kind: 'latency', ms: 100 }]);
    const first = startCli(job, { cwd: work.path, env, input: '' });
    await new Promise((resolve) => setTimeout(resolve, ms));
    first.child.kill(signal);
    await first.ended;
    await simulator.control('faults', []);
    const again = await runCli(job, { cwd: work.path, env });
    expect(again.code, again.stdout + again.stderr).toBe(0);
    expect(parseReport(again.stdout)).toMatchObject({ outcome: 'passed' });
    const { refreshToken } = storedGrant(home, 'us1');
    expect(readFileSync(OUT, 'utf8').trim()).toBe(refreshToken);
  });

  it('three times in a row, and twice at once', async () => {
    const env = environment(await refreshTokenFrom(simulator, work.path, 'us1'));
    for (const turn of [1, 2, 3]) {
      expect((await runCli(job, { cwd: work.path, env })).code, `turn ${String(turn)}`).toBe(0);
    }
    const both = await Promise.all([1, 2].map(() => runCli(job, { cwd: work.path, env })));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
  });
});
