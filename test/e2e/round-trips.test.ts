import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../src/catalog/scopes.ts';
import { PROOFS } from '../../src/model/report.ts';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { journalFiles, objectsLeft } from '../support/left-objects.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const home = temporaryHome();
const data = join(home.path, 'data');
const ALL = SCOPES.map(({ scope }) => scope);
const WRITES = ['check-scopes', '--scope', 'all', '--allow-writes'];
let port: number;
let simulator: SimulatorProcess;
const options = () => ({ cwd: home.path, env: cliEnvironment(home.path) });
const cli = (...args: string[]) => runCli([...args, '--simulator', simulator.origin], options());
const left = () => objectsLeft(simulator.origin);

beforeAll(async () => {
  port = await freePort();
  writeConfig(home.path, port, { scopes: ALL });
  simulator = await startSimulatorProcess([], options());
  expect((await cli('authorize', '--consent', 'authorize')).code).toBe(0);
});
afterEach(async () => {
  await simulator.control('faults', []);
  await cli('check-scopes', '--clean-up', '--yes');
});
afterAll(async () => {
  await simulator.stop();
  home.remove();
});

const interrupted: { ms: number; created: number; left: number; entries: number }[] = [];
afterAll(() => {
  console.log(`Ctrl-C: ${JSON.stringify(interrupted)}`);
});

