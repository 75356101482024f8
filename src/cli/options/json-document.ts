import { resolve } from 'node:path';
import { ToolError } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import { findJsonProblem } from '../../settings/json-syntax.ts';
import { readTextFile } from '../../settings/read-text-file.ts';

/** What is bigger is not read: a report of every scope on nine sites has 2.4 MB. */
export const LARGEST_BYTES = 64_000_000;

/**
 * Reads a JSON document that may be large: a file, or standard input for `-`.
 * @param shown how messages speak of it: `--expect known.json`
 * @throws ToolError `usage.file` with the place; never with a piece of the text
 */
export async function readJsonDocument(
  host: Pick<Host, 'cwd' | 'io'>,
  name: string,
  shown = name,
): Promise<unknown> {
  const called = name === '-' ? 'standard input' : shown;
  const text =
    name === '-'
      ? await readStandardInput(host)
      : readTextFile({
          path: resolve(host.cwd, name),
          shown,
          code: 'usage.file',
          largestBytes: LARGEST_BYTES,
        });
  if (text.trim() === '') throw new ToolError('usage.file', `${called}: it is empty`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ToolError('usage.file', `${called}: ${placeOf(text)}`, { cause: error });
  }
}

async function readStandardInput({ io }: Pick<Host, 'io'>): Promise<string> {
  if (io.stdinIsTerminal) io.stderr('Reading a report from standard input; Ctrl-D ends it.\n');
  try {
    return (await io.readStdin({ largestBytes: LARGEST_BYTES })).replace(/^\ufeff/, '');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const limit = `it is bigger than ${String(LARGEST_BYTES / 1_000_000)} MB`;
    throw new ToolError('usage.file', `standard input: ${limit}`, { cause: error });
  }
}

/** Where JSON is broken. Text that is too long for the patterns of the scanner is only called broken. */
function placeOf(text: string): string {
  try {
    const found = findJsonProblem(text, { anyName: true });
    if (found === undefined) return 'broken JSON';
    return `line ${String(found.line)}, column ${String(found.column)}: ${found.problem}`;
  } catch {
    return 'broken JSON';
  }
}
