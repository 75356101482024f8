import { Command } from 'commander';
import type { Cli } from './cli.ts';

const MORE = `
Explains an error: what it means, its causes in order of likelihood, the fix, and the command to
run next. Secrets in the input are masked first; nothing is sent anywhere. With a profile the
causes are held against the client's settings. --list names every error it knows, or tells all about
those that are named; docs/errors.md of the package has the same.

Examples:
  ddoauth diagnose "invalid_request - Mismatching redirect URI."
  pbpaste | ddoauth diagnose -
  ddoauth diagnose server.log
  ddoauth diagnose --list
  ddoauth diagnose --list redirect-uri-mismatch
`;

/** `ddoauth diagnose` */
export function diagnoseCommand(cli: Cli): Command {
  return new Command('diagnose')
    .description('explain an error text')
    .argument('[input...]', 'error text, a file, or - for standard input')
    .option('--list', 'list the known errors, or explain those that are named')
    .addHelpText('after', MORE)
    .action(async (inputs: string[], { list }: { list?: true }, command: Command) => {
      const { execute } = await import('./execute.ts');
      await execute(cli, command, {
        options: { clientOptional: true },
        flow: async (run) => {
          if (list) {
            const { listRules } = await import('../flows/list-rules.ts');
            return listRules(run, inputs);
          }
          const { runDiagnose } = await import('../flows/diagnose.ts');
          return runDiagnose(run, inputs);
        },
      });
    });
}
