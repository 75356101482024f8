import { readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';

/** Times another build may come in between; each time costs it a rename, too. */
const ATTEMPTS = 50;
/** After this long a temporary folder belongs to a build that was killed. */
const LEFTOVER_MS = 10 * 60_000;

/**
 * Puts a finished folder in the place of another. Whoever reads meanwhile sees the old folder or the
 * new one, whole; of two that swap at once the later one stays.
 */
export async function swapFolder(fresh, target) {
  const old = `${target}.tmp-old-${randomUUID()}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(target, old).catch(ignore('ENOENT'));
      await rename(fresh, target);
      return;
    } catch (error) {
      if (attempt < ATTEMPTS && ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) continue;
      await rename(old, target).catch(() => undefined);
      throw error;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** Removes what killed builds of the same target left behind. */
export async function removeLeftovers(target) {
  const folder = path.dirname(target);
  const prefix = `${path.basename(target)}.tmp-`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > LEFTOVER_MS) await rm(file, { recursive: true, force: true });
  }
}

function ignore(code) {
  return (error) => {
    if (error.code !== code) throw error;
  };
}
