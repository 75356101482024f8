import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ToolError } from '../../src/errors.ts';

/** Files by relative path; values that are no text or bytes are written as JSON. */
export type Files = Readonly<Record<string, unknown>>;

/** A new folder with these files, gone after the test. */
export function folderWith(files: Files = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ddoauth-settings-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    const raw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(path, raw ? content : JSON.stringify(content));
  }
  return root;
}

/** The ToolError that `run` throws. */
export function errorOf(run: () => unknown): ToolError {
  try {
    run();
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
