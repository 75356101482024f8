import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The program as it is shipped; `npm run build` makes what it loads. */
export const PROGRAM = fileURLToPath(new URL('../../bin/ddoauth.js', import.meta.url));

const PEAK_MEMORY = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));

/** A measured process that takes longer hangs, in milliseconds. */
const LONGEST_MS = 120_000;

/**
 * What a measured process sees of this one's environment: nothing of the user's settings. A list of
 * extra CAs is left out too: it makes Node 20 start two to three times slower, bare Node included.
 */
export function bareEnvironment(extra = {}) {
  const { PATH = '', SystemRoot } = process.env;
  return { PATH, ...(SystemRoot === undefined ? {} : { SystemRoot }), LANG: 'C.UTF-8', ...extra };
}

/**
 * Runs Node to its end.
 * @param {readonly string[]} args
 * @param {{ env?: object, cwd?: string, codes?: readonly number[], memory?: boolean }} options
 *   `codes`: exit codes that are no mistake; default 0. `memory`: measure it.
 * @returns {Promise<{ ms: number, startedAt: number, peakKiB: number | undefined, stdout: string }>}
 *   `ms`: wall-clock time from start to end of the process; `startedAt`: milliseconds since 1970
 * @throws Error with what the process said when it ends otherwise: its time would mean nothing
 */
export function runNode(args, { env = bareEnvironment(), cwd, codes = [0], memory = false } = {}) {
  const preload = memory ? ['--require', PEAK_MEMORY] : [];
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let ms = 0;
    const child = spawn(process.execPath, [...preload, ...args], {
      env,
      cwd,
      stdio: ['ignore', 'pipe', 'pipe', memory ? 'pipe' : 'ignore'],
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
    });
    const [, stdout, stderr, peak] = child.stdio.map(collect);
    child.once('error', reject);
    child.once('exit', () => (ms = performance.now() - began));
    child.once('close', (code, signal) => {
      if (codes.includes(code)) {
        const startedAt = performance.timeOrigin + began;
        resolve({ ms, startedAt, peakKiB: memory ? Number(peak()) : undefined, stdout: stdout() });
      } else {
        const end = signal ?? `code ${String(code)}`;
        reject(new Error(`node ${args.join(' ')} ended with ${end}:\n${stdout()}\n${stderr()}`));
      }
    });
  });
}

/** Runs the program. */
export function runProgram(args, options) {
  return runNode([PROGRAM, ...args], options);
}

function collect(stream) {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  return () => text;
}
