import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { start, type Ended } from './processes.ts';

/** Shell functions for a keyring of the session's own; it goes when the script ends. */
export const KEYRING = `
  set -u
  wait_for_service() {
    for _ in $(seq 100); do
      dbus-send --session --print-reply --dest=org.freedesktop.DBus / \\
        org.freedesktop.DBus.GetNameOwner string:org.freedesktop.secrets >/dev/null 2>&1 && return
      sleep 0.1
    done
    echo 'no service' >&2
    exit 8
  }
  unlocked() {
    printf pw | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    keyring=$!
    wait_for_service
  }
  locked() {
    gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 </dev/null &
    keyring=$!
    wait_for_service
  }
  stop() { kill -CONT $keyring; kill $keyring; wait $keyring; } 2>/dev/null
  trap stop EXIT
  operate() { "$NODE" "$WORKER" operate "$STORE" "$@"; }
`;

/** Runs a shell script in a session bus of its own, with homes of its own. */
export async function inSession(
  workerPath: string,
  home: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended & { readonly words: readonly unknown[] }> {
  await mkdir(join(home, 'run'), { mode: 0o700, recursive: true });
  await mkdir(join(home, 'data'), { recursive: true });
  const ended = await start(['dbus-run-session', '--', 'sh', '-c', script], {
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    NODE: process.execPath,
    WORKER: workerPath,
    STORE: join(home, 'store'),
    ...env,
  }).ended;
  const words = ended.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): unknown => JSON.parse(line));
  return { ...ended, words };
}
