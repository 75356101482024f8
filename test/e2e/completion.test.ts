import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasTerminal } from '../support/at-terminal.ts';
import { cliEnvironment, PROGRAM } from '../support/cli.ts';
import { requirement } from '../support/requirements.ts';
import { findTerminalHost } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'ddoauth-shells-'));
const env = {
  ...cliEnvironment(folder),
  PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
  TERM: 'dumb',
  PS1: '> ',
};

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  const program = join(folder, 'bin', 'ddoauth');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'a manifest.json'), '{}');
  const profiles = { 'my own': { kind: 'test', clientId: 'a' } };
  writeFileSync(join(folder, 'ddoauth.config.json'), JSON.stringify({ profiles }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const starts = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined;

function isThere(shell: string): boolean {
  return requirement(`the shell ${shell}`, starts(shell), `apt-get install ${shell}`);
}

const run = (shell: string, args: readonly string[]): string =>
  execFileSync(shell, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** What a shell makes of a line and a Tab, at a real terminal. */
async function pressTab(
  shell: string,
  setUp: string,
  line: string,
  until: RegExp,
): Promise<string> {
  const [program, args] = findTerminalHost()?.(shell) ?? [shell, []];
  const child = spawn(program, args, {
    cwd: folder,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += stripVTControlCharacters(part);
  });
  const waitFor = async (pattern: RegExp): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!pattern.test(text)) {
      if (Date.now() > end) throw new Error(`waited too long for ${String(pattern)}:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  try {
    child.stdin.write(`${setUp}; echo rea''dy\n`);
    await waitFor(/^ready/m);
    text = '';
    child.stdin.write(`${line}\t`);
    await waitFor(until);
    return text;
  } finally {
    child.kill('SIGKILL');
  }
}

describe.runIf(isThere('bash'))('bash', () => {
  /** `COMPREPLY` for a line, as bash itself would set up the call. */
  const replies = (line: string): string[] => {
    const script = `source <(ddoauth completion bash)
      COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=($1)
      _ddoauth; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--norc', '-c', script, 'bash', line]).trim().split('\n');
  };

  it.each([
    ['ddoauth grants re', ['refresh', 'revoke']],
    ['ddoauth check-regions --only dns,tl', ['dns,tls']],
    // What stands before = is a word of its own to bash.
    ['ddoauth check-regions --intake=u', ['used']],
    ['ddoauth --profile ', [String.raw`my\ own`]],
    ['ddoauth lint a', ['a manifest.json']],
    ['ddoauth --site eu1 completion b', ['bash']],
    ['ddoauth nothing-such x', ['']],
  ])('%s', (line, expected) => {
    expect(replies(line)).toEqual(expected);
  });

  it.runIf(hasTerminal())('completes at a terminal', async () => {
    const setUp = 'source <(ddoauth completion bash)';
    const bash = 'bash --norc -i';
    await pressTab(bash, setUp, 'ddoauth grants ref', /ddoauth grants refresh /);
    await pressTab(bash, setUp, 'ddoauth lint a', /ddoauth lint a\\ manifest\.json /);
    await pressTab(bash, setUp, 'ddoauth check-regions --intake=u', /--intake=used /);
  });
});

describe.runIf(isThere('zsh'))('zsh', () => {
  it.runIf(hasTerminal())(
    'completes at a terminal',
    async () => {
      const setUp =
        'unsetopt zle_bracketed_paste; autoload -U compinit; compinit -D; source <(ddoauth completion zsh)';
      const zsh = 'zsh -f -i';
      await pressTab(zsh, setUp, 'ddoauth grants ref', /ddoauth grants refresh /);
      await pressTab(zsh, setUp, 'ddoauth check-regions --intake=u', /--intake=used/);
      await pressTab(zsh, setUp, 'ddoauth --profile my', /ddoauth --profile my\\ own/);
      await pressTab(zsh, setUp, 'ddoauth lint a', /ddoauth lint a\\ manifest\.json/);
      await pressTab(
        zsh,
        setUp,
        'ddoauth grants re',
        /refresh +refresh now[\s\S]*revoke +revoke at/,
      );
    },
    60_000,
  );
});

describe.runIf(isThere('fish'))('fish', () => {
  it.each([
    [
      'ddoauth grants re',
      ['refresh\trefresh now', 'revoke\trevoke at Datadog, prove it, and forget'],
    ],
    ['ddoauth check-regions --only dns,tl', ['dns,tls']],
    ['ddoauth check-regions --intake=u', ['--intake=used']],
    ['ddoauth --profile ', ['my own\ttest']],
    ['ddoauth lint a', ['a manifest.json']],
    ['ddoauth comple', ['completion\tprint a script that completes command lines in a shell']],
  ])('%s', (line, expected) => {
    const script = 'ddoauth completion fish | source; complete -C $argv[1]';
    const lines = run('fish', ['--no-config', '-c', script, line]).trim().split('\n');
    expect(lines.map((each) => each.trimEnd())).toEqual(expected);
  });
});

// No Debian package has it, so nothing may require it.
describe.runIf(starts('pwsh'))('PowerShell', () => {
  it('completes a subcommand', () => {
    const script = `ddoauth completion powershell | Out-String | Invoke-Expression
      (TabExpansion2 'ddoauth grants ref' 18).CompletionMatches.CompletionText`;
    expect(run('pwsh', ['-NoProfile', '-Command', script]).trim()).toBe('refresh');
  });
});
