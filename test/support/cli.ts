import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as it is shipped. */
export const PROGRAM = fileURLToPath(new URL('../../bin/ddoauth.js', import.meta.url));

/** How a process of the program is run. */
export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed. */
  readonly input?: string;
  /** The process is killed after this many milliseconds. */
  readonly timeoutMs?: number;
}

/** How a process ended. */
export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the program that is still running. */
export interface RunningCli {
  readonly child: ChildProcess;
  readonly ended: Promise<CliEnd>;
  /** Resolves with the match once the pattern is in standard output or error. */
  waitFor(pattern: RegExp): Promise<RegExpMatchArray>;
  write(text: string): void;
}

/** A home of its own, so that no test sees another's store or the developer's. */
export function temporaryHome(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'ddoauth-test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Only what a process needs: nothing of the developer's settings or of CI's. */
export function cliEnvironment(
  home: string,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    DDOAUTH_HOME: join(home, 'data'),
    DDOAUTH_STORE: 'file',
    LANG: 'C.UTF-8',
    ...extra,
  };
}

/** Starts the built program as a process. */
export function startCli(args: readonly string[], options: CliOptions = {}): RunningCli {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    watchers.forEach((watch) => watch());
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    watchers.forEach((watch) => watch());
  });
  const killer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 60_000);
  const ended = new Promise<CliEnd>((resolve) => {
    child.on('close', (code) => {
      clearTimeout(killer);
      resolve({ code, stdout, stderr });
      watchers.forEach((watch) => watch());
    });
  });
  child.stdin.on('error', () => undefined);
  if (options.input !== undefined) child.stdin.end(options.input);
  return {
    child,
    ended,
    write: (text) => void child.stdin.write(text),
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (match === null && child.exitCode === null && child.signalCode === null) return;
          watchers.delete(watch);
          if (match !== null) resolve(match);
          else reject(new Error(`ended before ${String(pattern)}:\n${stdout}\n${stderr}`));
        };
        watchers.add(watch);
        watch();
      }),
  };
}

/** Runs the built program to its end; without `input`, standard input is empty. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliEnd> {
  return startCli(args, { input: '', ...options }).ended;
}
