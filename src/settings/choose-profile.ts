import { ToolError } from '../errors.ts';
import { nearest } from '../sites/nearest.ts';
import { quoted } from '../sites/quoted.ts';
import type { Config, ConfigProfile } from './config-schema.ts';
import type { Candidate } from './precedence.ts';

/** A profile of the config and its name. */
export interface NamedProfile {
  readonly name: string;
  readonly profile: ConfigProfile;
  /** Who named it. */
  readonly candidate: Candidate<string>;
}

function unknownProfile(where: string, name: string, names: readonly string[]): ToolError {
  const guess = nearest(name, names);
  const meant = guess === undefined ? '' : ` (did you mean ${guess}?)`;
  const list = names.length === 0 ? 'there are none' : names.join(', ');
  return new ToolError(
    'usage.profile',
    `${where}: no profile ${quoted(name)}${meant}. Profiles: ${list}`,
  );
}

/**
 * The profile of a run: the one `--profile` names, else `defaultProfile`, else the only one.
 * @param wanted `--profile`.
 * @param config Config and its path as messages show it; absent when there is no config.
 * @param optional Take none instead of failing when several are there and none is named.
 * @throws ToolError `usage.profile` that lists the profiles; `usage.config` for a `defaultProfile`
 * that is none.
 */
export function chooseProfile(
  wanted: string | undefined,
  config: { readonly content: Config; readonly shown: string } | undefined,
  optional: boolean,
): NamedProfile | undefined {
  const profiles = new Map(Object.entries(config?.content.profiles ?? {}));
  const names = [...profiles.keys()];
  const get = (candidate: Candidate<string>, name: string): NamedProfile | undefined => {
    const profile = profiles.get(name);
    return profile === undefined ? undefined : { name, profile, candidate };
  };
  if (wanted !== undefined) {
    const found = get({ source: 'flag', where: '--profile', value: wanted }, wanted);
    if (found !== undefined) return found;
    if (config !== undefined) throw unknownProfile(`--profile: ${config.shown}`, wanted, names);
    throw new ToolError(
      'usage.profile',
      `--profile: no profile ${quoted(wanted)}: no ddoauth.config.json here or in a folder above`,
      { hint: 'Write ddoauth.config.json, or give --from-manifest, which needs none.' },
    );
  }
  const named = config?.content.defaultProfile;
  if (config !== undefined && named !== undefined) {
    const found = get({ source: 'config', where: 'defaultProfile', value: named }, named);
    if (found !== undefined) return found;
    const { message } = unknownProfile('defaultProfile', named, names);
    throw new ToolError('usage.config', `${config.shown}: ${message}`);
  }
  const [only, ...others] = names;
  if (only === undefined) return undefined;
  if (others.length === 0) {
    return get({ source: 'default', where: 'the only profile', value: only }, only);
  }
  if (optional) return undefined;
  throw new ToolError(
    'usage.profile',
    `${config?.shown ?? ''}: several profiles and none was named: ${names.join(', ')}`,
    { hint: 'Name one with --profile or set "defaultProfile".' },
  );
}