describe('check-scopes --allow-writes', () => {
  it('every row of the catalog has a result in a simulator of its own, none failed', async () => {
    const other = temporaryHome();
    const end = await runCli([...WRITES, '--simulate', '--json'], {
      cwd: other.path,
      env: cliEnvironment(other.path),
    });
    other.remove();
    expect([end.code, end.stderr]).toEqual([0, '']);
    const { results, summary } = parseReport(end.stdout);
    expect(summary).toMatchObject({ failed: 0, inconclusive: 0, warning: 0 });
    const byScope = new Map(results.map((result) => [result.subject.scope, result]));
    for (const row of SCOPES) {
      const { grade, proof, finding } = byScope.get(row.scope) ?? {};
      expect(grade, row.scope).toBeDefined();
      if (row.unprovable !== undefined) {
        expect([grade, finding?.code]).toEqual(['skipped', 'scope.unprovable']);
        expect(finding?.args['reason']).not.toBe('');
        expect(finding?.args['byHand']).not.toBe('');
      }
      // Passed means that what the row promises was proved; less is for a person to look at.
      const promised = row.promises === undefined ? 0 : PROOFS.indexOf(row.promises);
      const proved = proof === undefined ? -1 : PROOFS.indexOf(proof);
      if (grade === 'passed' && row.access !== 'read') {
        expect(proved, row.scope).toBeGreaterThanOrEqual(promised);
      }
    }
    const trips = results.filter(({ check }) => check === 'scope.round-trip');
    expect(trips).toHaveLength(36);
    expect(trips.filter(({ grade, proof }) => grade !== 'passed' || proof !== 'observed')).toEqual(
      [],
    );
  });

  it('leaves nothing in a running simulator, neither there nor in the journal', async () => {
    const end = await cli(...WRITES, '--json');
    expect(end.code).toBe(0);
    expect(await left()).toEqual([]);
    expect(journalFiles(data)).toEqual([]);
    const created = (await simulator.state()).requests.filter(({ method }) => method === 'DELETE');
    expect(created.length).toBeGreaterThan(36);
  });

  it('writes nothing without the flag, and says what it would take', async () => {
    const before = (await simulator.state()).requests.length;
    const report = parseReport((await cli('check-scopes', '--scope', 'all', '--json')).stdout);
    const requests = (await simulator.state()).requests.slice(before);
    expect(await left()).toEqual([]);
    expect(requests.every(({ status }) => status !== 201)).toBe(true);
    expect(codesOf(report)).toContain('scope.needs-writes');
    const unasked = report.results.find(({ finding }) => finding.code === 'scope.needs-writes');
    expect(unasked?.nextCommand).toContain('--allow-writes');
  });

  it('does not begin without a journal: exit 2, nothing written', async () => {
    const folder = join(data, 'journal');
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'in the way');
    const before = (await simulator.state()).requests.length;
    const end = await cli(...WRITES);
    rmSync(folder);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('journal');
    const after = (await simulator.state()).requests.slice(before);
    expect(after.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
  });

  it.each([250, 400, 550, 700, 900])('Ctrl-C after %i ms: 130 within a second', async (ms) => {
    await simulator.control('faults', [{ path: '/api/*', kind: 'latency', ms: 60 }]);
    const before = (await simulator.state()).requests.length;
    const run = startCli([...WRITES, '--simulator', simulator.origin], options());
    await pause(ms);
    expect(run.child.exitCode).toBeNull();
    const began = performance.now();
    run.child.kill('SIGINT');
    const end = await run.ended;
    expect(end.code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
    const created = (await simulator.state()).requests
      .slice(before)
      .filter(
        ({ method, path, status }) => method === 'POST' && path.startsWith('/api/') && status < 300,
      ).length;
    interrupted.push({
      ms,
      created,
      left: (await left()).length,
      entries: journalFiles(data).length,
    });
    // What was not deleted in that second is in the journal, whose names the next run knows.
    const names = (await left()).map(({ name }) => name);
    const entries = journalFiles(data).length;
    expect(entries).toBeGreaterThanOrEqual(names.length);
    if (entries > 0) expect(end.stderr).toContain('--clean-up');
  });
});

describe('check-scopes --clean-up', () => {
  /** Lets deletes fail, so that a run leaves something. */
  async function leaveSomething(): Promise<void> {
    await simulator.control('faults', [{ method: 'DELETE', kind: 'status', status: 403 }]);
    const end = await cli(
      ...['check-scopes', '--scope', 'monitors_write,slos_corrections'],
      ...['--allow-writes', '--json'],
    );
    const report = parseReport(end.stdout);
    expect(codesOf(report)).toContain('scope.left-behind');
    expect(report.results.filter(({ grade }) => grade === 'warning')).toHaveLength(2);
    await simulator.control('faults', []);
    expect(await left()).toHaveLength(3);
  }

  it('later runs say what is left; --clean-up deletes it, children first, and proves it', async () => {
    await leaveSomething();
    const [one] = await left();
    const later = parseReport((await cli('check-scopes', '--json')).stdout);
    const said = later.results.find(({ finding }) => finding.code === 'clean-up.left');
    expect([said?.grade, said?.subject.site]).toEqual(['warning', 'us1']);
    expect(JSON.stringify(said?.finding.args)).toContain(one?.name);

    const cleaned = await cli('check-scopes', '--clean-up', '--yes', '--json');
    expect(cleaned.code).toBe(0);
    const codes = codesOf(parseReport(cleaned.stdout));
    expect(codes.filter((code) => code === 'clean-up.done')).toHaveLength(3);
    expect(await left()).toEqual([]);
    expect(journalFiles(data)).toEqual([]);
    const again = parseReport((await cli('check-scopes', '--clean-up', '--yes', '--json')).stdout);
    expect(codesOf(again)).toEqual(['clean-up.nothing']);
  });

  it('refuses without --yes where nobody can be asked, and deletes nothing', async () => {
    await leaveSomething();
    const end = await cli('check-scopes', '--clean-up');
    expect(end.code).toBe(2);
    expect(end.stderr).toContain('--yes');
    expect(await left()).toHaveLength(3);
  });

  it('deletes on the named site only, and says what it cannot delete for want of a grant', async () => {
    await leaveSomething();
    const elsewhere = await cli('check-scopes', '--clean-up', '--yes', '--json', '--site', 'eu1');
    expect(codesOf(parseReport(elsewhere.stdout))).toEqual(['clean-up.nothing']);
    expect(await left()).toHaveLength(3);
    await cli('grants', 'forget');
    const end = await cli('check-scopes', '--clean-up', '--yes', '--json');
    const codes = codesOf(parseReport(end.stdout));
    expect(codes.filter((code) => code === 'clean-up.blocked')).toHaveLength(3);
    expect(end.code).toBe(3);
    expect((await cli('authorize', '--consent', 'authorize')).code).toBe(0);
    expect((await cli('check-scopes', '--clean-up', '--yes')).code).toBe(0);
    expect(await left()).toEqual([]);
  });

  it('a delete that fails again stays known', async () => {
    await leaveSomething();
    await simulator.control('faults', [{ method: 'DELETE', kind: 'status', status: 403 }]);
    const end = await cli('check-scopes', '--clean-up', '--yes', '--json');
    const codes = codesOf(parseReport(end.stdout));
    expect(codes.filter((code) => code === 'clean-up.refused')).toHaveLength(3);
    expect(journalFiles(data)).toHaveLength(3);
  });

  it.each([
    ['--clean-up', '--allow-writes'],
    ['--clean-up', '--scope', 'all'],
    ['--clean-up', '--probe-ungranted'],
    ['--yes'],
  ])('exit 2 for %s %s', async (...flags) => {
    const end = await cli('check-scopes', ...flags);
    expect(end.code).toBe(2);
    expect(end.stderr).toContain(flags[0]);
  });
});

describe('check-scopes --probe-ungranted', () => {
  it('expects refusals, and names granted scopes that the profile does not', async () => {
    const folder = join(home.path, 'narrow');
    mkdirSync(folder);
    writeConfig(folder, port, { scopes: ['monitors_read', 'metrics_read', 'events_read'] });
    const narrow = { cwd: folder, env: cliEnvironment(folder) };
    const own = await startSimulatorProcess([], narrow);
    const run = (...args: string[]) => runCli([...args, '--simulator', own.origin], narrow);
    expect((await run('authorize', '--consent', 'authorize')).code).toBe(0);
    writeConfig(folder, port, { scopes: ['monitors_read', 'metrics_read'] });
    const end = await run('check-scopes', '--probe-ungranted', '--json');
    await own.stop();
    expect(end.code).toBe(0);
    const { results } = parseReport(end.stdout);
    const refused = results.filter(({ check }) => check === 'scope.ungranted');
    expect(refused.length).toBeGreaterThan(60);
    for (const { grade, finding, id } of refused) {
      expect([id, grade, finding.code]).toEqual([id, 'passed', 'scope.refused-as-expected']);
    }
    const unused = results.filter(({ finding }) => finding.code === 'scope.unused');
    expect(unused.map(({ grade, subject }) => [grade, subject.scope])).toEqual([
      ['review', 'events_read'],
    ]);
  });

  it('a route that lets in without the scope is a warning that names it', async () => {
    const folder = join(home.path, 'open');
    mkdirSync(folder);
    writeConfig(folder, port, { scopes: ['metrics_read'] });
    const open = { cwd: folder, env: cliEnvironment(folder) };
    const own = await startSimulatorProcess([], open);
    const run = (...args: string[]) => runCli([...args, '--simulator', own.origin], open);
    expect((await run('authorize', '--consent', 'authorize')).code).toBe(0);
    const body = { data: [{ id: 'x' }] };
    await own.control('faults', [{ path: '/api/v2/team', kind: 'status', status: 200, body }]);
    const end = await run('check-scopes', '--probe-ungranted', '--json');
    await own.stop();
    const { results } = parseReport(end.stdout);
    const warned = results.filter(({ finding }) => finding.code === 'scope.open-without-grant');
    expect(warned.map(({ grade, subject }) => [grade, subject.scope])).toEqual([
      ['warning', 'teams_read'],
    ]);
    expect(warned[0]?.finding.args['route']).toBe('GET /api/v2/team');
  });
});
