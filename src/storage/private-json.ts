import { basename } from 'node:path';
import { ToolError } from '../errors.ts';
import type { WithLock } from './gate.ts';
import type { FileContext } from './context.ts';
import { newMark } from './owner.ts';
import {
  probePrivateFile,
  readPrivateFile,
  replacePrivateFile,
  sweepDrafts,
} from './private-file.ts';

/** Room that must be left on the disk beside a second copy of the file, in bytes. */
const HEADROOM_BYTES = 16_384;

/** How long one process may wait for another to have written, in milliseconds. */
const WRITE_WAIT_MS = 20_000;

/** A map that rests in one JSON file and is shared by processes. */
export interface PrivateMap<T> {
  readonly path: string;
  /** What is there now; empty when there is no file. */
  read(): Promise<ReadonlyMap<string, T>>;
  /**
   * Reads again under the lock, lets `change` work on it and replaces the file when it returns `true`.
   */
  update(change: (entries: Map<string, T>) => boolean): Promise<boolean>;
  /** Proves that a later update will work, the disk being full included. */
  assertWritable(): Promise<void>;
}

/** How the entries of a file look. */
export interface MapFormat<T> {
  /** Name of the member that holds them. */
  readonly member: string;
  readonly isEntry: (value: unknown) => value is T;
}

/**
 * Opens a file `{ "version": 1, "<member>": { id: entry } }`. Nothing is read or made yet. A file that
 * cannot be understood is never written over.
 */
export function openPrivateMap<T>(
  context: FileContext,
  options: { readonly path: string; readonly format: MapFormat<T>; readonly withLock: WithLock },
): PrivateMap<T> {
  const { path, format, withLock } = options;
  const read = async (): Promise<Map<string, T>> => {
    const text = await readPrivateFile(path, context.onNotice);
    return text === undefined ? new Map() : parse(text, path, format);
  };
  const write = async (entries: ReadonlyMap<string, T>): Promise<void> => {
    const text = textOf(entries, format.member);
    await replacePrivateFile(path, text, newMark(await context.self(), context.random));
  };
  const locked = async <R>(work: () => Promise<R>): Promise<R> => {
    return withLock(
      `write/${basename(path)}`,
      async () => {
        await sweepDrafts(path, await context.self(), { locked: true });
        return work();
      },
      { timeoutMs: WRITE_WAIT_MS },
    );
  };
  return {
    path,
    read,
    update: (change) =>
      locked(async () => {
        const entries = await read();
        const changed = change(entries);
        if (changed) await write(entries);
        return changed;
      }),
    assertWritable: () =>
      locked(async () => {
        const entries = await read();
        const size = Buffer.byteLength(textOf(entries, format.member)) + HEADROOM_BYTES;
        // Random, so that a file system which compresses needs the room too.
        const bytes = context.random.bytes(size);
        await probePrivateFile(path, bytes, newMark(await context.self(), context.random));
        if (entries.size > 0) await write(entries);
      }),
  };
}

function textOf(entries: ReadonlyMap<string, unknown>, member: string): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ version: 1, [member]: Object.fromEntries(sorted) }, null, 2)}\n`;
}

function parse<T>(text: string, path: string, { member, isEntry }: MapFormat<T>): Map<string, T> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which is secret.
    throw broken(path, 'it is not JSON');
  }
  if (!isObject(json)) throw broken(path, 'it is no JSON object');
  if (json['version'] !== 1) throw broken(path, 'its version is not 1');
  const entries = json[member];
  if (!isObject(entries)) throw broken(path, `it has no "${member}"`);
  const map = new Map<string, T>();
  for (const [id, entry] of Object.entries(entries)) {
    if (!isEntry(entry)) throw broken(path, `its entry "${id}" is not as ddoauth writes it`);
    map.set(id, entry);
  }
  return map;
}

function broken(path: string, why: string): ToolError {
  return new ToolError('store.failed', `${path} cannot be used: ${why}. It is left as it is`, {
    hint: 'Repair it, or move it away to start afresh',
  });
}

/** Whether a JSON value is an object, not a list and not `null`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
