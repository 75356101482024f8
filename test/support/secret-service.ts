import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs a Secret Service of a test's own is made of. */
const PROGRAMS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool'];

/** Programs that are missing here; none on a machine that can run these tests. */
export function missingSecretServicePrograms(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return PROGRAMS.filter((name) => !folders.some((folder) => existsSync(join(folder, name))));
}

/** How to get them. */
export const SECRET_SERVICE_PACKAGES =
  'apt-get install gnome-keyring libsecret-tools libsecret-1-0 dbus';

/** A D-Bus session of its own, without any service until one is started. */
export interface TestSession {
  /** What a process needs to be part of the session. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts gnome-keyring; unlocked, it makes its keyring at the first start. */
  startKeyring(state: 'unlocked' | 'locked'): Promise<Keyring>;
  /** Everything the Secret Service has for a service, as another program reads it. */
  search(service: string): Promise<string>;
  /** Takes everything of a service out. */
  clear(service: string): Promise<void>;
  close(): Promise<void>;
}

/** A gnome-keyring-daemon that runs. */
export interface Keyring {
  /** Stops it in the middle of everything: it answers nobody. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** No service folders, so that nothing starts by being asked for. */
const BUS_CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/**
 * Starts a D-Bus session with homes of its own.
 * @param folder fresh; keyrings and sockets live in it
 */
export async function startTestSession(folder: string): Promise<TestSession> {
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  const config = join(folder, 'bus.conf');
  writeFileSync(config, BUS_CONFIG);
  const homes = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(folder, 'share'),
  };
  const bus = spawn(
    'dbus-daemon',
    [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'],
    { env: homes, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const address = await firstLine(bus);
  const env = { ...homes, DBUS_SESSION_BUS_ADDRESS: address };
  const keyrings = new Set<Keyring>();
  return {
    env,
    startKeyring: async (state) => {
      const keyring = await startKeyring(env, state);
      keyrings.add(keyring);
      return keyring;
    },
    clear: async (service) => {
      await run('secret-tool', ['clear', 'service', service], { env }).catch(() => undefined);
    },
    search: async (service) => {
      const { stdout, stderr } = await run('secret-tool', ['search', '--all', 'service', service], {
        env,
      });
      return stdout + stderr;
    },
    close: async () => {
      for (const keyring of keyrings) await keyring.stop();
      await ended(bus);
    },
  };
}

async function startKeyring(
  env: Readonly<Record<string, string>>,
  state: 'unlocked' | 'locked',
): Promise<Keyring> {
  const child = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--components=secrets', ...(state === 'unlocked' ? ['--unlock'] : [])],
    { env, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  child.stdin.on('error', () => undefined);
  child.stdin.end(state === 'unlocked' ? 'password of the test keyring' : '');
  await untilOwned(env, child);
  return {
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: async () => {
      child.kill('SIGCONT');
      await ended(child);
    },
  };
}

/** Waits until somebody has taken the name of the Secret Service. */
async function untilOwned(
  env: Readonly<Record<string, string>>,
  child: ChildProcess,
): Promise<void> {
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/'];
  const method = ['org.freedesktop.DBus.GetNameOwner', 'string:org.freedesktop.secrets'];
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error('gnome-keyring-daemon ended at its start');
    const owned = await run('dbus-send', [...question, ...method], { env }).then(
      () => true,
      () => false,
    );
    if (owned) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('gnome-keyring-daemon did not take its name');
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const [line, rest] = text.split('\n');
      if (line !== undefined && rest !== undefined) resolve(line);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error('dbus-daemon ended at its start')));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 2_000);
  await exit;
  clearTimeout(killer);
}
