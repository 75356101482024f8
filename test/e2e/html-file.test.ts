import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';

const home = temporaryHome();
afterAll(() => home.remove());

let work: string;
let runs = 0;
const run = (...args: string[]) => runCli(args, { cwd: work, env: cliEnvironment(home.path) });
const page = (name: string): string => readFileSync(join(work, name), 'utf8');
/** What is left in the folder; a draft would show. */
const files = (): string[] => readdirSync(work).sort();

beforeEach(() => {
  work = join(home.path, `work-${String((runs += 1))}`);
  mkdirSync(work);
});

describe.concurrent('--html FILE', () => {
  it.each([
    ['authorize', '--simulate'],
    ['create-key', '--simulate'],
    ['check-scopes', '--simulate', '--site', 'us1,eu1'],
    ['check-regions', '--simulate', '--site', 'us1,eu1'],
    ['checklist', '--simulate', '--site', 'us1,eu1'],
    ['diagnose', 'invalid_request - Mismatching redirect URI.'],
    ['grants', 'list'],
    ['keys', 'list'],
    ['sites'],
  ])('%s %s makes a page with every result of the run', async (...args) => {
    const cwd = mkdtempSync(join(home.path, 'command-'));
    const { stdout } = await runCli([...args, '--json', '--html', 'report.html'], {
      cwd,
      env: cliEnvironment(home.path),
    });
    const { results, runId } = JSON.parse(stdout) as { results: unknown[]; runId: string };
    const text = readFileSync(join(cwd, 'report.html'), 'utf8');
    expect(text).toContain(`<dd>${runId}</dd>`);
    expect(text.match(/<li class="result /g) ?? []).toHaveLength(results.length);
    expect(text.endsWith('</html>\n')).toBe(true);
    expect(readdirSync(cwd)).toEqual(['report.html']);
  });
});

describe('the file of --html', () => {
  it('has the matrices of sites by scopes and sites by checks, and the steps', async () => {
    await run('checklist', '--simulate', '--site', 'us1,eu1', '--html', 'report.html');
    const text = page('report.html');
    for (const caption of ['scopes by site', 'checks by site', 'intake by site', 'key by site']) {
      expect(text).toContain(`<caption>${caption}</caption>`);
    }
    expect(text).toContain('>Step 4: every region is compatible <small>');
  });

  it('is written when checks failed too, beside what goes to standard output', async () => {
    const args = ['authorize', '--simulate', '--consent', 'deny', '--html', 'report.html'];
    const { code, stdout } = await run(...args);
    expect(code).toBe(3);
    expect(stdout).toContain('Exit code 3');
    expect(page('report.html')).toContain('Exit code 3');
  });

  it('replaces a file and keeps its mode, through a link too', async () => {
    mkdirSync(join(work, 'there'));
    writeFileSync(join(work, 'there', 'real.html'), 'old');
    chmodSync(join(work, 'there', 'real.html'), 0o640);
    symlinkSync(join('there', 'real.html'), join(work, 'link.html'));
    expect((await run('sites', '--html', 'link.html')).code).toBe(0);
    expect(page('there/real.html')).toContain('<!doctype html>');
    expect(statSync(join(work, 'there', 'real.html')).mode & 0o777).toBe(0o640);
    expect(files()).toEqual(['link.html', 'there']);
    expect(readdirSync(join(work, 'there'))).toEqual(['real.html']);
  });

  it('has no secret in it, whatever escaping makes of its letters', async () => {
    const secret = `s3cret<&"'>value`;
    await runCli(['diagnose', `invalid_client ${secret} and more`, '--html', 'report.html'], {
      cwd: work,
      env: cliEnvironment(home.path, { DDOAUTH_CLIENT_SECRET: secret }),
    });
    expect(page('report.html')).not.toMatch(/s3cret/);
  });
});

describe('a place that cannot be written is found before anything is done', () => {
  // A run that began would send something to the simulator and leave its report on standard output.
  const refused = async (...args: string[]): Promise<string> => {
    const end = await run('check-scopes', '--simulate', ...args);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr.trim().split('\n')).toHaveLength(1);
    return end.stderr;
  };

  it('a folder that is not there', async () => {
    expect(await refused('--html', 'none/report.html')).toMatch(
      /--html none\/report\.html: ENOENT/,
    );
    expect(files()).toEqual([]);
  });

  it('a folder in its place', async () => {
    mkdirSync(join(work, 'report.html'));
    expect(await refused('--html', 'report.html')).toMatch(/--html report\.html: it is a folder/);
  });

  it.runIf(existsSync('/dev/null'))('a device', async () => {
    expect(await refused('--html', '/dev/null')).toMatch(/--html \/dev\/null: it is no file/);
  });

  it('no name, or that of standard output', async () => {
    expect(await refused('--html', '-')).toMatch(/--html -: give the name of a file/);
    expect(await refused('--html=')).toMatch(/--html : give the name of a file/);
    expect(files()).toEqual([]);
  });

  it.runIf(process.getuid !== undefined && process.getuid() !== 0)(
    'a folder that is closed',
    async () => {
      mkdirSync(join(work, 'closed'), { mode: 0o500 });
      expect(await refused('--html', 'closed/report.html')).toMatch(/EACCES/);
    },
  );

  it('the file of another flag', async () => {
    const told = await refused('--html', 'out', '--har', join(work, 'out'));
    expect(told).toMatch(/--html and --har name the same file, out/);
    expect(await refused('--html', 'out', '--refresh-token-out', './out')).toMatch(
      /--html and --refresh-token-out name the same file/,
    );
  });

  it('simulate makes no report', async () => {
    const end = await run('simulate', '--html', 'report.html', '--har', 'x.har');
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/leave out --html and --har/);
  });
});

describe('Ctrl-C', () => {
  it('before the end leaves no half file, and an older one as it was', async () => {
    writeFileSync(join(work, 'old.html'), 'old');
    writeConfig(work, await freePort());
    const env = cliEnvironment(home.path, { DDOAUTH_CLIENT_SECRET: 'a-client-secret' });
    for (const name of ['new.html', 'old.html']) {
      const args = ['authorize', '--site', 'us1', '--no-browser', '--html', name];
      const cli = startCli(args, { cwd: work, env });
      await cli.waitFor(/to authorize/);
      cli.child.kill('SIGINT');
      expect((await cli.ended).code).toBe(130);
    }
    expect(files()).toEqual(['ddoauth.config.json', 'old.html']);
    expect(page('old.html')).toBe('old');
  });
});
