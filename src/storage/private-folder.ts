import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { platform, userInfo } from 'node:os';
import { ToolError } from '../errors.ts';
import { failingAs } from './fs-failure.ts';

/** What others may do: read, write, enter. */
export const OTHERS = 0o077;

/** Whether the system keeps file modes and owners at all. */
export const HAS_MODES = platform() !== 'win32';

/** Uid of the user this process works for; -1 where there are none. */
export function ownUid(): number {
  return userInfo().uid;
}

/**
 * Makes a folder for secrets: 0700, ours. One that is open to others is closed, with a notice; one that
 * somebody else could have laid out as a trap is refused.
 * @throws ToolError `store.failed`
 */
export async function ensurePrivateFolder(
  folder: string,
  onNotice: (line: string) => void,
): Promise<void> {
  await failingAs(`make the folder ${folder}`, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!HAS_MODES) return;
    const uid = ownUid();
    const link = await lstat(folder);
    if (link.isSymbolicLink() && link.uid !== uid && link.uid !== 0) {
      throw refusal(folder, 'is a symbolic link of another user');
    }
    const found = await stat(folder);
    if (found.uid !== uid) {
      if (uid !== 0) throw refusal(folder, 'belongs to another user');
      onNotice(`${folder} belongs to another user (uid ${found.uid}), who can read what is in it.`);
    }
    if ((found.mode & OTHERS) === 0) return;
    await chmod(folder, 0o700);
    if (((await stat(folder)).mode & OTHERS) !== 0) {
      throw refusal(folder, 'is open to other users, and its file system cannot change that');
    }
    onNotice(`${folder} was open to other users (mode ${octal(found.mode)}); it is 0700 now.`);
  });
}

/** The permission bits as people write them: `0644`. */
export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

function refusal(folder: string, why: string): ToolError {
  return new ToolError('store.failed', `${folder} ${why}: no secret is put there`, {
    hint: 'DDOAUTH_HOME moves the data folder',
  });
}
