import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { GRADES, PROOFS } from '../model/report.ts';
import {
  STEP_NAMES,
  type ChecklistState,
  type StepName,
  type StepRecord,
} from '../model/checklist.ts';
import type { FileContext } from './context.ts';
import type { WithLock } from './gate.ts';
import { createLock } from './lock.ts';
import { identify, type Owner } from './owner.ts';
import { ensurePrivateFolder } from './private-folder.ts';
import { openPrivateMap } from './private-json.ts';
import { Time } from './records.ts';

/** What the state of a client is opened with. */
export interface ChecklistStateOptions extends Omit<FileContext, 'self'> {
  /** `datadog`, or the origin of the simulator that is asked: what holds there says nothing here. */
  readonly target: string;
  readonly clientId: string;
  readonly pid: number;
  readonly hostname: string;
}

const text = v.string();
const Args = v.record(text, v.union([text, v.number(), v.boolean(), v.array(text)]));

/** The parts that a report is made from; evidence is carried along as it is. */
const VerdictSchema = v.looseObject({
  id: v.pipe(text, v.nonEmpty()),
  check: text,
  title: text,
  subject: v.looseObject({}),
  grade: v.picklist(GRADES),
  proof: v.exactOptional(v.picklist(PROOFS)),
  finding: v.object({ code: text, args: Args }),
  exchanges: v.array(v.looseObject({ method: text, url: text, durationMs: v.number() })),
  durationMs: v.number(),
});

const RecordSchema = v.object({
  step: v.picklist(STEP_NAMES),
  at: Time,
  runId: text,
  basis: v.record(text, text),
  sites: v.array(text),
  allowWrites: v.boolean(),
  verdicts: v.array(VerdictSchema),
  answer: v.exactOptional(
    v.object({
      says: v.picklist(['yes', 'no']),
      note: v.exactOptional(text),
      at: Time,
      of: v.array(text),
    }),
  ),
});

const isEntry = (value: unknown): value is StepRecord => v.is(RecordSchema, value);

/**
 * Opens the state of one client: a file (0600) of its own in the data folder, replaced as a whole under a
 * lock that processes share, an entry for each step. Makes nothing on disk before the first step is saved;
 * a file that cannot be understood, such as one of a later version, is never written over.
 */
export function openChecklistState(options: ChecklistStateOptions): ChecklistState {
  let known: Promise<Owner> | undefined;
  const self = (): Promise<Owner> => (known ??= identify(options.pid, options.hostname));
  const context: FileContext = { ...options, self };
  const path = join(options.folder, nameOf(options.target, options.clientId));
  const map = openPrivateMap<StepRecord>(context, {
    path,
    format: { member: 'steps', isEntry },
    withLock: stateLock(context),
  });
  return {
    where: path,
    load: async () => recordsOf(await map.read()),
    save: async (record) => {
      await map.update((entries) => {
        entries.set(record.step, record);
        return true;
      });
    },
    forget: async (step) => {
      if (!(await map.read()).has(step)) return;
      await map.update((entries) => entries.delete(step));
    },
  };
}

/** State for a run that keeps nothing on disk. */
export function createMemoryChecklistState(): ChecklistState {
  const records = new Map<StepName, StepRecord>();
  return {
    where: undefined,
    load: () => Promise.resolve(new Map(records)),
    save: (record) => Promise.resolve(void records.set(record.step, record)),
    forget: (step) => Promise.resolve(void records.delete(step)),
  };
}

function recordsOf(entries: ReadonlyMap<string, StepRecord>): Map<StepName, StepRecord> {
  return new Map([...entries.values()].map((record) => [record.step, record]));
}

function stateLock(context: FileContext): WithLock {
  const lock = createLock({ ...context, folder: join(context.folder, 'locks') });
  return async (name, work, lockOptions) => {
    await ensurePrivateFolder(context.folder, context.onNotice);
    return lock(`checklist/${name}`, work, lockOptions);
  };
}

function nameOf(target: string, clientId: string): string {
  const parts = JSON.stringify([target, clientId]);
  return `checklist.${createHash('sha256').update(parts).digest('hex').slice(0, 16)}.json`;
}
