import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { realpath } from 'node:fs/promises';
import { ToolError } from '../../errors.ts';
import { readTextFile } from '../../settings/read-text-file.ts';
import { replaceable, replaceFile, type Replaceable } from '../lint/replace-file.ts';
import type { Run } from '../run/run.ts';
import type { ConfigFile } from './config-file.ts';

/** Mode of a new config: it holds no secrets. */
const NEW_FILE_MODE = 0o644;

/**
 * Makes sure that the config can be written, before anything else is done.
 * @throws ToolError `usage.file`
 */
export async function assertConfigWritable(file: ConfigFile): Promise<Replaceable> {
  const shown = `init: ${file.shown}`;
  if (file.text !== undefined) return replaceable(file.path, shown);
  try {
    const folder = await realpath(dirname(file.path));
    await access(folder, constants.W_OK);
    return { shown, path: join(folder, basename(file.path)), mode: NEW_FILE_MODE };
  } catch (error) {
    throw new ToolError('usage.file', `${shown}: its folder is not there or cannot be written`, {
      cause: error,
      hint: 'Nothing was written',
    });
  }
}

/**
 * Writes the config whole, unless somebody else has changed it since it was read.
 * @throws ToolError `usage.config`, `usage.file`; then it is as it was
 */
export async function saveConfig(
  run: Run,
  file: ConfigFile,
  target: Replaceable,
  text: string,
): Promise<void> {
  if (textNow(file) !== file.text) {
    throw new ToolError(
      'usage.config',
      `init: ${file.shown} was changed by somebody else meanwhile`,
      {
        hint: 'It was left as it is now; run init again',
      },
    );
  }
  await run.critical(() => replaceFile(target, text, run.runId));
}

function textNow(file: ConfigFile): string | undefined {
  try {
    return readTextFile({ ...file, code: 'usage.config', keepMark: true });
  } catch (error) {
    if (error instanceof ToolError && file.text === undefined) return undefined;
    throw error;
  }
}
