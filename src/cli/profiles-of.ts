import type { Host } from '../host/host.ts';
import { severalProfiles } from '../settings/profile-list.ts';
import type { GlobalOptions } from './global-options.ts';

/** The profiles that `--profile` names, where it names several. */
export function profilesOf(
  { env, cwd }: Pick<Host, 'env' | 'cwd'>,
  { profile: flag, config }: GlobalOptions,
): readonly string[] | undefined {
  return severalProfiles({ flag, config, env, cwd });
}
