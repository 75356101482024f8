import { posix, win32 } from 'node:path';
import { ToolError } from '../errors.ts';

/** Name of the folder below the system's place for data of programs. */
const NAME = 'ddoauth';

/**
 * The folder for the file store, the index of the keychain and run journals; absolute. `DDOAUTH_HOME`
 * wins; a relative one counts from the current folder, `~` is the home folder. Otherwise
 * `$XDG_DATA_HOME/ddoauth` or `~/.local/share/ddoauth`, on macOS `~/Library/Application Support/ddoauth`,
 * on Windows `%LOCALAPPDATA%\ddoauth\Data`. Values of the system's variables that are not absolute
 * count for nothing, as the XDG specification asks.
 * @throws ToolError `store.unusable` when neither these nor a home folder are known
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 * @see https://github.com/sindresorhus/env-paths
 */
export function dataFolder(machine: {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `linux`, `darwin`, `win32`, … */
  readonly os: string;
  readonly homeFolder: string;
}): string {
  const { env, os, homeFolder } = machine;
  const path = os === 'win32' ? win32 : posix;
  const wanted = env['DDOAUTH_HOME'];
  const isBelowHome = wanted === '~' || wanted?.startsWith('~/') === true;
  if (wanted && !isBelowHome) return path.resolve(wanted);

  const absolute = (value: string | undefined): string | undefined =>
    value !== undefined && path.isAbsolute(value) ? value : undefined;
  const home = (...below: string[]): string => {
    if (absolute(homeFolder) !== undefined) return path.join(homeFolder, ...below);
    throw new ToolError('store.unusable', 'There is no home folder to keep data in', {
      hint: 'Set DDOAUTH_HOME to a folder',
    });
  };
  if (wanted) return path.normalize(home(wanted.slice(2)));
  if (os === 'darwin') return home('Library', 'Application Support', NAME);
  if (os === 'win32') {
    return path.join(absolute(env['LOCALAPPDATA']) ?? home('AppData', 'Local'), NAME, 'Data');
  }
  return path.join(absolute(env['XDG_DATA_HOME']) ?? home('.local', 'share'), NAME);
}
