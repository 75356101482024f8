import { Command } from 'commander';
import type { Cli } from './cli.ts';

const MORE = `
Asks every Datadog site: does the authorize host answer, does the token endpoint know the client
(with a made-up code, which grants nothing), does the stored grant refresh, does the API answer,
does the stored key work here and nowhere else. Stored refresh tokens may be rotated and are saved.

Examples:
  ddoauth check-regions
  ddoauth check-regions --site us1,eu1,ap2
`;

/** `ddoauth check-regions` */
export function checkRegionsCommand(cli: Cli): Command {
  return new Command('check-regions')
    .description('check every Datadog site for this client')
    .addHelpText('after', MORE)
    .action(async (_options: object, command: Command) => {
      const { execute } = await import('./execute.ts');
      await execute(cli, command, {
        flow: async (run) => {
          const { runCheckRegions } = await import('../flows/check-regions.ts');
          return runCheckRegions(run);
        },
      });
    });
}
