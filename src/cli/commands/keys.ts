import type { Command } from 'commander';
import { ToolError } from '../../errors.ts';
import type { Run } from '../../flows/run/run.ts';
import type { Verdict } from '../../model/report.ts';
import type { Cli } from '../cli.ts';

type Flows = typeof import('../../flows/keys.ts');

const MORE = `
Keys are what create-key got: one per client, site and org, in the OS keychain or in a file only
you can read. No command shows a value but create-key --print.

Examples:
  ddoauth keys list
  ddoauth keys validate --site eu1
  ddoauth keys whose --stored 251b
`;

const LIST_MORE = `
Lists the stored API keys: last four characters, org, client, site, when it was created and where it
rests. Also shows requests for a key that ended before the answer was known. Sends nothing.

Examples:
  ddoauth keys list
  ddoauth keys list --site eu1 --json
`;

const VALIDATE_MORE = `
Asks the site of each stored key whether it still knows it (GET /api/v1/validate). Without last
characters all keys are meant: of the profile's client, or of every client when there is none.

Examples:
  ddoauth keys validate
  ddoauth keys validate 251b --json
`;

const FORGET_MORE = `
Removes keys from the store of this machine, and notes of requests that were never answered. Asks
first; with --yes and several keys it wants them named. Datadog still has a key that is forgotten
here and does not show its value again: revoke it in Organization Settings > API Keys.

Examples:
  ddoauth keys forget 251b
  ddoauth keys forget --site eu1 --yes
`;

const WHOSE_MORE = `
Asks every commercial site which of them knows a key (GET /api/v1/validate). Each of them sees the
key, so it asks first. Gov sites are asked only when --site names them, or for a stored key of a gov
site. The key comes from the store (--stored), from DD_API_KEY, from standard input, or is asked for;
never from the arguments, which other programs can see.

Examples:
  ddoauth keys whose --stored 251b
  pbpaste | ddoauth keys whose - --yes
  ddoauth keys whose --site us1-fed,us2-fed
`;

/** `ddoauth keys list|validate|forget|whose` */
export function keysCommand(keys: Command, cli: Cli): void {
  keys.addHelpText('after', MORE);
  const run = async (
    command: Command,
    flow: (flows: Flows, run: Run) => Promise<readonly Verdict[]>,
  ): Promise<void> => {
    const { execute } = await import('../run/execute.ts');
    await execute(cli, command, {
      options: { clientOptional: true },
      flow: async (opened) => flow(await import('../../flows/keys.ts'), opened),
    });
  };
  keys
    .command('list')
    .description('what is stored')
    .addHelpText('after', LIST_MORE)
    .action((_options: object, command: Command) =>
      run(command, (flows, opened) => flows.runKeysList(opened)),
    );
  keys
    .command('validate')
    .description('ask the site of each stored key whether it knows it')
    .argument('[last4...]', 'last four characters of the keys that are meant')
    .addHelpText('after', VALIDATE_MORE)
    .action((last4: string[], _options: object, command: Command) =>
      run(command, (flows, opened) => flows.runKeysValidate(opened, last4)),
    );
  keys
    .command('forget')
    .description('remove from the store only')
    .argument('[last4...]', 'last four characters of the keys that are meant')
    .option('--yes', 'forget without asking')
    .addHelpText('after', FORGET_MORE)
    .action((last4: string[], options: { yes?: boolean }, command: Command) =>
      run(command, (flows, opened) =>
        flows.runKeysForget(opened, last4, { yes: options.yes === true }),
      ),
    );
  keys
    .command('whose')
    .description('ask every site which of them knows a key')
    .argument('[input]', '- for standard input')
    .option('--stored <last4>', 'a stored key, by its last four characters')
    .option('--yes', 'show the key to the sites without asking')
    .addHelpText('after', WHOSE_MORE)
    .action(
      (
        input: string | undefined,
        options: { stored?: string; yes?: boolean },
        command: Command,
      ) => {
        const { stored, yes = false } = options;
        assertNoKey(input);
        return run(command, (flows, opened) =>
          flows.runKeysWhose(opened, { stored, stdin: input === '-', yes }),
        );
      },
    );
}

/** Whoever typed a key as an argument has shown it to the machine; it is not shown again. */
function assertNoKey(input: string | undefined): void {
  if (input === undefined || input === '-') return;
  throw new ToolError(
    'usage.flag',
    'keys whose takes no key as an argument: other programs see it.',
    {
      hint: 'Set DD_API_KEY, or write it to standard input: ddoauth keys whose -',
    },
  );
}
