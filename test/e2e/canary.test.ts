import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const SECRET = 'canary-client-secret/+=&7f3a';
const home = temporaryHome();
const work = join(home.path, 'work');
let simulator: SimulatorProcess;
/** Every secret value that the simulator has issued or received so far. */
const canaries = new Set<string>([SECRET]);

beforeAll(async () => {
  mkdirSync(work);
  writeConfig(work, await freePort());
  simulator = await startSimulatorProcess([], { cwd: work, env: env() });
});
afterAll(async () => {
  await simulator.stop();
  home.remove();
});

function env(): Record<string, string> {
  return cliEnvironment(home.path, { DDOAUTH_CLIENT_SECRET: SECRET });
}

/** Reads what the store holds now: the tokens and key that must be nowhere else. */
function learnCanaries(): void {
  for (const content of filesBelow(
    join(home.path, 'data'),
    (path) => !isState(path) && !isFailedReport(path),
  )) {
    const text = content.replaceAll('\\"', '"');
    for (const [, value = ''] of text.matchAll(
      /"(?:accessToken|refreshToken|value)":\s*"([^"\\]{12,})"/g,
    )) {
      canaries.add(value);
    }
  }
}

/** What the checklist keeps is in the data folder and holds no secrets. */
const isState = (path: string): boolean => basename(path).startsWith('checklist.');
/** Nor does a report with failures, which diagnose explains later. */
const isFailedReport = (path: string): boolean => path.includes('failed-reports');

/** Contents of the files of a folder and below. */
function filesBelow(folder: string, wanted: (path: string) => boolean = () => true): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, wanted);
    return wanted(path) ? [readFileSync(path, 'utf8')] : [];
  });
}

function expectNoCanary(where: string, text: string): void {
  for (const canary of canaries) {
    for (const spelling of [
      canary,
      encodeURIComponent(canary),
      JSON.stringify(canary).slice(1, -1),
    ]) {
      expect(text.includes(spelling), `${where} holds a secret`).toBe(false);
    }
  }
}

const COMMANDS: readonly (readonly string[])[] = [
  ['authorize', '--consent', 'authorize'],
  ['authorize', '--consent', 'deny'],
  ['authorize', '--consent', 'ap2', '--site', 'eu1'],
  ['authorize', '--bisect-scopes', '--scope', 'monitors_read,no_such_scope'],
  ['authorize', '--bisect-scopes', 'guided', '--consent', 'authorize'],
  ['grants', 'list'],
  ['grants', 'refresh'],
  ['grants', 'token'],
  ['create-key', '--yes'],
  ['create-key', '--yes', '--new'],
  ['keys', 'list'],
  ['keys', 'validate'],
  ['check-scopes'],
  ['check-scopes', '--scope', 'all'],
  ['check-regions'],
  ['check-regions', '--cross-site', '--yes', '--live-sites', '--intake', 'all'],
  ['checklist', '--consent', 'authorize', '--yes', '--site', 'us1,eu1'],
  ['diagnose', `client_secret=${SECRET}&code_verifier=abc invalid_grant`],
  ['sites'],
  ['grants', 'forget'],
  ['grants', 'revoke', '--site', 'eu1'],
];

describe('no secret leaves the store', () => {
  it.each(COMMANDS.map((args) => ({ args, name: args.slice(0, 2).join(' ') })))(
    '$name -v --json --har --html',
    async ({ args }) => {
      const har = join(work, 'traffic.har');
      const page = join(work, 'report.html');
      const cli = startCli(
        [...args, '-v', '--json', '--har', har, '--html', page, '--simulator', simulator.origin],
        { cwd: work, env: env(), input: '' },
      );
      const argv = args.join(' ').includes(SECRET) ? '' : processArguments(cli.child.pid);
      const end = await cli.ended;
      learnCanaries();
      expect(end.code).not.toBeNull();
      if (end.stdout !== '') parseReport(end.stdout);
      expectNoCanary('standard output', end.stdout);
      expectNoCanary('standard error', end.stderr);
      expectNoCanary('argv', argv);
      filesBelow(work).forEach((text) => {
        expectNoCanary('a file outside the store', text);
      });
    },
  );

  it('the watch has seen tokens, keys and the secret', () => {
    expect(canaries.size).toBeGreaterThan(6);
  });

  it('the state of the checklist holds none', () => {
    const states = filesBelow(join(home.path, 'data'), isState);
    expect(states).toHaveLength(1);
    for (const text of states) expectNoCanary('the state of the checklist', text);
  });

  it('kept reports with failures hold none', () => {
    const reports = filesBelow(join(home.path, 'data'), isFailedReport);
    expect(reports.length).toBeGreaterThan(0);
    for (const text of reports) expectNoCanary('a kept report', text);
  });

  it('without --json neither', async () => {
    writeFileSync(join(work, 'error.log'), `Authorization: Bearer ${[...canaries].at(-1) ?? ''}`);
    for (const args of [
      ['checklist', '--consent', 'authorize', '--yes'],
      ['diagnose', 'error.log'],
    ]) {
      const end = await startCli([...args, '-v', '--simulator', simulator.origin], {
        cwd: work,
        env: env(),
        input: '',
      }).ended;
      learnCanaries();
      expectNoCanary('standard output', end.stdout);
      expectNoCanary('standard error', end.stderr);
    }
  });
});

/** Command line and title of a process, where the system shows them. */
function processArguments(pid: number | undefined): string {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
