import type { Command } from 'commander';
import type { Run } from '../../flows/run/run.ts';
import type { Verdict } from '../../model/report.ts';
import type { Cli } from '../cli.ts';

type GrantsFlow = (run: Run) => Promise<readonly Verdict[]>;
type Flows = typeof import('../../flows/grants.ts');

/** Subcommands that do something with every grant that is meant. */
const ACTIONS: readonly (readonly [
  name: string,
  description: string,
  flow: (flows: Flows) => GrantsFlow,
  clientOptional: boolean,
  more: string,
])[] = [
  [
    'list',
    'what is stored',
    (flows) => flows.runGrantsList,
    true,
    `
Lists the stored grants: client, org, site, scopes, and how long the access token lives. Sends
nothing and shows no token.

Examples:
  ddoauth grants list
  ddoauth grants list --site eu1 --json
`,
  ],
  [
    'refresh',
    'refresh now',
    (flows) => flows.runGrantsRefresh,
    false,
    `
Asks the token endpoint for a new access token, whether it is due or not. A refresh token that
the server rotates is saved before anything else.

Examples:
  ddoauth grants refresh
  ddoauth grants refresh --site us1,eu1 --refresh-token-out token.txt
`,
  ],
  [
    'revoke',
    'revoke at Datadog, prove it, and forget',
    (flows) => flows.runGrantsRevoke,
    false,
    `
Revokes the grant at Datadog, tries a refresh, which has to fail, and removes it from the store.
The integration cannot use the org's data until somebody authorizes it again.

Examples:
  ddoauth grants revoke --site eu1
  ddoauth grants revoke --profile test
`,
  ],
  [
    'forget',
    'remove from the store only',
    (flows) => flows.runGrantsForget,
    false,
    `
Removes the grant from the store of this machine. At Datadog it lives on.

Examples:
  ddoauth grants forget --site eu1
  ddoauth grants forget --profile test
`,
  ],
];

const MORE = `
Grants are what authorize stored: one per client, site and org, in the OS keychain or in a file
only you can read.

Examples:
  ddoauth grants list
  ddoauth grants refresh --site eu1
  curl -H "Authorization: Bearer $(ddoauth grants token --site eu1)" https://api.datadoghq.eu/api/v1/monitor
`;

const TOKEN_MORE = `
Prints the access token alone on standard output, for pipes. With --json it prints the report
without the token.

Examples:
  ddoauth grants token --site eu1
  ddoauth grants token --profile test
`;

/** `ddoauth grants list|refresh|token|revoke|forget` */
export function grantsCommand(grants: Command, cli: Cli): void {
  grants.addHelpText('after', MORE);
  for (const [name, description, pick, clientOptional, more] of ACTIONS) {
    grants
      .command(name)
      .description(description)
      .addHelpText('after', more)
      .action(async (_options: object, command: Command) => {
        const { execute } = await import('../run/execute.ts');
        await execute(cli, command, {
          options: { clientOptional },
          flow: async (run) => pick(await import('../../flows/grants.ts'))(run),
        });
      });
  }
  grants
    .command('token')
    .description('print an access token of one site, refreshed first when it is about to end')
    .addHelpText('after', TOKEN_MORE)
    .action(async (_options: object, command: Command) => printToken(cli, command));
}

/** Prints the token alone, so that it can go into a pipe; with `--json` the report without it. */
async function printToken(cli: Cli, command: Command): Promise<void> {
  const { execute } = await import('../run/execute.ts');
  let accessToken: string | undefined;
  await execute(cli, command, {
    flow: async (run) => {
      const { runGrantsToken } = await import('../../flows/grants.ts');
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
