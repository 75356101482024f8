import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../host/host.ts';
import type { Journal, JournalEntry, JournalRecord } from '../model/journal.ts';
import { codeOf, failingAs } from './fs-failure.ts';
import { parseEntry } from './journal-entry.ts';
import { fateOf, identify, newMark, readMark, type Owner } from './owner.ts';
import {
  probePrivateFile,
  readPrivateFile,
  replacePrivateFile,
  sweepDrafts,
} from './private-file.ts';
import { ensurePrivateFolder } from './private-folder.ts';

/** What a journal is opened with. */
export interface JournalOptions {
  /** The data folder, absolute; see `dataFolder`. */
  readonly folder: string;
  readonly random: Random;
  readonly pid: number;
  readonly hostname: string;
  /** Takes one line for the user. */
  readonly onNotice: (line: string) => void;
}

/** Bytes written to prove that an entry can be. */
const PROBE_BYTES = 4_096;

/**
 * Opens the journal: one file (0600) for each creation, flushed before the request is sent, named
 * after the process that works on it. Makes nothing on disk yet.
 */
export function openJournal(options: JournalOptions): Journal {
  const folder = join(options.folder, 'journal');
  let known: Promise<Owner> | undefined;
  const self = (): Promise<Owner> => (known ??= identify(options.pid, options.hostname));
  const mark = async (): Promise<string> => newMark(await self(), options.random);
  const ready = async (): Promise<void> => {
    await ensurePrivateFolder(options.folder, options.onNotice);
    await ensurePrivateFolder(folder, options.onNotice);
  };
  const begun = new Set<string>();
  const recordAt = (path: string, entry: JournalEntry): JournalRecord => {
    let current = entry;
    return {
      path,
      get entry() {
        return current;
      },
      update: async (id) => {
        current = { ...current, id };
        await replacePrivateFile(path, textOf(current), await mark());
      },
      remove: async () => {
        await failingAs(`delete ${path}`, () => rm(path, { force: true }));
        begun.delete(path);
      },
    };
  };
  return {
    where: folder,
    get open() {
      return begun.size;
    },
    assertWritable: async () => {
      await ready();
      const bytes = options.random.bytes(PROBE_BYTES);
      await probePrivateFile(join(folder, 'probe'), bytes, await mark());
    },
    begin: async (entry) => {
      await ready();
      const path = join(folder, `${nameOf(entry)}.${await mark()}.json`);
      await replacePrivateFile(path, textOf(entry), await mark());
      begun.add(path);
      return recordAt(path, entry);
    },
    leftBehind: async (target) => {
      const records: JournalRecord[] = [];
      for (const path of await abandoned(folder, await self())) {
        const text = await readPrivateFile(path, options.onNotice);
        const entry = text === undefined ? undefined : parseEntry(text);
        if (text !== undefined && entry === undefined) {
          options.onNotice(`${path} cannot be read and is passed over.`);
        }
        if (entry?.target === target) records.push(recordAt(path, entry));
      }
      return records.sort((a, b) => (a.entry.createdAt < b.entry.createdAt ? -1 : 1));
    },
  };
}

/** A journal for a simulator of this process: nothing outlives it that could be left behind. */
export function createMemoryJournal(): Journal {
  return {
    where: 'memory',
    open: 0,
    assertWritable: () => Promise.resolve(),
    begin: (entry) => {
      let current = entry;
      return Promise.resolve({
        path: 'memory',
        get entry() {
          return current;
        },
        update: (id) => {
          current = { ...current, id };
          return Promise.resolve();
        },
        remove: () => Promise.resolve(),
      });
    },
    leftBehind: () => Promise.resolve([]),
  };
}

/** Entries of processes that are not known to be alive; drafts of dead ones are swept. */
async function abandoned(folder: string, self: Owner): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await namesIn(folder)) {
    const base = /^(.+\.json|probe)\.[^/]+\.tmp$/.exec(name)?.[1];
    if (base !== undefined) await sweepDrafts(join(folder, base), self, { locked: false });
    const owner = readMark(/^[0-9a-f]{16}\.(.+)\.json$/.exec(name)?.[1] ?? '');
    if (owner === undefined) continue;
    if ((await fateOf(owner, self)) !== 'alive') paths.push(join(folder, name));
  }
  return paths;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return failingAs(`read ${folder}`, async () => {
    try {
      return (await readdir(folder)).sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  });
}

function nameOf({ target, runId, site, scope, step }: JournalEntry): string {
  const parts = [target, runId, site, scope, step].join('\n');
  return createHash('sha256').update(parts).digest('hex').slice(0, 16);
}

function textOf(entry: JournalEntry): string {
  return `${JSON.stringify(entry, null, 2)}\n`;
}
