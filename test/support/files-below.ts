import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file, what is in it, and who may read it. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
  /** Permission bits: `0o600`. */
  readonly mode: number;
}

/** Files of a folder and below. */
export function filesBelow(folder: string): FoundFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    if (!entry.isFile()) return [];
    return [{ path, text: readFileSync(path, 'latin1'), mode: statSync(path).mode & 0o777 }];
  });
}
