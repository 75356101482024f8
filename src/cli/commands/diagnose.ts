import type { Command } from 'commander';
import { ToolError } from '../../errors.ts';
import type { LiveWish } from '../../flows/diagnose/live-plan.ts';
import type { Cli } from '../cli.ts';

const MORE = `
Explains an error: what it is recognised as and by what, its causes (confirmed or open, why, and how to
check; less likely and ruled out ones by name, --json has their reasons), the fix, and the one command
to run next. INPUT is an error text, a file, or - for standard input; secrets in it are masked before
anything else looks at it. Without INPUT, at a terminal or with --environment, it looks at this machine,
at the client, and at the client's last report with failures. --list names every error it knows, or
tells all about those that are named; docs/errors.md of the package has the same.

What it sends: nothing about an INPUT unless a client is known (profile, config, --from-manifest,
--client-id) and --offline is not given. Then it tries out what the causes leave open, and lists each
question with the hosts it asked: a name look-up, a TLS handshake, the authorize page without a login,
the token endpoint with a made-up code, and, of what is stored, the API key at its validation, the
access token at a read route, and the refresh token at the token endpoint, where a new one is saved.
Nothing is created or changed in the org; secrets go to hosts of their own site only. Without INPUT the
hosts of the client's sites are gone to as well, without credentials.

Examples:
  ddoauth diagnose "invalid_request - Mismatching redirect URI."
  pbpaste | ddoauth diagnose - --offline
  ddoauth diagnose server.log --site eu1
  ddoauth diagnose --environment
  ddoauth diagnose --list redirect-uri-mismatch
`;

interface DiagnoseFlags {
  readonly environment?: boolean;
  readonly list?: boolean;
  readonly live?: boolean;
  readonly offline?: boolean;
}

/** `ddoauth diagnose` */
export function diagnoseCommand(command: Command, cli: Cli): void {
  command
    .argument('[input...]', 'error text, a file, or - for standard input')
    .option('--environment', 'look at this machine, the client and its last failed report')
    .option('--live', 'try causes out; fails where no client is known')
    .option('--offline', 'send nothing')
    .option('--list', 'list the known errors, or explain those that are named')
    .addHelpText('after', MORE)
    .action(async (inputs: string[], flags: DiagnoseFlags) => {
      const { execute } = await import('../run/execute.ts');
      const live = liveWish(flags);
      await execute(cli, command, {
        options: { clientOptional: true },
        flow: async (run) => {
          if (flags.list === true) {
            const { listRules } = await import('../../flows/list-rules.ts');
            return listRules(run, inputs);
          }
          const { runDiagnose } = await import('../../flows/diagnose.ts');
          return runDiagnose(run, { inputs, environment: flags.environment === true, live });
        },
      });
    });
}

function liveWish({ live, offline }: DiagnoseFlags): LiveWish {
  if (live === true && offline === true) {
    throw new ToolError('usage.flag', '--live and --offline exclude each other.');
  }
  if (live === true) return 'live';
  return offline === true ? 'offline' : undefined;
}
