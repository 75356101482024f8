import { ToolError, messageOf } from '../errors.ts';

/** What the system's codes mean to a user. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'the system does not permit it'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EISDIR', 'a folder stands in its place'],
  ['ELOOP', 'it is a symbolic link'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['EMFILE', 'this process has too many files open'],
  ['ENFILE', 'the system has too many files open'],
  ['EIO', 'the disk reports an error'],
  ['ENOENT', 'a part of the path is missing'],
  ['EEXIST', 'something else stands in its place'],
]);

/** The system's code of a failed call, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/**
 * One clear line about a failed call of the file system.
 * @param action what was tried, with the path: `write /home/me/.local/share/ddoauth/secrets.json`
 */
export function fsFailure(error: unknown, action: string): ToolError {
  if (error instanceof ToolError) return error;
  const code = codeOf(error);
  const reason = REASONS.get(code);
  const why = reason === undefined ? code || messageOf(error) : `${reason} (${code})`;
  return new ToolError('store.failed', `Cannot ${action}: ${why}`, {
    hint: 'DDOAUTH_HOME moves the data folder; DDOAUTH_STORE=memory keeps nothing on disk',
    cause: error,
  });
}

/** Does file work and gives its failures one clear line. */
export async function failingAs<T>(action: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fsFailure(error, action);
  }
}
