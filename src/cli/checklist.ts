import { Command } from 'commander';
import {
  addAuthorizeOptions,
  authorizeRequest,
  type AuthorizeOptions,
} from './authorize-options.ts';
import type { Cli } from './cli.ts';
import type { GlobalOptions } from './global-options.ts';
import { addKeyOptions, keyRequest, type KeyOptions } from './key-options.ts';

type ChecklistFlags = AuthorizeOptions & KeyOptions & { readonly allowWrites?: boolean };

const MORE = `
Goes through Datadog's six steps for testing a client, in their order, and makes one report:
authorize, create the API key and send data with it, several sites, every region, every scope,
submit. It creates one API key in each org (after asking) and sends a metric, an event and a log, or
what --data names (see create-key).
With --allow-writes it also proves write scopes as check-scopes --allow-writes does: it creates
things and deletes them again.

Examples:
  ddoauth checklist --site us1,eu1
  ddoauth checklist --from-manifest assets/oauth_clients.json
  ddoauth checklist --simulate
`;

/** `ddoauth checklist` */
export function checklistCommand(cli: Cli): Command {
  return addKeyOptions(addAuthorizeOptions(new Command('checklist')))
    .option('--allow-writes', 'prove write scopes by creating something and deleting it again')
    .description("go through Datadog's test checklist, step by step")
    .addHelpText('after', MORE)
    .action(async (options: ChecklistFlags, command: Command) => {
      const { execute } = await import('./execute.ts');
      const { timeout } = command.optsWithGlobals<GlobalOptions>();
      const authorize = authorizeRequest(cli.host, options, timeout);
      await execute(cli, command, {
        flow: async (run) => {
          const { runChecklist } = await import('../flows/checklist.ts');
          const allowWrites = options.allowWrites === true;
          return runChecklist(run, { authorize, key: keyRequest(options), allowWrites });
        },
      });
    });
}
