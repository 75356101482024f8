import { Command } from 'commander';
import type { Cli } from './cli.ts';

const MORE = `
Explains an error: what it means, its causes in order of likelihood, the fix, and the command to
run next. Secrets in the input are masked first; nothing is sent anywhere. With a profile the
causes are held against the client's settings.

Examples:
  ddoauth diagnose "invalid_request - Mismatching redirect URI."
  pbpaste | ddoauth diagnose -
  ddoauth diagnose server.log
`;

/** `ddoauth diagnose` */
export function diagnoseCommand(cli: Cli): Command {
  return new Command('diagnose')
    .description('explain an error text')
    .argument('[input...]', 'error text, a file, or - for standard input')
    .addHelpText('after', MORE)
    .action(async (inputs: string[], _options: object, command: Command) => {
      const { execute } = await import('./execute.ts');
      await execute(cli, command, {
        options: { clientOptional: true },
        flow: async (run) => {
          const { runDiagnose } = await import('../flows/diagnose.ts');
          return runDiagnose(run, inputs);
        },
      });
    });
}
