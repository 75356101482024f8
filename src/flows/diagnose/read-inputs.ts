import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolError, messageOf } from '../../errors.ts';
import type { Run } from '../run/run.ts';

/** Largest file that is read, in bytes. */
const FILE_LIMIT = 50 * 1024 * 1024;

/** How long standard input may stay silent before it is said what is waited for, in milliseconds. */
const SILENT_MS = 3_000;
/** How long is waited for the end of it, in milliseconds; `--timeout` may end it sooner. */
const LONGEST_MS = 600_000;

/** Words that are no files are one text: an unquoted error message stays whole. */
export async function readInputs(run: Run, inputs: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  const words: string[] = [];
  for (const input of inputs) {
    if (input === '-') texts.push(await textOfStdin(run));
    else if (await isFile(resolve(run.host.cwd, input))) texts.push(await readInput(run, input));
    else words.push(input);
  }
  return words.length === 0 ? texts : [...texts, words.join(' ')];
}

/**
 * All of standard input. A pipe that nobody closes does not hold the program for ever.
 * @throws ToolError `usage.flag` when its end does not come
 */
export async function textOfStdin(run: Run): Promise<string> {
  const { clock, io } = run.host;
  const limitMs = Math.min(LONGEST_MS, run.remainingMs());
  const stop = new AbortController();
  const waited = async (): Promise<never> => {
    await clock.sleep(Math.min(SILENT_MS, limitMs), stop.signal);
    run.ui.notice('Reading standard input to its end (Ctrl-D ends it, --environment needs none).');
    await clock.sleep(limitMs - Math.min(SILENT_MS, limitMs), stop.signal);
    throw new ToolError('usage.flag', 'diagnose: standard input did not end.', {
      hint: 'Give the error text in quotes, or --environment to look at this machine',
    });
  };
  const interrupted = new Promise<never>((_, reject) => {
    const leave = (): void => reject(run.signal.reason as Error);
    if (run.signal.aborted) leave();
    else run.signal.addEventListener('abort', leave, { once: true });
  });
  const waiting = waited();
  waiting.catch(() => undefined);
  interrupted.catch(() => undefined);
  try {
    return await Promise.race([io.readStdin(), waiting, interrupted]);
  } finally {
    stop.abort();
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function readInput(run: Run, input: string): Promise<string> {
  const path = resolve(run.host.cwd, input);
  try {
    const { size } = await stat(path);
    if (size > FILE_LIMIT) throw new Error('it is larger than 50 MB');
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ToolError('usage.file', `diagnose ${input}: ${messageOf(error)}`, { cause: error });
  }
}
