import { Option, type Command } from 'commander';
import { ToolError } from '../../errors.ts';
import {
  addAuthorizeOptions,
  authorizeRequest,
  type AuthorizeOptions,
} from '../options/authorize-options.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';

const MORE = `
Starts a temporary server at the client's redirect URI, opens the browser, waits for the
callback, exchanges the code at the site of the org that consented, and stores the grant.
It changes nothing in the org but the user's consent.

When the redirect URI is not on this machine, or the browser shows an error page, paste
what the browser shows at the prompt.

One scope that a site does not take fails the whole request with invalid_scope. With
--bisect-scopes nothing is authorized; instead each site is asked with subsets of the scopes
(of --scope, which may be "all", else of the profile) until it is clear which it refuses. A
site that checks scopes before the login is asked without one, and nothing in the org is
touched. For the others, or with --bisect-scopes guided, it asks through the browser, one
question after the other: press Deny on the consent page. No grant is made or changed.

Examples:
  ddoauth authorize
  ddoauth authorize --site eu1 --expect-org "Example Sandbox"
  ddoauth authorize --from tile
  ddoauth authorize --bisect-scopes --site us1,us5
  ddoauth authorize --simulate --bisect-scopes --scope monitors_read,nonsense_read
`;

/** Words after `--bisect-scopes`. */
const HOW = ['auto', 'guided'] as const;

interface AuthorizeFlags extends AuthorizeOptions {
  readonly scope?: string[];
  readonly bisectScopes?: (typeof HOW)[number];
}

/** `ddoauth authorize` */
export function authorizeCommand(command: Command, cli: Cli): void {
  addAuthorizeOptions(command)
    .option(
      '--scope <scopes...>',
      'send a scope parameter (by default all registered scopes apply)',
    )
    .addOption(
      new Option('--bisect-scopes [how]', 'find the scopes that make a site answer invalid_scope')
        .choices(HOW)
        .preset('auto'),
    )
    .addHelpText('after', MORE)
    .action(async (flags: AuthorizeFlags) => {
      const how = flags.bisectScopes;
      if (how !== undefined) rejectContradiction(flags);
      const { execute } = await import('../run/execute.ts');
      const { timeout } = command.optsWithGlobals<GlobalOptions>();
      const request = authorizeRequest(cli.host, flags, timeout);
      await execute(cli, command, {
        options: { flags: { scope: flags.scope } },
        flow: async (run) => {
          if (how !== undefined) {
            const { bisectSites } = await import('../../flows/authorization/bisect.ts');
            return bisectSites(run, request, how);
          }
          const { runAuthorize } = await import('../../flows/authorize.ts');
          const scopes = run.settings.requestedScopes;
          return runAuthorize(run, { ...request, ...(scopes === undefined ? {} : { scopes }) });
        },
      });
    });
}

/** Flags about a grant, or about another start, mean nothing where none is made. */
function rejectContradiction(flags: AuthorizeFlags): void {
  const others = [
    ...(flags.from === 'tile' ? ['--from tile'] : []),
    ...(flags.paste === true ? ['--paste'] : []),
    ...(flags.expectOrg === undefined ? [] : ['--expect-org']),
    ...(flags.trustSite === true ? ['--trust-site'] : []),
  ];
  if (others.length === 0) return;
  throw new ToolError(
    'usage.flag',
    `--bisect-scopes asks several times and makes no grant: leave out ${others.join(', ')}.`,
  );
}
