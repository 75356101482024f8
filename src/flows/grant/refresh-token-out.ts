import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import type { SiteRow } from '../../catalog/site-row.ts';
import { ToolError, messageOf } from '../../errors.ts';
import { refreshTokenVariable } from '../../settings/secrets.ts';

/** A line for one site: `DDOAUTH_REFRESH_TOKEN_EU1=…`. */
const SITE_LINE = /^(DDOAUTH_REFRESH_TOKEN_[A-Z0-9_]+)=/;

/**
 * Makes sure that `--refresh-token-out` can be written, before a refresh token is spent for it.
 * @throws ToolError `usage.file`
 */
export async function assertTokenOut(path: string): Promise<void> {
  try {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && !found.isFile()) throw new Error('it is no file');
    const draft = await writeDraft(path, '');
    await rm(draft, { force: true });
  } catch (error) {
    throw new ToolError('usage.file', `--refresh-token-out ${path}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Writes a rotated refresh token to the file of `--refresh-token-out`, 0600, replaced as a whole. When
 * the run has one site, the file is the token and a line end; with several it has one line for each,
 * `DDOAUTH_REFRESH_TOKEN_EU1=…`, as the environment of the next run wants it, and lines of other sites
 * stay. Not to be called twice at once.
 */
export async function writeTokenOut(
  path: string,
  site: Pick<SiteRow, 'key'>,
  refreshToken: string,
  options: { readonly severalSites: boolean },
): Promise<void> {
  const text = options.severalSites
    ? await withLine(path, refreshTokenVariable(site), refreshToken)
    : `${refreshToken}\n`;
  const draft = await writeDraft(path, text);
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function withLine(path: string, name: string, value: string): Promise<string> {
  const before = await readFile(path, 'utf8').catch(() => '');
  const others = before.split(/\r?\n/).filter((line) => {
    const [, variable] = SITE_LINE.exec(line) ?? [];
    return variable !== undefined && variable !== name;
  });
  return [...others, `${name}=${value}`, ''].join('\n');
}

/** Writes a file beside the one that is meant, so that this one is whole at every moment. */
async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
  await file.close();
  return draft;
}
