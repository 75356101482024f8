import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ToolError } from '../../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'it is gone',
};

/** A file that may be replaced: where it really is, and its mode. */
export interface Replaceable {
  readonly shown: string;
  readonly path: string;
  readonly mode: number;
}

function failure(shown: string, error: unknown): ToolError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return new ToolError('usage.file', `${shown}: cannot be written: ${reason}`, {
    cause: error,
    hint: 'Nothing was changed in it',
  });
}

/**
 * Finds out whether a file can be replaced, before any is. A link is followed: what it leads to is
 * replaced, not the link.
 * @throws ToolError `usage.file`
 */
export async function replaceable(path: string, shown: string): Promise<Replaceable> {
  try {
    const real = await realpath(path);
    const { mode } = await stat(real);
    // Root may write everything, but a file without any write permission is meant to stay.
    if ((mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
    await access(real, constants.W_OK);
    await access(dirname(real), constants.W_OK);
    return { shown, path: real, mode: mode & 0o777 };
  } catch (error) {
    throw failure(shown, error);
  }
}

/**
 * Replaces a file whole: whoever reads it sees the old text or the new one. Its mode stays.
 * @param mark makes the name of the draft one of a kind
 * @throws ToolError `usage.file`; the old text is still there then
 */
export async function replaceFile(file: Replaceable, text: string, mark: string): Promise<void> {
  const draft = join(dirname(file.path), `.ddoauth-${mark}.tmp`);
  try {
    const handle = await open(draft, 'wx', file.mode);
    try {
      await handle.chmod(file.mode);
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file.path);
  } catch (error) {
    await rm(draft, { force: true });
    throw failure(file.shown, error);
  }
}
