import { Command } from 'commander';
import type { Cli } from './cli.ts';

const MORE = `
Asks the API for something that each scope opens, with reads that change nothing, and says how
much each answer proves: authorized (let in), observed (data came). Scopes that no read can
prove are skipped with the reason and what to do by hand.

Examples:
  ddoauth check-scopes
  ddoauth check-scopes --scope monitors_read,metrics_read --site us1,eu1
  ddoauth check-scopes --simulate --scope all
`;

/** `ddoauth check-scopes` */
export function checkScopesCommand(cli: Cli): Command {
  return new Command('check-scopes')
    .description('prove each scope of the grant')
    .option('--scope <scopes...>', 'scopes to prove, or all (default: those of the profile)')
    .addHelpText('after', MORE)
    .action(async (options: { scope?: string[] }, command: Command) => {
      const { execute } = await import('./execute.ts');
      const { wantedScopes, everyScope } = await import('../flows/check-scopes.ts');
      const scopes = wantedScopes(options.scope);
      await execute(cli, command, {
        options: { demoScopes: scopes === 'all' ? everyScope() : scopes },
        flow: async (run) => {
          const { runCheckScopes } = await import('../flows/check-scopes.ts');
          return runCheckScopes(run, { scopes });
        },
      });
    });
}
