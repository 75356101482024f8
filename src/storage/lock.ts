import { createHash } from 'node:crypto';
import {
  mkdir,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { platform, uptime } from 'node:os';
import { join } from 'node:path';
import type { Clock, Random } from '../host/host.ts';
import { ToolError } from '../errors.ts';
import { codeOf, failingAs, fsFailure } from './fs-failure.ts';
import { createGate, LOCK_WAIT_MS, seconds, type LockOptions, type WithLock } from './gate.ts';
import { fateOf, newMark, readMark, type Owner } from './owner.ts';

/** How often a holder shows that it lives, in milliseconds. */
const HEARTBEAT_MS = 10_000;

/** A holder whose pid says nothing here is given up after this long without a heartbeat. */
const SILENCE_MS = 120_000;

/** Pauses between two looks at a held lock, in milliseconds: the first and the longest. */
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/** What locks need of the machine. */
export interface LockContext {
  /** The folder the locks are in. Made when missing; the caller has made sure of its parent. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly self: () => Promise<Owner>;
}

/**
 * A lock between processes. A held lock is a folder `<name>.held` with one file in it, named after
 * its owner. To take it is to rename a folder made beforehand onto that path: the system does so only
 * if nothing or an *empty* folder is there, for one process at a time. A dead owner's file is removed
 * by its own name, which no later owner shares; so nobody can take away a lock that has meanwhile
 * passed on, which is what goes wrong when stale lock files are deleted.
 * @returns a function that throws ToolError `store.locked` after the wait, or the signal's reason
 */
export function createLock(context: LockContext): WithLock {
  const gate = createGate(context.clock);
  return (name, work, options = {}) =>
    gate(name, () => holding(context, name, work, options), options);
}

async function holding<T>(
  context: LockContext,
  name: string,
  work: () => Promise<T>,
  options: LockOptions,
): Promise<T> {
  const { clock, folder, random } = context;
  const mark = newMark(await context.self(), random);
  const key = createHash('sha256').update(name).digest('hex').slice(0, 24);
  const held = join(folder, `${key}.held`);
  const candidate = join(folder, `${key}.${mark}.new`);
  try {
    await failingAs(`lock ${folder}`, () => prepare(folder, candidate, mark));
    await take(context, { name, held, candidate, mark }, options);
  } catch (error) {
    await rm(candidate, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  const heartbeat = setInterval(() => {
    touch(join(held, mark), clock).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await release(held, mark, clock);
  }
}

async function prepare(folder: string, candidate: string, mark: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await mkdir(candidate, { mode: 0o700 });
  await writeFile(join(candidate, mark), '', { mode: 0o600, flag: 'wx' });
}

interface Attempt {
  readonly name: string;
  readonly held: string;
  readonly candidate: string;
  readonly mark: string;
}

async function take(context: LockContext, attempt: Attempt, options: LockOptions): Promise<void> {
  const { clock } = context;
  const { signal, timeoutMs = LOCK_WAIT_MS } = options;
  const startedAt = clock.monotonic();
  let touchedAt = startedAt;
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    signal?.throwIfAborted();
    if (clock.monotonic() - touchedAt > HEARTBEAT_MS / 2) {
      // The moment it is taken, its age must not be that of the wait.
      await touch(join(attempt.candidate, attempt.mark), clock).catch(() => undefined);
      touchedAt = clock.monotonic();
    }
    const refusal = await tryRename(attempt);
    if (refusal === undefined) return;
    const holder = await freeIfDead(context, attempt.held);
    if (holder === undefined) continue;
    const waitedMs = clock.monotonic() - startedAt;
    if (waitedMs >= timeoutMs) throw gaveUp(attempt, holder, timeoutMs);
    await clock.sleep(Math.min(pauseMs, Math.max(1, timeoutMs - waitedMs)), signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** Takes the lock, or returns the code with which the system refused because somebody has it. */
async function tryRename({ candidate, held }: Attempt): Promise<string | undefined> {
  try {
    await rename(candidate, held);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    // Windows refuses to replace any folder, an empty one too, and calls that a lack of permission.
    const taken = ['ENOTEMPTY', 'EEXIST', ...(platform() === 'win32' ? ['EPERM', 'EACCES'] : [])];
    if (taken.includes(code)) return code;
    throw fsFailure(error, `take the lock ${held}`);
  }
}

/** Clears away what a dead owner left. Returns who lives and holds it, `undefined` to try again. */
async function freeIfDead(context: LockContext, held: string): Promise<string | undefined> {
  const marks = await readdir(held).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fsFailure(error, `read the lock ${held}`);
  });
  if (marks === undefined) return platform() === 'win32' ? 'somebody' : undefined;
  const self = await context.self();
  for (const mark of marks) {
    const owner = readMark(mark);
    if (!(await isGone(owner, self, join(held, mark), context.clock))) {
      return owner === undefined ? mark : `process ${owner.pid}`;
    }
    await unlink(join(held, mark)).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw fsFailure(error, `free the lock ${held}`);
    });
  }
  await rmdir(held).catch(() => undefined);
  return undefined;
}

/**
 * Whether the owner of a lock is gone: its process is dead, it has not been heard of for long where its
 * pid says nothing here, or it is from before the machine was started where a pid cannot be told from
 * the same one given again.
 */
async function isGone(
  owner: Owner | undefined,
  self: Owner,
  path: string,
  clock: Clock,
): Promise<boolean> {
  const fate = owner === undefined ? 'unknown' : await fateOf(owner, self);
  if (fate === 'dead') return true;
  if (fate === 'alive' && owner?.started !== '') return false;
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return false;
  const ageMs = clock.now() - found.mtimeMs;
  return ageMs > (fate === 'unknown' ? SILENCE_MS : uptime() * 1000 + SILENCE_MS);
}

function gaveUp({ name, held }: Attempt, holder: string, timeoutMs: number): ToolError {
  return new ToolError(
    'store.locked',
    `Gave up after ${seconds(timeoutMs)} s: ${holder} works on "${name}" (${held})`,
    { hint: `Wait for it to end and run this again; remove ${held} if that is not ddoauth` },
  );
}

async function touch(path: string, clock: Clock): Promise<void> {
  const now = new Date(clock.now());
  await utimes(path, now, now);
}

/** Gives the lock back. What cannot be removed is freed by the next one, once this process is gone. */
async function release(held: string, mark: string, clock: Clock): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const removed = await unlink(join(held, mark)).then(
      () => true,
      (error: unknown) => codeOf(error) === 'ENOENT',
    );
    if (removed) break;
    await clock.sleep(10);
  }
  await rmdir(held).catch(() => undefined);
}

/** Removes what processes that are gone were about to take locks with. Never rejects. */
export async function sweepCandidates(folder: string, self: Owner): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const owner = readMark(/^[0-9a-f]{24}\.(.+)\.new$/.exec(name)?.[1] ?? '');
    if (owner === undefined || (await fateOf(owner, self)) !== 'dead') continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
