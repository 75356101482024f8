import { Command } from 'commander';
import {
  addAuthorizeOptions,
  authorizeRequest,
  type AuthorizeOptions,
} from './authorize-options.ts';
import type { Cli } from './cli.ts';
import type { GlobalOptions } from './global-options.ts';
import { addKeyOptions, keyRequest, type KeyOptions } from './key-options.ts';

const MORE = `
Goes through Datadog's six steps for testing a client, in their order, and makes one report:
authorize, create the API key and send data with it, several sites, every region, every scope,
submit. It creates one API key in each org (after asking) and sends a metric, an event and a log.

Examples:
  ddoauth checklist --site us1,eu1
  ddoauth checklist --from-manifest assets/oauth_clients.json
  ddoauth checklist --simulate
`;

/** `ddoauth checklist` */
export function checklistCommand(cli: Cli): Command {
  return addKeyOptions(addAuthorizeOptions(new Command('checklist')))
    .description("go through Datadog's test checklist, step by step")
    .addHelpText('after', MORE)
    .action(async (options: AuthorizeOptions & KeyOptions, command: Command) => {
      const { execute } = await import('./execute.ts');
      const { timeout } = command.optsWithGlobals<GlobalOptions>();
      const authorize = authorizeRequest(cli.host, options, timeout);
      await execute(cli, command, {
        flow: async (run) => {
          const { runChecklist } = await import('../flows/checklist.ts');
          return runChecklist(run, { authorize, key: keyRequest(options) });
        },
      });
    });
}
