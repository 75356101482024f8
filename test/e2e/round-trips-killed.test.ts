import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { journalFiles, objectsLeft } from '../support/left-objects.ts';
import { freePort } from '../support/ports.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const KILLS = 50;
const home = temporaryHome();
const data = join(home.path, 'data');
let simulator: SimulatorProcess;
const options = () => ({ cwd: home.path, env: cliEnvironment(home.path) });
const cli = (...args: string[]) => runCli([...args, '--simulator', simulator.origin], options());

beforeAll(async () => {
  writeConfig(home.path, await freePort(), { scopes: SCOPES.map(({ scope }) => scope) });
  simulator = await startSimulatorProcess([], options());
  expect((await cli('authorize', '--consent', 'authorize')).code).toBe(0);
});
afterAll(async () => {
  await simulator.stop();
  home.remove();
});

function journalText(name: string): string {
  return readFileSync(join(data, 'journal', name), 'utf8');
}

/** Numbers from 0 to 1 that are the same in every run of the test. */
function* fractions(): Generator<number> {
  for (let state = 20_260_401; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

it(`kill -9 at ${String(KILLS)} moments: --clean-up leaves nothing of ours`, async () => {
  const began = performance.now();
  const whole = await cli('check-scopes', '--scope', 'all', '--allow-writes', '--json');
  const wholeMs = performance.now() - began;
  expect(whole.code).toBe(0);
  expect(await objectsLeft(simulator.origin)).toEqual([]);
  expect(journalFiles(data)).toEqual([]);

  const random = fractions();
  const counts = { killed: 0, ended: 0, leftObjects: 0, leftEntries: 0, withoutId: 0 };
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const run = startCli(
      ['check-scopes', '--scope', 'all', '--allow-writes', '--simulator', simulator.origin],
      options(),
    );
    await pause(wholeMs * (0.25 + 0.75 * (random.next().value as number)));
    if (run.child.exitCode === null) counts.killed += 1;
    else counts.ended += 1;
    run.child.kill('SIGKILL');
    await run.ended;
    if (kill % 10 !== 0) continue;
    counts.leftObjects += (await objectsLeft(simulator.origin)).length;
    const entries = journalFiles(data).filter((name) => name.endsWith('.json'));
    counts.leftEntries += entries.length;
    counts.withoutId += entries.filter((name) => !journalText(name).includes('"id":')).length;
    const cleaned = await cli('check-scopes', '--clean-up', '--yes', '--json');
    expect(cleaned.stderr).not.toMatch(/unexpected/);
    expect(await objectsLeft(simulator.origin), cleaned.stdout).toEqual([]);
  }
  console.log(`kill -9: ${JSON.stringify({ ...counts, wholeMs: Math.round(wholeMs) })}`);
  // A test that never hit a run at work would prove nothing.
  expect(counts.killed).toBeGreaterThan(KILLS / 2);
  expect(counts.leftObjects).toBeGreaterThan(0);
  const last = await cli('check-scopes', '--clean-up', '--yes', '--json');
  expect(last.code, last.stdout).toBe(0);
  const files = journalFiles(data);
  expect(files, files.map(journalText).join('')).toEqual([]);
}, 240_000);
