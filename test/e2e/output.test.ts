import { spawn } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { cliEnvironment, PROGRAM, runCli, startCli, temporaryHome } from '../support/cli.ts';

const home = temporaryHome();
const env = cliEnvironment(home.path);
afterAll(() => home.remove());

/** Two megabytes of JSON: much more than a pipe holds. */
const MUCH = ['check-scopes', '--simulate', '--scope', 'all', '--site', 'all', '--json'];

/** Runs a command line of sh; the program is `$PROGRAM`. */
function shell(line: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn('sh', ['-c', line], {
    env: { ...env, PROGRAM: `${process.execPath} ${PROGRAM}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const resultsOf = (json: string): number =>
  (JSON.parse(json) as { results: unknown[] }).results.length;

describe('standard output', () => {
  it('is whole when the reader begins late', async () => {
    const { stdout, stderr } = await shell(`$PROGRAM ${MUCH.join(' ')} | { sleep 2; cat; }`);
    expect(stderr).toBe('');
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(resultsOf(stdout)).toBe(9 * 147 + 9);
  });

  it('is whole when another process made the same pipe one that does not block', async () => {
    const other = `${process.execPath} -e "process.stdout.write(''); setTimeout(() => {}, 4000)"`;
    const both = `{ ${other} & sleep 0.5; $PROGRAM ${MUCH.join(' ')}; wait; }`;
    const { stdout, stderr } = await shell(`${both} | { sleep 3; cat; }`);
    expect(stderr).toBe('');
    expect(resultsOf(stdout)).toBe(9 * 147 + 9);
  });

  it('may be closed early: no error, and the exit code stays', async () => {
    const late = `{ $PROGRAM ${MUCH.join(' ')}; echo "code $?" >&2; } | head -c 1`;
    expect(await shell(late)).toEqual({ code: 0, stdout: '{', stderr: 'code 0\n' });
    const help = '{ sleep 0.5; $PROGRAM --help; echo "code $?" >&2; } | true';
    expect(await shell(help)).toEqual({ code: 0, stdout: '', stderr: 'code 0\n' });
  });

  it('that nobody reads does not keep Ctrl-C from ending the process', async () => {
    const cli = startCli(MUCH, { env });
    cli.child.stdout?.pause();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(cli.child.exitCode).toBeNull();
    const began = performance.now();
    const exited = new Promise((resolve) => cli.child.once('exit', resolve));
    cli.child.kill('SIGINT');
    await exited;
    expect(performance.now() - began).toBeLessThan(1_000);
    cli.child.stdout?.destroy();
  });
});

describe('what is loaded', () => {
  it.each([[['--version']], [['--help']], [['check-scopes', '--help']]])(
    '%j needs no network and no child process',
    async (args) => {
      const script = [
        "process.on('exit', () => console.error(JSON.stringify(process.moduleLoadList)));",
        `process.argv.splice(1, 1, ${JSON.stringify(PROGRAM)});`,
        `require(${JSON.stringify(PROGRAM)});`,
      ].join('\n');
      const child = spawn(process.execPath, ['-e', script, '--', 'x', ...args], { env });
      let stderr = '';
      let stdout = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      await new Promise((resolve) => child.on('close', resolve));
      expect(stdout).toMatch(args.includes('--help') ? /^Usage: ddoauth/ : /^\d+\.\d+\.\d+\n$/);
      const loaded = new Set(JSON.parse(stderr) as string[]);
      for (const name of ['net', 'http', 'child_process', 'crypto']) {
        expect(loaded, name).not.toContain(`NativeModule ${name}`);
      }
    },
  );

  it('V8 knows every flag it is given', async () => {
    const end = await runCli(['check-scopes', '--simulate'], { env });
    expect(end.stderr).toBe('');
    expect(end.code).toBe(0);
  });
});
