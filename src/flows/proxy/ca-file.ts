import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, ToolError } from '../../errors.ts';

/** The CA's certificate as a file, for programs that take nothing else. */
export interface CaFile {
  readonly path: string;
  /** At once, without a promise: a second Ctrl-C leaves no time for more. */
  remove(): void;
}

/**
 * Writes a certificate to a folder of its own below the system's temporary folder: 0700 and 0600.
 * @throws ToolError `usage.file` when it cannot be written
 */
export function writeCaFile(pem: string): CaFile {
  const place = tmpdir();
  let folder: string | undefined;
  const remove = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    folder = mkdtempSync(join(place, 'ddoauth-ca-'));
    const path = join(folder, 'ca.pem');
    writeFileSync(path, pem, { flag: 'wx', mode: 0o600 });
    return { path, remove };
  } catch (error) {
    remove();
    throw new ToolError(
      'usage.file',
      `The CA of the proxy cannot be written below ${place}: ${messageOf(error)}`,
      { hint: 'TMPDIR names another folder for temporary files', cause: error },
    );
  }
}
