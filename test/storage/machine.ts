import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Requirement } from '../support/requirements.ts';

/** Whether small file systems can be mounted here: for a disk that is full or read-only. */
export function canMount(): Requirement {
  const name = 'a small disk of its own';
  if (process.getuid?.() !== 0) return { name, found: false, why: 'only root can mount a tmpfs' };
  const folder = mkdtempSync(join(tmpdir(), 'ddoauth-mount-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', 'none', folder]);
  if (status === 0) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return { name, found: status === 0, why: `mount -t tmpfs fails: ${String(stderr).trim()}` };
}

/** Mounts a file system of this size until the end of the test. */
export async function smallDisk(
  bytes: number,
): Promise<{ readonly folder: string; remount(option: 'ro' | 'rw'): void }> {
  const folder = await mkdtemp(join(tmpdir(), 'ddoauth-disk-'));
  const options = `size=${bytes},mode=700`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder]);
  onTestFinished(async () => {
    execFileSync('umount', [folder]);
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder,
    remount: (option) =>
      void execFileSync('mount', ['-o', `remount,${option},${options}`, 'none', folder]),
  };
}

/** Whether a real Secret Service can be started here. */
export function secretService(): Requirement {
  const programs = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'];
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0);
  return {
    name: 'a Secret Service',
    found: missing.length === 0,
    why: `${missing.join(', ')} missing: apt-get install gnome-keyring libsecret-tools libsecret-1-0 dbus`,
  };
}

/** Whether a message bus without any service on it can be started here. */
export function messageBus(): Requirement {
  const found = spawnSync('which', ['dbus-run-session']).status === 0;
  return { name: 'a message bus', found, why: 'dbus-run-session missing: apt-get install dbus' };
}
