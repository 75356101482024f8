import { constants } from 'node:fs';
import { lstat, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ToolError } from '../errors.ts';
import { codeOf, failingAs } from './fs-failure.ts';
import { fateOf, readMark, type Owner } from './owner.ts';
import { HAS_MODES, octal, OTHERS, ownUid } from './private-folder.ts';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;

/** How often Windows is asked again while a reader has the file open, and the pause in milliseconds. */
const RENAME_ATTEMPTS = 20;
const RENAME_PAUSE_MS = 25;

/**
 * Reads a file of secrets; `undefined` when there is none. One that others can read is closed to them,
 * with a notice; links, pipes and files of other users are refused.
 * @throws ToolError `store.failed`
 */
export async function readPrivateFile(
  path: string,
  onNotice: (line: string) => void,
): Promise<string | undefined> {
  return failingAs(`read ${path}`, async () => {
    const handle = await openExisting(path);
    if (handle === undefined) return undefined;
    try {
      await makePrivate(handle, path, onNotice);
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  });
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  try {
    if ((await lstat(path)).isSymbolicLink()) throw refusal(path, 'is a symbolic link');
    // Non-blocking, or a pipe laid in the way would hold the process for ever.
    return await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'ELOOP') throw refusal(path, 'is a symbolic link');
    throw error;
  }
}

async function makePrivate(
  handle: FileHandle,
  path: string,
  onNotice: (line: string) => void,
): Promise<void> {
  const found = await handle.stat();
  if (!found.isFile()) throw refusal(path, 'is no regular file');
  if (!HAS_MODES) return;
  const uid = ownUid();
  if (found.uid !== uid && uid !== 0) throw refusal(path, 'belongs to another user');
  if ((found.mode & OTHERS) === 0) return;
  await handle.chmod(0o600);
  onNotice(
    `${path} could be opened by other users (mode ${octal(found.mode)}); it is 0600 now. ` +
      'Revoke what is in it if somebody may have read it.',
  );
}

function refusal(path: string, why: string): ToolError {
  return new ToolError('store.failed', `${path} ${why}: it is left alone`, {
    hint: 'Move it away, or set DDOAUTH_HOME to another folder',
  });
}

/**
 * Replaces a file whole: whoever reads it sees the old text or the new one, also after a power cut.
 * A failure leaves the old one and nothing beside it. The caller holds the lock of the file.
 * @param mark makes the name of the draft one of a kind and tells whose it is
 * @throws ToolError `store.failed`
 */
export async function replacePrivateFile(path: string, text: string, mark: string): Promise<void> {
  await failingAs(`write ${path}`, () =>
    withDraft(path, mark, async (draft, handle) => {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
      await handle.close();
      await renameOver(draft, path);
      await syncFolder(dirname(path));
    }),
  );
}

/**
 * Proves that a file of `bytes.length` could be put beside `path`: writes it, flushes it, reads it
 * back and deletes it.
 * @throws ToolError `store.failed`
 */
export async function probePrivateFile(
  path: string,
  bytes: Uint8Array,
  mark: string,
): Promise<void> {
  await failingAs(`write ${path}`, () =>
    withDraft(path, mark, async (draft, handle) => {
      await handle.writeFile(bytes);
      await handle.sync();
      await handle.close();
      const again = await open(draft, O_RDONLY | O_NOFOLLOW);
      try {
        if (Buffer.compare(await again.readFile(), bytes) === 0) return;
      } finally {
        await again.close();
      }
      throw new ToolError('store.failed', `${dirname(path)} does not give back what is written`);
    }),
  );
}

/** Does work on a new empty file beside `path`, 0600 whatever the umask, and leaves none behind. */
async function withDraft(
  path: string,
  mark: string,
  work: (draft: string, handle: FileHandle) => Promise<void>,
): Promise<void> {
  const draft = `${path}.${mark}.tmp`;
  const handle = await open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600);
  try {
    if (HAS_MODES) await handle.chmod(0o600);
    await work(draft, handle);
  } finally {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function renameOver(draft: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(draft, path);
      return;
    } catch (error) {
      const busy = !HAS_MODES && ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error));
      if (!busy || attempt === RENAME_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE_MS));
    }
  }
}

/** Makes a rename last through a power cut, where folders can be flushed. */
async function syncFolder(folder: string): Promise<void> {
  if (!HAS_MODES) return;
  const handle = await open(folder, O_RDONLY);
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot flush a folder; the file itself is flushed.
    if (!['EINVAL', 'ENOTSUP', 'EBADF', 'EISDIR'].includes(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Removes drafts that a process left which ended in the middle. Never rejects.
 * @param options.locked the caller holds the lock of the file, so that every draft is a left one
 */
export async function sweepDrafts(
  path: string,
  self: Owner,
  options: { readonly locked: boolean },
): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  const prefix = `${basename(path)}.`;
  for (const name of names) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const owner = readMark(name.slice(prefix.length, -'.tmp'.length));
    if (owner === undefined) continue;
    if (!options.locked && (await fateOf(owner, self)) !== 'dead') continue;
    await rm(join(dirname(path), name), { force: true }).catch(() => undefined);
  }
}
