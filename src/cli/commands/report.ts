import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';

const MORE = `
Shows a report that was saved from --json again: on the terminal, or with --html, --junit,
--markdown and --json as another document. With --expect and --fail-on it is judged anew. Sends nothing
and needs no client.

Exit code 0 means that the report could be shown, whatever it says: the run that made it has failed its
job already. --exit-code ends with the report's own exit code. A file that is no report ends with 2.

Examples:
  ddoauth report run.json
  ddoauth report run.json --html report.html --junit report.xml --markdown report.md
  ddoauth check-scopes --simulate --json | ddoauth report - --exit-code
`;

const DIFF_MORE = `
Compares the report of an earlier run with that of a later one, result by result (by id and subject):
newly failing, fixed, proof lowered or raised, new, gone. Durations count only where one is twice the
other and a second apart. Sends nothing.

Exit code 1: something got worse (newly failing, a warning where there was none, proof lowered).
5: nothing got worse, but something that was known is not any more (inconclusive, skipped).
0: neither. What is gone is listed and leaves the exit code alone: it was not asked for.

Examples:
  ddoauth report diff yesterday.json today.json
  ddoauth report diff yesterday.json today.json --markdown diff.md
  ddoauth report diff yesterday.json today.json --json
`;

const MERGE_MORE = `
Makes one report of several, such as those of a matrix of CI jobs, and shows it as "report" does. Of one
id and subject in several files, the result of the run that began later counts, and it is said; of
equal times, that of the later file. Results of different clients are kept apart by profile.
Sends nothing.

The exit code is the worst one of the runs: 1, then 3, 4, 5, 0. A result that gave way to that of a later
run does not count.

Examples:
  ddoauth report merge us1.json eu1.json --json
  ddoauth report merge us1.json eu1.json --html report.html --junit report.xml
`;

/** `ddoauth report` */
export function reportCommand(report: Command, cli: Cli): void {
  report
    .argument('<file>', 'report that --json printed, or - for standard input')
    .option('--exit-code', "end with the report's own exit code")
    .addHelpText('after', MORE)
    .action(async (file: string, options: { exitCode?: boolean }) => {
      const { showReport } = await import('../saved/show-report.ts');
      await showReport(cli, file, globalsOf(report), options.exitCode === true);
    });
  report
    .command('diff')
    .description('say what changed from one report to the next')
    .argument('<before>', 'report of the earlier run, or -')
    .argument('<after>', 'report of the later run, or -')
    .addHelpText('after', DIFF_MORE)
    .action(async (before: string, after: string, _options: object, command: Command) => {
      const { compareReports } = await import('../saved/compare-reports.ts');
      await compareReports(cli, before, after, globalsOf(command));
    });
  report
    .command('merge')
    .description('make one report of several')
    .argument('<files...>', 'reports that --json printed; one may be -')
    .addHelpText('after', MERGE_MORE)
    .action(async (files: string[], _options: object, command: Command) => {
      const { mergeSaved } = await import('../saved/merge-saved.ts');
      await mergeSaved(cli, files, globalsOf(command));
    });
}

function globalsOf(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}
