import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { getPriority } from 'node:os';
import type { Random } from '../host/host.ts';

/**
 * Who made a lock or a draft. Stands in file names, so that it is there, whole, the moment the file
 * is, on a full disk too.
 */
export interface Owner {
  readonly pid: number;
  /**
   * Where the pid means something: host name, and on Linux the boot and the pid namespace, since two
   * containers may share host name and folder.
   */
  readonly scope: string;
  /** When the process started, in clock ticks since boot (Linux); empty where that is not known. */
  readonly started: string;
}

/** Owner, then something random: two marks of one process differ. */
const MARK = /^(\d{1,10})\.([0-9a-f]{16})\.(\d*)\.([0-9a-f]{16})$/;

/** Finds out who this process is. Never rejects. */
export async function identify(pid: number, hostname: string): Promise<Owner> {
  const [boot, namespace, state] = await Promise.all([
    orEmpty(readFile('/proc/sys/kernel/random/boot_id', 'utf8')),
    orEmpty(readlink(`/proc/${pid}/ns/pid`)),
    linuxProcess(pid),
  ]);
  const scope = createHash('sha256').update([hostname, boot.trim(), namespace].join('\n'));
  return { pid, scope: scope.digest('hex').slice(0, 16), started: state?.started ?? '' };
}

/** A new mark of this owner: no two are alike. */
export function newMark(owner: Owner, random: Random): string {
  const unique = Buffer.from(random.bytes(8)).toString('hex');
  return `${owner.pid}.${owner.scope}.${owner.started}.${unique}`;
}

/** The owner in a mark; `undefined` when the text is no mark. */
export function readMark(mark: string): Owner | undefined {
  const [, pid, scope, started] = MARK.exec(mark) ?? [];
  if (pid === undefined || scope === undefined || started === undefined) return undefined;
  return { pid: Number(pid), scope, started };
}

/**
 * Whether an owner is certain to be gone. `unknown` when this process cannot tell: another host,
 * container or boot.
 */
export async function fateOf(owner: Owner, self: Owner): Promise<'alive' | 'dead' | 'unknown'> {
  if (owner.scope !== self.scope || owner.pid <= 0) return 'unknown';
  if (!exists(owner.pid)) return 'dead';
  const state = await linuxProcess(owner.pid);
  if (state === undefined) return exists(owner.pid) ? 'alive' : 'dead';
  if (state.isZombie) return 'dead';
  const reused = owner.started !== '' && state.started !== owner.started;
  return reused ? 'dead' : 'alive';
}

/** Whether the system knows the pid. Asking for a priority harms nobody and works everywhere. */
function exists(pid: number): boolean {
  try {
    getPriority(pid);
    return true;
  } catch (error) {
    return !(error instanceof Error && error.message.includes('ESRCH'));
  }
}

/** Start time and state of a process, from `/proc`. @see proc_pid_stat(5), fields 3 and 22 */
async function linuxProcess(
  pid: number,
): Promise<{ readonly started: string; readonly isZombie: boolean } | undefined> {
  const stat = await orEmpty(readFile(`/proc/${pid}/stat`, 'utf8'));
  // The second field is the program's name in brackets, and may hold brackets and blanks itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields[0], fields[19]];
  if (state === undefined || started === undefined) return undefined;
  return { started, isZombie: state === 'Z' || state === 'X' };
}

async function orEmpty(reading: Promise<string>): Promise<string> {
  try {
    return await reading;
  } catch {
    return '';
  }
}
