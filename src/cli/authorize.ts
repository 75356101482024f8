import { Command } from 'commander';
import {
  addAuthorizeOptions,
  authorizeRequest,
  type AuthorizeOptions,
} from './authorize-options.ts';
import type { Cli } from './cli.ts';
import type { GlobalOptions } from './global-options.ts';

const MORE = `
Starts a temporary server at the client's redirect URI, opens the browser, waits for the
callback, exchanges the code at the site of the org that consented, and stores the grant.
It changes nothing in the org but the user's consent.

When the redirect URI is not on this machine, or the browser shows an error page, paste
what the browser shows at the prompt.

Examples:
  ddoauth authorize
  ddoauth authorize --site eu1 --expect-org "Example Sandbox"
  ddoauth authorize --from tile
`;

/** `ddoauth authorize` */
export function authorizeCommand(cli: Cli): Command {
  return addAuthorizeOptions(new Command('authorize'))
    .description('authorize the client in a browser and store the grant')
    .option(
      '--scope <scopes...>',
      'send a scope parameter (by default all registered scopes apply)',
    )
    .addHelpText('after', MORE)
    .action(async (options: AuthorizeOptions & { scope?: string[] }, command: Command) => {
      const { execute } = await import('./execute.ts');
      const { timeout } = command.optsWithGlobals<GlobalOptions>();
      const request = authorizeRequest(cli.host, options, timeout);
      await execute(cli, command, {
        options: { flags: { scope: options.scope } },
        flow: async (run) => {
          const { runAuthorize } = await import('../flows/authorize.ts');
          const scopes = run.settings.requestedScopes;
          return runAuthorize(run, { ...request, ...(scopes === undefined ? {} : { scopes }) });
        },
      });
    });
}
