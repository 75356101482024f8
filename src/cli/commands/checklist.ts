import type { Command } from 'commander';
import {
  addAuthorizeOptions,
  authorizeRequest,
  type AuthorizeOptions,
} from '../options/authorize-options.ts';
import { addStepOptions, stepRequest, type StepFlags } from '../options/checklist-options.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';
import { addKeyOptions, keyRequest, type KeyOptions } from '../options/key-options.ts';

type ChecklistFlags = AuthorizeOptions & KeyOptions & StepFlags;

const MORE = `
Goes through Datadog's six steps for testing a client, in their order, and makes one report:
authorize, create the API key and send data with it, several sites, every region, every scope,
submit. For a published client two more follow: your page after the authorization, and that a
revoked grant is gone. It creates one API key in each org (after asking) and sends a metric, an event
and a log, or what --data names (see create-key).
With --allow-writes it also proves write scopes as check-scopes --allow-writes does: it creates
things and deletes them again. --prove-revocation costs the grant of one site.

Each step is written down when it ends, for each client, in the data folder. The next run keeps what
has passed and goes on with the rest; a step is done anew when the secret, scopes, redirect URIs, stage
or sites have changed, or its result is older than --max-age. What only a person can judge is asked at
a terminal, or answered with --answer. --simulate keeps nothing, unless --state names a folder.
--profile a,b or --profile all does it for several profiles, in one report.

Examples:
  ddoauth checklist --site us1,eu1
  ddoauth checklist --status
  ddoauth checklist --step scopes --allow-writes
  ddoauth checklist --answer closing-page=yes:"says that the tab can be closed"
  ddoauth checklist --from-manifest assets/oauth_clients.json
  ddoauth checklist --simulate
`;

/** `ddoauth checklist` */
export function checklistCommand(command: Command, cli: Cli): void {
  addStepOptions(addKeyOptions(addAuthorizeOptions(command)))
    .addHelpText('after', MORE)
    .action(async (options: ChecklistFlags) => {
      const { execute } = await import('../run/execute.ts');
      const { timeout } = command.optsWithGlobals<GlobalOptions>();
      const authorize = authorizeRequest(cli.host, options, timeout);
      const steps = stepRequest(options);
      await execute(cli, command, {
        severalProfiles: true,
        flow: async (run) => {
          const { runChecklist } = await import('../../flows/checklist.ts');
          return runChecklist(run, { ...steps, authorize, key: keyRequest(options) });
        },
      });
    });
}
