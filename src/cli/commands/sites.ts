import type { Command } from 'commander';
import type { Cli } from '../cli.ts';

const MORE = `
Lists the Datadog sites with every host that takes HTTPS: web app, API, and each destination of data,
of the Datadog Agent and of SDKs too. Each host says how well it is known and what names it: a page
of Datadog's, its source code, or only the pattern of the other sites. Sends nothing.
check-regions --live-sites compares the table with what the sites say.

Examples:
  ddoauth sites
  ddoauth sites --site datadoghq.eu --json
`;

/** `ddoauth sites` */
export function sitesCommand(command: Command, cli: Cli): void {
  command.addHelpText('after', MORE).action(async () => {
    const { execute } = await import('../run/execute.ts');
    await execute(cli, command, {
      options: { clientOptional: true },
      flow: async (run) => {
        const { runSites } = await import('../../flows/sites.ts');
        return runSites(run);
      },
    });
  });
}
