import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ciMachine, type CiMachine } from '../support/ci-machine.ts';
import { cliEnvironment, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { runGithubJob, type JobEnd } from '../support/github-job.ts';
import { freePort } from '../support/ports.ts';
import { refreshTokenFrom } from '../support/refresh-tokens.ts';
import { parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const work = temporaryHome();
let simulator: SimulatorProcess;
let machine: CiMachine;

beforeAll(async () => {
  writeConfig(work.path, await freePort());
  simulator = await startSimulatorProcess([], { cwd: work.path, env: cliEnvironment(work.path) });
});
afterAll(async () => {
  await simulator.stop();
  work.remove();
});
beforeEach(() => {
  const config = readFileSync(join(work.path, 'ddoauth.config.json'), 'utf8');
  machine = ciMachine(
    { 'ddoauth.config.json': config },
    { DDOAUTH_SIMULATOR: simulator.origin, DDOAUTH_STORE: 'file' },
  );
});
afterEach(() => {
  machine.remove();
});

/** Runs the action with inputs, and a step after it that prints what came of it. */
async function action(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<JobEnd & { readonly code: number | null | undefined; readonly said: string }> {
  const names = ['exit-code', 'outcome', 'report', 'html', 'junit', 'markdown', 'refresh-tokens'];
  const outputs = names.map((name) => [
    name.replace('-', '_').toUpperCase(),
    `\${{ steps.it.outputs.${name} }}`,
  ]);
  const end = await runGithubJob(
    machine,
    {
      steps: [
        { id: 'it', uses: './node_modules/ddoauth', with: inputs, env },
        {
          if: 'always()',
          env: Object.fromEntries(outputs) as Record<string, string>,
          run: 'echo "said $EXIT_CODE|$OUTCOME|$REPORT|$HTML|$JUNIT|$MARKDOWN|$REFRESH_TOKENS"',
        },
      ],
    },
    {},
    work.path,
  );
  const said = /^said (.*)$/m.exec(end.log)?.[1] ?? '';
  return { ...end, code: end.codes['./node_modules/ddoauth'], said };
}

describe('action.yml', () => {
  it('failure: the exit code of the run, reports, and outputs for the next step', async () => {
    const end = await action({ sites: 'us1', reports: 'out put' });
    expect(end.code).toBe(3);
    expect(end.said).toBe(
      '3|unauthorized|out put/report.json|out put/report.html|out put/junit.xml|out put/report.md|',
    );
    for (const name of ['report.json', 'report.html', 'junit.xml', 'report.md']) {
      expect(existsSync(join(machine.workspace, 'out put', name)), name).toBe(true);
    }
    // Annotated once, although the report is also printed for people.
    expect(end.log.match(/^::error /gm)).toHaveLength(1);
    expect(end.log).toContain('Exit code 3: a new authorization is needed.');
    expect(end.summary.match(/check-scopes: unauthorized/g)).toHaveLength(1);
  });

  it('wrong usage: 2, and the reports of an earlier step are not taken for its own', async () => {
    mkdirSync(join(machine.workspace, 'ddoauth-reports'));
    writeFileSync(
      join(machine.workspace, 'ddoauth-reports', 'report.json'),
      '{"outcome":"passed"}',
    );
    const end = await action({ sites: 'us9' });
    expect(end.code).toBe(2);
    expect(end.said).toBe('2||||||');
    expect(end.log).toMatch(/^::error title=ddoauth::--site: "us9"/m);
  });

  it('no text of an input is carried out by the shell', async () => {
    const trap = join(machine.temp, 'trap');
    const evil = `$(touch ${trap}) \`touch ${trap}\`; touch ${trap} & "' * \\`;
    for (const name of ['sites', 'profile', 'config', 'client-id', 'args', 'command']) {
      const end = await action({ [name]: evil });
      expect(end.code, name).toBe(2);
      expect(existsSync(trap), name).toBe(false);
    }
  });

  it('arguments are one on each line, spaces and all', async () => {
    const end = await action({
      command: 'lint',
      args: 'no such file.json\n\nddoauth.config.json\n',
    });
    expect(end.log).toContain('no such file.json');
    const lint = await action({ command: 'lint', args: '--profile\ntest' });
    expect(lint.said).toMatch(/^1\|failed\|/);
  });

  it('a command of two words, another version, and the file of new tokens', async () => {
    const token = await refreshTokenFrom(simulator, work.path, 'us1');
    const out = join(machine.temp, 'rotated.txt');
    const inputs = {
      command: 'grants refresh',
      sites: 'us1',
      version: '0.1.0',
      'refresh-token-out': out,
    };
    const end = await action(inputs, { DDOAUTH_REFRESH_TOKEN: token });
    expect(end.code).toBe(0);
    expect(end.said.endsWith(`|${out}`)).toBe(true);
    const json = readFileSync(join(machine.workspace, 'ddoauth-reports', 'report.json'), 'utf8');
    expect(parseReport(json)).toMatchObject({ command: 'grants refresh', outcome: 'passed' });
    const kept = readFileSync(out, 'utf8').trim();
    expect(end.log.split('\n').filter((line) => line.includes(kept))).toEqual([
      `::add-mask::${kept}`,
    ]);
    // Not stored yet when the next step failed: a second run does not throw it away.
    const refused = await action({ ...inputs, sites: 'us9' });
    expect(refused.said.endsWith(`|${out}`)).toBe(true);
    expect(readFileSync(out, 'utf8').trim()).toBe(kept);
  });
});
