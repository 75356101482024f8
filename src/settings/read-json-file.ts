import { messageOf, ToolError } from '../errors.ts';
import { findJsonProblem } from './json-syntax.ts';
import { readTextFile, type TextFile } from './read-text-file.ts';

/**
 * Reads a small JSON file.
 * @throws ToolError with the file's `code`; for broken JSON with line and column, and never with a
 * piece of the text.
 */
export function readJsonFile(file: TextFile): unknown {
  return parseJsonFile(file).value;
}

/**
 * The same, with the text beside the value: for what is not to be written anew.
 * @param options `anyName`: members may have any name, as in data of the user's own
 * @throws ToolError as `readJsonFile`
 */
export function parseJsonFile(
  file: TextFile,
  options: { readonly anyName?: boolean } = {},
): { readonly text: string; readonly value: unknown } {
  const text = readTextFile(file);
  if (text.trim() === '') throw new ToolError(file.code, `${file.shown}: the file is empty`);
  const found = findJsonProblem(text, options);
  if (found !== undefined) {
    const { line, column, problem } = found;
    throw new ToolError(
      file.code,
      `${file.shown}: line ${String(line)}, column ${String(column)}: ${problem}`,
    );
  }
  try {
    const value: unknown = JSON.parse(text);
    return { text, value };
  } catch (error) {
    throw new ToolError(file.code, `${file.shown}: broken JSON`, { cause: messageOf(error) });
  }
}

/** A JSON object; not a list, not `null`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
