import { Command } from 'commander';
import type { Run } from '../flows/run.ts';
import type { Verdict } from '../model/report.ts';
import type { Cli } from './cli.ts';

type GrantsFlow = (run: Run) => Promise<readonly Verdict[]>;
type Flows = typeof import('../flows/grants.ts');

/** Subcommands that do something with every grant that is meant. */
const ACTIONS: readonly (readonly [
  name: string,
  description: string,
  flow: (flows: Flows) => GrantsFlow,
  clientOptional: boolean,
])[] = [
  ['list', 'what is stored', (flows) => flows.runGrantsList, true],
  ['refresh', 'refresh now', (flows) => flows.runGrantsRefresh, false],
  ['revoke', 'revoke at Datadog, prove it, and forget', (flows) => flows.runGrantsRevoke, false],
  ['forget', 'remove from the store only', (flows) => flows.runGrantsForget, false],
];

const MORE = `
Grants are what authorize stored: one per client, site and org, in the OS keychain or in a file
only you can read.

Examples:
  ddoauth grants list
  ddoauth grants refresh --site eu1
  curl -H "Authorization: Bearer $(ddoauth grants token --site eu1)" https://api.datadoghq.eu/api/v1/monitor
`;

/** `ddoauth grants list|refresh|token|revoke|forget` */
export function grantsCommand(cli: Cli): Command {
  const grants = new Command('grants')
    .description('list, refresh, print, revoke or forget stored grants')
    .addHelpText('after', MORE);
  for (const [name, description, pick, clientOptional] of ACTIONS) {
    grants
      .command(name)
      .description(description)
      .action(async (_options: object, command: Command) => {
        const { execute } = await import('./execute.ts');
        await execute(cli, command, {
          options: { clientOptional },
          flow: async (run) => pick(await import('../flows/grants.ts'))(run),
        });
      });
  }
  grants
    .command('token')
    .description('print an access token of one site, refreshed first when it is about to end')
    .action(async (_options: object, command: Command) => printToken(cli, command));
  return grants;
}

/** Prints the token alone, so that it can go into a pipe; with `--json` the report without it. */
async function printToken(cli: Cli, command: Command): Promise<void> {
  const { execute } = await import('./execute.ts');
  let accessToken: string | undefined;
  await execute(cli, command, {
    flow: async (run) => {
      const { runGrantsToken } = await import('../flows/grants.ts');
      const outcome = await runGrantsToken(run);
      accessToken = outcome.accessToken;
      return outcome.verdicts;
    },
    printInstead: (io, json) => {
      if (accessToken === undefined || json) return false;
      io.stdout(`${accessToken}\n`);
      return true;
    },
  });
}
