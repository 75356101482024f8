import { lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Name of the config file. */
export const CONFIG_FILE_NAME = 'ddoauth.config.json';

/** Where a config is, and how messages name it. */
export interface ConfigLocation {
  /** Absolute. */
  readonly path: string;
  /** What led there: `--config`, `DDOAUTH_CONFIG`, or `found in <folder>`. */
  readonly where: string;
  readonly source: 'flag' | 'environment' | 'default';
  /** The path as messages show it. */
  readonly shown: string;
}

/** Whether there is something of that name, be it a folder or a link to nothing. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the config: the file that `--config` or else `DDOAUTH_CONFIG` names (it has to exist, which
 * reading it finds out), or else the nearest one from `cwd` upwards.
 * @returns `undefined` when nothing names one and none is found.
 */
export function findConfig(input: {
  readonly flag: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}): ConfigLocation | undefined {
  const { flag, env, cwd } = input;
  if (flag !== undefined) {
    const path = resolve(cwd, flag);
    return { path, where: '--config', source: 'flag', shown: `--config ${flag || '""'}` };
  }
  const variable = env['DDOAUTH_CONFIG']?.trim();
  if (variable !== undefined && variable !== '') {
    const path = resolve(cwd, variable);
    const where = 'DDOAUTH_CONFIG';
    return { path, where, source: 'environment', shown: `${where}: ${variable}` };
  }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_FILE_NAME);
    if (isThere(path)) return { path, where: `found in ${folder}`, source: 'default', shown: path };
    if (dirname(folder) === folder) return undefined;
  }
}
