import { Command, CommanderError } from 'commander';
import { EXIT, EXIT_MEANINGS, type ExitCode } from '../catalog/exit-codes.ts';
import { ToolError, messageOf } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { redactShapes } from '../redact.ts';
import { authorizeCommand } from './commands/authorize.ts';
import { checkRegionsCommand } from './commands/check-regions.ts';
import { checkScopesCommand } from './commands/check-scopes.ts';
import { checklistCommand } from './commands/checklist.ts';
import type { Cli } from './cli.ts';
import { ANSWER_COMMAND, completionCommand } from './commands/completion.ts';
import { createKeyCommand } from './commands/create-key.ts';
import { diagnoseCommand } from './commands/diagnose.ts';
import { addGlobalOptions } from './options/global-options.ts';
import { isGithub } from './github/is-github.ts';
import { grantsCommand } from './commands/grants.ts';
import { helpCommand, TOPIC_NAMES } from './help/help.ts';
import { initCommand } from './commands/init.ts';
import { keysCommand } from './commands/keys.ts';
import { lintCommand } from './commands/lint.ts';
import { reportCommand } from './commands/report.ts';
import { simulateCommand } from './commands/simulate.ts';
import { sitesCommand } from './commands/sites.ts';
import { TOOL } from './tool-version.ts';

/** Every command, in the order of the help. */
const COMMANDS: readonly ((cli: Cli) => Command)[] = [
  initCommand,
  checklistCommand,
  authorizeCommand,
  createKeyCommand,
  checkScopesCommand,
  checkRegionsCommand,
  diagnoseCommand,
  lintCommand,
  grantsCommand,
  keysCommand,
  sitesCommand,
  reportCommand,
  simulateCommand,
  completionCommand,
  helpCommand,
];

/** The exit codes, a line each, and where more is to be read. */
function exitCodesHelp(): string {
  const names = Object.keys(EXIT) as (keyof typeof EXIT)[];
  const rows = names.map((name) => `  ${String(EXIT[name]).padEnd(4)} ${EXIT_MEANINGS[name]}`);
  return `\nExit codes:\n${rows.join('\n')}\n\nMore: ddoauth help ${TOPIC_NAMES.join(', ')}, or a command\n`;
}

/** Parses the arguments, runs the command, and turns every error into one clear line. */
export async function runProgram(argv: readonly string[], host: Host): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.passed;
  const cli: Cli = { host, setExitCode: (code) => void (exitCode = code) };
  const program = createProgram(cli);
  try {
    if (argv[0] === ANSWER_COMMAND) {
      const { answerLines, complete } = await import('./completion/complete.ts');
      host.io.stdout(answerLines(complete(program, argv.slice(1), { host, topics: TOPIC_NAMES })));
      return EXIT.passed;
    }
    if (argv.length === 0) {
      host.io.stderr(program.helpInformation());
      return EXIT.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    const code = reportError(host, error);
    if (code !== EXIT.passed && code !== EXIT.interrupted)
      await annotateError(host, program, error);
    return code;
  }
}

/** What ended without a report is seen in GitHub Actions too. */
async function annotateError(host: Host, program: Command, error: unknown): Promise<void> {
  if (!isGithub(host.env, program.opts<{ github?: boolean }>().github)) return;
  const { errorAnnotation } = await import('../report/github/annotations.ts');
  const hint = error instanceof ToolError ? error.hint : undefined;
  host.io.stderr(`${errorAnnotation(redactShapes(messageOf(error)), hint)}\n`);
}

/** The program with all its commands; running it does nothing before its arguments are parsed. */
export function createProgram(cli: Cli): Command {
  const { io } = cli.host;
  const program = addGlobalOptions(new Command('ddoauth'))
    .description(
      'Test the OAuth client of a Datadog integration, scope by scope, on every Datadog site.',
    )
    .version(TOOL.version, '-V, --version', 'print the version')
    .helpCommand(false)
    .addHelpText('after', exitCodesHelp());
  for (const make of COMMANDS) program.addCommand(make(cli));
  const settle = (command: Command): void => {
    command
      .exitOverride()
      .showHelpAfterError('(ddoauth --help shows how it is used)')
      .configureHelp({ showGlobalOptions: command !== program })
      .configureOutput({
        writeOut: (text) => io.stdout(text),
        writeErr: (text) => io.stderr(redactShapes(text)),
        getOutHelpWidth: () => Math.min(io.columns, 100),
        getErrHelpWidth: () => Math.min(io.columns, 100),
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      });
    command.commands.forEach(settle);
  };
  settle(program);
  return program;
}

function reportError(host: Host, error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.usage;
  if (error instanceof ToolError) {
    const hint = error.hint === undefined ? '' : `\n  ${error.hint}`;
    host.io.stderr(`ddoauth: ${redactShapes(error.message + hint)}\n`);
    return error.exitCode;
  }
  host.io.stderr(`ddoauth: unexpected: ${redactShapes(messageOf(error))}\n`);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  if (host.env['DDOAUTH_DEBUG'] !== undefined) host.io.stderr(`${redactShapes(stack)}\n`);
  return EXIT.unreachable;
}
