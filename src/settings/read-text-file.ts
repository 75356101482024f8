import { lstatSync, readFileSync, statSync } from 'node:fs';
import type { ErrorCode } from '../catalog/error-codes.ts';
import { messageOf, ToolError } from '../errors.ts';

/** What to read, and how to speak of it when that fails. */
export interface TextFile {
  /** Absolute path. */
  readonly path: string;
  /** The path as messages show it, with what named it: `--config ../x.json`. */
  readonly shown: string;
  readonly code: ErrorCode;
  /** What is bigger is not read. Default 1 MB. */
  readonly largestBytes?: number;
  /** Leave a byte order mark in the text. Default: it is dropped. */
  readonly keepMark?: boolean;
}

const LARGEST_BYTES = 1_000_000;

/** The system's codes in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'the link leads back to itself',
  ENAMETOOLONG: 'the path is too long',
};

function systemReason(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (code === 'ENOENT' && isLink) return 'it is a link to a file that is not there';
  return REASONS[code] ?? messageOf(error);
}

/** Refuses bytes that are no UTF-8, and says so where they are the UTF-16 some editors write. */
function decode(bytes: Uint8Array, ignoreBOM: boolean): string | { readonly problem: string } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { problem: 'it is UTF-16; save it as UTF-8' };
  }
  try {
    // The decoder drops a byte order mark unless it is told to ignore that it is one.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(bytes);
  } catch {
    return { problem: 'it is not UTF-8' };
  }
}

/**
 * Reads a small text file: UTF-8 with or without a byte order mark, at most 1 MB unless it says more.
 * @throws ToolError with the file's `code` when it is missing, no regular file, unreadable, too big
 * or not UTF-8.
 */
export function readTextFile(file: TextFile): string {
  const fail = (reason: string, cause?: unknown): ToolError =>
    new ToolError(file.code, `${file.shown}: ${reason}`, cause === undefined ? {} : { cause });
  let bytes: Uint8Array;
  try {
    const entry = statSync(file.path);
    if (entry.isDirectory()) throw fail('it is a folder, not a file');
    if (!entry.isFile()) throw fail('it is not a regular file');
    const { largestBytes = LARGEST_BYTES } = file;
    if (entry.size > largestBytes) {
      throw fail(`it is bigger than ${String(largestBytes / 1_000_000)} MB`);
    }
    bytes = readFileSync(file.path);
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw fail(`cannot be read: ${systemReason(error, file.path)}`, error);
  }
  const text = decode(bytes, file.keepMark === true);
  if (typeof text !== 'string') throw fail(text.problem);
  return text;
}
