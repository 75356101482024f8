import { spawn, spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { PROGRAM } from './cli.ts';

/** How the program is run at a terminal. */
export interface TerminalOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Width in columns. Default 100. */
  readonly columns?: number;
  /** Standard output goes into this file instead of the terminal: `--json` and prompts together. */
  readonly stdoutFile?: string;
  /** Everything is ended after this many milliseconds. Default a minute. */
  readonly timeoutMs?: number;
}

/** How the program left the terminal. */
export interface TerminalEnd {
  readonly code: number;
  /** What the terminal does with keys now: both are `false` when it was left raw. */
  readonly echo: boolean;
  readonly lineMode: boolean;
  readonly cursorShown: boolean;
}

/** The program at a real pseudo-terminal, with somebody who reads and types. */
export interface Terminal {
  /** Everything the program wrote, with its escape sequences. */
  raw(): string;
  /** The same as text: without escape sequences, line ends as `\n`. */
  text(): string;
  /**
   * Resolves once the pattern is in the text after the last one waited for.
   * @throws Error with the text when the program ended or half a minute passed without it
   */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends keys as they are; `\r` is Enter, `\x03` Ctrl-C. */
  type(keys: string): void;
  readonly ended: Promise<TerminalEnd>;
  /** Takes the terminal away. */
  close(): void;
}

const PYTHON_PTY =
  'import os,pty,sys;sys.exit(os.waitstatus_to_exitcode(pty.spawn(["/bin/sh","-c",sys.argv[1]])))';

/** How to get a pseudo-terminal, for the line that says why tests were skipped. */
export const TERMINAL_SOURCES = 'neither script of util-linux nor python3 with its pty module';

/** Makes the command line that runs a shell command at a pseudo-terminal. */
type Host = (command: string) => readonly [program: string, args: readonly string[]];

const HOSTS: readonly { readonly found: () => boolean; readonly host: Host }[] = [
  {
    found: () => prints('script', ['--version'], /util-linux/),
    host: (command) => ['script', ['-qefc', command, '/dev/null']],
  },
  {
    found: () => prints('python3', ['-c', 'import pty; print("pty")'], /pty/),
    host: (command) => ['python3', ['-c', PYTHON_PTY, command]],
  },
];

/** What makes pseudo-terminals here; `undefined` when nothing does. */
export function findTerminalHost(): Host | undefined {
  return HOSTS.find(({ found }) => found())?.host;
}

/** Starts the built program at a terminal of its own. Its size and end are those of a shell's child. */
export function startTerminal(
  host: Host,
  args: readonly string[],
  options: TerminalOptions,
): Terminal {
  const { columns = 100, stdoutFile, timeoutMs = 60_000 } = options;
  const into = stdoutFile === undefined ? '' : ` >${quoted(stdoutFile)}`;
  const command = [
    `stty cols ${columns} rows 50`,
    // A Ctrl-C that the terminal turns into a signal reaches the shell too, which has more to say.
    'trap : INT',
    `${[process.execPath, PROGRAM, ...args].map(quoted).join(' ')}${into}`,
    'code=$?',
    String.raw`printf '\n[exit %s] [%s]\n' "$code" "$(stty -a | tr '\n' ' ')"`,
    'exit "$code"',
  ].join('; ');
  const [program, programArgs] = host(command);
  const child = spawn(program, programArgs, {
    cwd: options.cwd,
    env: { TERM: 'xterm-256color', SHELL: '/bin/sh', ...options.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined);
  let raw = '';
  let seen = 0;
  let isClosed = false;
  const watchers = new Set<() => void>();
  const tellAll = (): void => watchers.forEach((watch) => watch());
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    raw += chunk;
    tellAll();
  });
  const killer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  child.once('close', () => {
    clearTimeout(killer);
    isClosed = true;
    tellAll();
  });
  const text = (): string => plain(raw);
  const until = <T>(look: () => T | undefined, what: string, patienceMs: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        const found = look();
        if (found === undefined && !isClosed) return;
        stop();
        if (found !== undefined) resolve(found);
        else reject(new Error(`the terminal closed before ${what}:\n${text()}`));
      };
      const patience = setTimeout(() => {
        stop();
        reject(new Error(`waited too long for ${what}:\n${text()}`));
      }, patienceMs);
      const stop = (): void => {
        clearTimeout(patience);
        watchers.delete(watch);
      };
      watchers.add(watch);
      watch();
    });
  const ended = until(() => endOf(raw), 'the program ended', timeoutMs);
  ended.catch(() => undefined);
  return {
    raw: () => programOutput(raw),
    text: () => plain(programOutput(raw)),
    type: (keys) => void child.stdin.write(keys),
    waitFor: (pattern) =>
      until(
        () => {
          const rest = text().slice(seen);
          const match = pattern.exec(rest);
          if (match === null) return undefined;
          seen += match.index + match[0].length;
          return match;
        },
        String(pattern),
        PATIENCE_MS,
      ),
    ended,
    close: () => void child.kill('SIGKILL'),
  };
}

/** How long somebody waits for what should appear, in milliseconds. */
const PATIENCE_MS = 30_000;

const END = /\r?\n\[exit (\d+)\] \[([^\]]*;[^\]]*)\]\r?\n/;

/** What the shell said after the program. */
function endOf(raw: string): TerminalEnd | undefined {
  const [, code, settings = ''] = END.exec(raw) ?? [];
  if (code === undefined) return undefined;
  return {
    code: Number(code),
    echo: /(^| )echo( |$)/.test(settings),
    lineMode: /(^| )icanon( |$)/.test(settings),
    cursorShown: raw.lastIndexOf('\u001b[?25h') >= raw.lastIndexOf('\u001b[?25l'),
  };
}

function programOutput(raw: string): string {
  const end = END.exec(raw);
  return end === null ? raw : raw.slice(0, end.index);
}

/** The beginning of an escape sequence whose end has not arrived: it would be text for a moment. */
const UNFINISHED = /\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]*\u001b?)?$/;

/** A link's target; Node takes it for text where the URL has a plus sign in it. */
const LINK = /\u001b\]8;;[^\u0007\u001b]*(?:\u0007|\u001b\\)/g;

function plain(raw: string): string {
  const text = raw.replace(UNFINISHED, '').replace(LINK, '');
  return stripVTControlCharacters(text).replaceAll('\r\n', '\n');
}

function prints(program: string, args: readonly string[], pattern: RegExp): boolean {
  const { stdout, error } = spawnSync(program, args, { encoding: 'utf8' });
  return error === undefined && pattern.test(stdout);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
