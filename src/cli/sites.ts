import { Command } from 'commander';
import type { Cli } from './cli.ts';

const MORE = `
Lists the Datadog sites with their hosts, and where each was learnt. Sends nothing.

Examples:
  ddoauth sites
  ddoauth sites --site datadoghq.eu --json
`;

/** `ddoauth sites` */
export function sitesCommand(cli: Cli): Command {
  return new Command('sites')
    .description('list the Datadog sites')
    .addHelpText('after', MORE)
    .action(async (_options: object, command: Command) => {
      const { execute } = await import('./execute.ts');
      await execute(cli, command, {
        options: { clientOptional: true },
        flow: async (run) => {
          const { runSites } = await import('../flows/sites.ts');
          return runSites(run);
        },
      });
    });
}
