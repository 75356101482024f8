import { Command } from 'commander';
import type { Cli } from './cli.ts';
import { addKeyOptions, keyRequest, type KeyOptions } from './key-options.ts';

const MORE = `
Creates the one API key this client may have in the org (it stays there until somebody revokes
it by hand), saves it before anything else, checks that its site knows it and that another site
refuses it, sends one metric, one event and one log, and reads them back where the grant allows.
A key that is stored already is used again.

Examples:
  ddoauth create-key
  ddoauth create-key --site eu1 --yes --json
`;

/** `ddoauth create-key` */
export function createKeyCommand(cli: Cli): Command {
  return addKeyOptions(new Command('create-key'))
    .description('create, save and prove the API key that data is sent with')
    .option('--new', 'ask for a key although one is stored')
    .option('--print', "show the key's value on standard error at the end")
    .addHelpText('after', MORE)
    .action(async (options: KeyOptions, command: Command) => {
      const { execute } = await import('./execute.ts');
      await execute(cli, command, {
        flow: async (run) => {
          const { runCreateKey } = await import('../flows/create-key.ts');
          return runCreateKey(run, keyRequest(options));
        },
      });
    });
}
