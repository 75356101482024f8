import { cliEnvironment, runCli, temporaryHome } from './cli.ts';
import type { SimulatorProcess } from './simulator.ts';
import { storedGrant } from './stored-grants.ts';

/**
 * A refresh token from somebody who authorized at a terminal, on a machine that is gone.
 * @param then a command that is run there before, such as `grants revoke`
 */
export async function refreshTokenFrom(
  simulator: SimulatorProcess,
  cwd: string,
  site: string,
  options: { readonly args?: readonly string[]; readonly then?: readonly string[] } = {},
): Promise<string> {
  const elsewhere = temporaryHome();
  const env = cliEnvironment(elsewhere.path, { DDOAUTH_SIMULATOR: simulator.origin });
  try {
    const args = ['authorize', '--site', site, '--consent', 'authorize', ...(options.args ?? [])];
    await runCli(args, { cwd, env });
    const { refreshToken } = storedGrant(elsewhere.path, site);
    if (refreshToken === undefined) throw new Error(`no refresh token of ${site}`);
    if (options.then !== undefined) await runCli([...options.then, '--site', site], { cwd, env });
    return refreshToken;
  } finally {
    elsewhere.remove();
  }
}
