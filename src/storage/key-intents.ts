import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Random } from '../host/host.ts';
import type { KeyIntents, KeyNote, KeyPlace } from '../model/key-intent.ts';
import { codeOf, failingAs } from './fs-failure.ts';
import { fateOf, identify, newMark, readMark, type Owner } from './owner.ts';
import { readPrivateFile, replacePrivateFile, sweepDrafts } from './private-file.ts';
import { ensurePrivateFolder } from './private-folder.ts';
import { Time } from './records.ts';

/** What the notes are opened with. */
export interface KeyIntentOptions {
  /** The data folder, absolute; see `dataFolder`. */
  readonly folder: string;
  /** `datadog`, or the origin of the simulator that is asked: their keys have nothing in common. */
  readonly target: string;
  readonly random: Random;
  readonly pid: number;
  readonly hostname: string;
  /** Takes one line for the user. */
  readonly onNotice: (line: string) => void;
}

const FILE_NAME = /^key-intent\.[0-9a-f]{16}\.json$/;

const IntentSchema = v.object({
  version: v.literal(1),
  target: v.string(),
  clientId: v.pipe(v.string(), v.nonEmpty()),
  site: v.pipe(v.string(), v.nonEmpty()),
  orgId: v.exactOptional(v.string()),
  orgName: v.exactOptional(v.string()),
  runId: v.string(),
  askedAt: Time,
  /** Whose process asked; see `newMark`. */
  mark: v.optional(v.string(), ''),
});

const SealedSchema = v.object({ sealId: v.string(), data: v.string() });

const { O_APPEND, O_NOFOLLOW, O_WRONLY } = constants;

/**
 * Opens the notes of key requests: a file (0600) for each in the data folder, never in the keychain,
 * since one that hangs must not stand in the way. A file for each, so that one can go when the disk is
 * full. The first line is the note; a key that came is appended, sealed. Makes nothing on disk yet.
 */
export function openKeyIntents(options: KeyIntentOptions): KeyIntents {
  const { folder, target } = options;
  let known: Promise<Owner> | undefined;
  const self = (): Promise<Owner> => (known ??= identify(options.pid, options.hostname));
  const pathOf = (place: KeyPlace): string => join(folder, nameOf(target, place));
  const list = async (clientId?: string): Promise<readonly KeyNote[]> => {
    const found: KeyNote[] = [];
    for (const name of await namesIn(folder)) {
      const path = join(folder, name);
      const text = await readPrivateFile(path, options.onNotice);
      if (text === undefined) continue;
      const entry = parse(text);
      if (entry === undefined) options.onNotice(`${path} cannot be read and is passed over.`);
      else if (entry.target === target) {
        const owner = readMark(entry.mark);
        const atWork = owner !== undefined && (await fateOf(owner, await self())) === 'alive';
        found.push({ ...entry.note, atWork });
      }
    }
    return found
      .filter(({ intent }) => clientId === undefined || intent.clientId === clientId)
      .sort((a, b) => Date.parse(a.intent.askedAt) - Date.parse(b.intent.askedAt));
  };
  return {
    list,
    find: async (place) =>
      (await list(place.clientId)).filter(({ intent }) => isSamePlace(intent, place)),
    begin: async (intent) => {
      const path = pathOf(intent);
      await ensurePrivateFolder(folder, options.onNotice);
      await sweepDrafts(path, await self(), { locked: true });
      const mark = newMark(await self(), options.random);
      const text = `${JSON.stringify({ version: 1, target, mark, ...intent })}\n`;
      await replacePrivateFile(path, text, mark);
    },
    keep: (place, sealed) => {
      try {
        // Not a new file: on a full disk there is still room in the block that the note is in.
        const file = openSync(pathOf(place), O_WRONLY | O_APPEND | O_NOFOLLOW);
        try {
          const line = `${JSON.stringify(sealed)}\n`;
          return writeSync(file, line) === Buffer.byteLength(line);
        } finally {
          closeSync(file);
        }
      } catch {
        return false;
      }
    },
    settle: async (place) => {
      const path = pathOf(place);
      await failingAs(`delete ${path}`, () => rm(path, { force: true }));
    },
  };
}

/** Notes for a run that keeps nothing on disk. */
export function createMemoryKeyIntents(): KeyIntents {
  const notes = new Map<string, KeyNote>();
  const list = async (clientId?: string): Promise<readonly KeyNote[]> =>
    [...notes.values()].filter(
      ({ intent }) => clientId === undefined || intent.clientId === clientId,
    );
  return {
    list,
    find: async (place) =>
      (await list(place.clientId)).filter(({ intent }) => isSamePlace(intent, place)),
    begin: async (intent) =>
      void notes.set(nameOf('', intent), { intent, sealed: [], atWork: true }),
    keep: () => false,
    settle: async (place) => void notes.delete(nameOf('', place)),
  };
}

/** An organization that is not known may be any. */
function isSamePlace(one: KeyPlace, other: KeyPlace): boolean {
  const sameOrg = one.orgId === undefined || other.orgId === undefined || one.orgId === other.orgId;
  return one.clientId === other.clientId && one.site === other.site && sameOrg;
}

function nameOf(target: string, { clientId, site, orgId }: KeyPlace): string {
  const parts = JSON.stringify([target, clientId, site, orgId ?? null]);
  return `key-intent.${createHash('sha256').update(parts).digest('hex').slice(0, 16)}.json`;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return failingAs(`read ${folder}`, async () => {
    try {
      return (await readdir(folder)).filter((name) => FILE_NAME.test(name));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  });
}

function parse(text: string):
  | {
      readonly target: string;
      readonly mark: string;
      readonly note: Omit<KeyNote, 'atWork'>;
    }
  | undefined {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '');
  const parsed = v.safeParse(IntentSchema, parseJson(first));
  if (!parsed.success) return undefined;
  const { version: _, target, mark, ...intent } = parsed.output;
  const sealed = rest.flatMap((line) => {
    const kept = v.safeParse(SealedSchema, parseJson(line));
    return kept.success ? [kept.output] : [];
  });
  return { target, mark, note: { intent, sealed } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
