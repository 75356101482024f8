import type { Command } from 'commander';
import { ToolError } from '../../errors.ts';
import type { Cli } from '../cli.ts';

const MORE = `
Asks the API for something that each scope opens, with reads that change nothing, and says how
much each answer proves: authorized (let in), observed (data came). Scopes that no read can
prove are skipped with the reason and what to do by hand.

What it touches in the org: nothing, unless --allow-writes is given. Then it creates one thing for
each scope that writes (a monitor, a dashboard, a role, and so on; disabled or paused where Datadog
has a switch, named ddoauth-<run>-<scope>, tagged ddoauth_run:<run>), reads it back and deletes it,
after Ctrl-C too. A journal on disk names what a crash left; --clean-up deletes that.
--probe-ungranted asks one harmless question for every scope that was not granted and expects to be
refused, and names granted scopes that the profile does not ask for.

Examples:
  ddoauth check-scopes
  ddoauth check-scopes --scope monitors_read,metrics_read --site us1,eu1
  ddoauth check-scopes --simulate --scope all --allow-writes
  ddoauth check-scopes --clean-up
`;

interface CheckScopesFlags {
  readonly scope?: string[];
  readonly allowWrites?: boolean;
  readonly probeUngranted?: boolean;
  readonly cleanUp?: boolean;
  readonly yes?: boolean;
}

/** `ddoauth check-scopes` */
export function checkScopesCommand(command: Command, cli: Cli): void {
  command
    .option('--scope <scopes...>', 'scopes to prove, or all (default: those of the profile)')
    .option('--allow-writes', 'prove write scopes by creating something and deleting it again')
    .option('--probe-ungranted', 'expect routes of scopes that were not granted to refuse')
    .option('--clean-up', 'only delete what earlier runs with --allow-writes left')
    .option('-y, --yes', 'with --clean-up: do not ask before deleting')
    .addHelpText('after', MORE)
    .action(async (flags: CheckScopesFlags) => {
      rejectContradiction(flags);
      const { execute } = await import('../run/execute.ts');
      const { wantedScopes, everyScope, runCheckScopes } =
        await import('../../flows/check-scopes.ts');
      const scopes = wantedScopes(flags.scope);
      await execute(cli, command, {
        options: { demoScopes: scopes === 'all' ? everyScope() : scopes },
        flow: async (run) => {
          if (flags.cleanUp === true) {
            const { runCleanUp } = await import('../../flows/scope/clean-up.ts');
            return runCleanUp(run, { yes: flags.yes === true });
          }
          return runCheckScopes(run, {
            scopes,
            allowWrites: flags.allowWrites === true,
            probeUngranted: flags.probeUngranted === true,
          });
        },
      });
    });
}

function rejectContradiction(flags: CheckScopesFlags): void {
  if (flags.cleanUp === true) {
    const others = [
      ...(flags.scope === undefined ? [] : ['--scope']),
      ...(flags.allowWrites === true ? ['--allow-writes'] : []),
      ...(flags.probeUngranted === true ? ['--probe-ungranted'] : []),
    ];
    if (others.length === 0) return;
    throw new ToolError(
      'usage.flag',
      `--clean-up deletes what earlier runs left and checks nothing: leave out ${others.join(', ')}.`,
    );
  }
  if (flags.yes === true) {
    throw new ToolError('usage.flag', '--yes goes with --clean-up only.');
  }
}
