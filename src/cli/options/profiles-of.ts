import { ToolError } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import { severalProfiles } from '../../settings/profile-list.ts';
import type { GlobalOptions } from './global-options.ts';

/**
 * The profiles that `--profile` names, where it names several.
 * @throws ToolError `usage.flag`, `usage.environment` for what can be about one client only
 */
export function profilesOf(
  { env, cwd }: Pick<Host, 'env' | 'cwd'>,
  globals: GlobalOptions,
): readonly string[] | undefined {
  const { profile: flag, config, clientId, redirectUri, refreshTokenOut } = globals;
  const names = severalProfiles({ flag, config, env, cwd });
  if (names === undefined) return undefined;
  const flags = [
    ...(clientId === undefined ? [] : ['--client-id']),
    ...(redirectUri === undefined ? [] : ['--redirect-uri']),
    ...(refreshTokenOut === undefined ? [] : ['--refresh-token-out']),
  ];
  if (flags.length > 0) {
    throw new ToolError(
      'usage.flag',
      `${flags.join(', ')}: this is about one client, and --profile names several.`,
      { hint: 'Run them one by one, or leave it out' },
    );
  }
  const variables = Object.keys(env).filter(
    (name) =>
      /^DDOAUTH_(?:CLIENT_ID|CLIENT_SECRET|REFRESH_TOKEN(?:_.*)?)$/.test(name) &&
      env[name]?.trim() !== '',
  );
  if (variables.length > 0) {
    throw new ToolError(
      'usage.environment',
      `The environment has ${variables.join(', ')}, which is about one client, and --profile names several.`,
      { hint: 'Unset it; the secrets and grants of several clients come from the store' },
    );
  }
  return names;
}
