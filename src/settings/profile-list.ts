import { ToolError } from '../errors.ts';
import { quoted } from '../sites/quoted.ts';
import { findConfig } from './find-config.ts';
import { readConfig } from './read-config.ts';

/**
 * The profiles that `--profile` names: a list with commas, or `all`, in the order of the list or the
 * config, each once. A profile that is called so itself wins.
 * @returns `undefined` when it names one, or nothing
 * @throws ToolError `usage.profile` for a name that the config does not have
 */
export function severalProfiles(input: {
  readonly flag: string | undefined;
  readonly config: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}): readonly string[] | undefined {
  const flag = input.flag?.trim() ?? '';
  if (flag !== 'all' && !flag.includes(',')) return undefined;
  const found = findConfig({ flag: input.config, env: input.env, cwd: input.cwd });
  // Whoever reads the settings says that there is no config.
  if (found === undefined) return undefined;
  const names = Object.keys(readConfig(found.path, found.shown).profiles ?? {});
  if (names.includes(flag)) return undefined;
  if (flag === 'all') {
    if (names.length > 0) return names;
    throw new ToolError('usage.profile', `--profile all: ${found.shown} has no profiles`);
  }
  const wanted = [...new Set(flag.split(',').map((name) => name.trim()))].filter(Boolean);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new ToolError(
      'usage.profile',
      `--profile: ${found.shown} has no profile ${unknown.map(quoted).join(', ')}. Profiles: ${names.join(', ')}`,
    );
  }
  return wanted;
}
