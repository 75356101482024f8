import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ToolError, messageOf } from '../errors.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { groupInputs } from '../diagnosis/exchange/group-inputs.ts';
import { toVerdicts } from '../diagnosis/verdicts.ts';
import type { Verdict } from '../model/report.ts';
import { diagnosisContext } from './run/diagnosis-context.ts';
import type { Run } from './run/run.ts';

/** Largest file that is read, in bytes. */
const FILE_LIMIT = 50 * 1024 * 1024;

/** `diagnose`: explains each input; `-` is standard input, an existing file is read, the rest is text. */
export async function runDiagnose(run: Run, inputs: readonly string[]): Promise<Verdict[]> {
  const texts =
    inputs.length === 0 && !run.host.io.stdinIsTerminal
      ? [await run.host.io.readStdin()]
      : await readInputs(run, inputs);
  if (texts.every((text) => text.trim() === '')) {
    throw new ToolError('usage.flag', 'diagnose: there is nothing to explain.', {
      hint: 'Give the error text in quotes, a file, or - for standard input',
    });
  }
  const context = diagnosisContext(run, run.settings.sites?.[0]);
  return groupInputs(texts).flatMap((group) => toVerdicts(diagnose(group, context), context));
}

/** Words that are no files are one text: an unquoted error message stays whole. */
async function readInputs(run: Run, inputs: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  const words: string[] = [];
  for (const input of inputs) {
    if (input === '-') texts.push(await run.host.io.readStdin());
    else if (await isFile(resolve(run.host.cwd, input))) texts.push(await readInput(run, input));
    else words.push(input);
  }
  return words.length === 0 ? texts : [...texts, words.join(' ')];
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
