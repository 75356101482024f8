import { Command, CommanderError } from 'commander';
import { EXIT, EXIT_MEANINGS, type ExitCode } from '../catalog/exit-codes.ts';
import { ToolError, messageOf } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { redactShapes } from '../redact.ts';
import type { Cli } from './cli.ts';
import { COMMANDS } from './command-table.ts';
import { ANSWER_COMMAND } from './completion/answer-command.ts';
import { addGlobalOptions } from './options/global-options.ts';
import { isGithub } from './github/is-github.ts';
import { createCli } from './create-cli.ts';
import { TOOL } from './tool-version.ts';
import { TOPIC_NAMES } from './help/topic-names.ts';

/** The exit codes, a line each, and where more is to be read. */
function exitCodesHelp(): string {
  const names = Object.keys(EXIT) as (keyof typeof EXIT)[];
  const rows = names.map((name) => `  ${String(EXIT[name]).padEnd(4)} ${EXIT_MEANINGS[name]}`);
  return `\nExit codes:\n${rows.join('\n')}\n\nMore: ddoauth help ${TOPIC_NAMES.join(', ')}, or a command\n`;
}

/** Parses the arguments, runs the command, and turns every error into one clear line. */
export async function runProgram(argv: readonly string[], host: Host): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.passed;
  const cli = createCli(host, (code) => void (exitCode = code));
  const program = createProgram(cli);
  try {
    if (argv[0] === ANSWER_COMMAND) {
      const { answerLines, complete } = await import('./completion/complete.ts');
      const words = argv.slice(1);
      const named = program.commands.filter((command) => words.includes(command.name()));
      await Promise.all(named.map((command) => cli.loadCommand(command)));
      host.io.stdout(answerLines(complete(program, words, { host, topics: TOPIC_NAMES })));
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

/**
 * The program with all its commands, each of which is loaded when the arguments name it. Running this
 * does nothing before they are parsed.
 */
export function createProgram(cli: Cli): Command {
  const { io } = cli.host;
  const program = addGlobalOptions(new Command('ddoauth'))
    .description(
      'Test the OAuth client of a Datadog integration, scope by scope, on every Datadog site.',
    )
    .version(TOOL.version, '-V, --version', 'print the version')
    .helpCommand(false)
    .addHelpText('after', exitCodesHelp())
    .hook('preSubcommand', (_program, command) => cli.loadCommand(command))
    .exitOverride()
    .showHelpAfterError('(ddoauth --help shows how it is used)')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(redactShapes(text)),
      getOutHelpWidth: () => Math.min(io.columns, 100),
      getErrHelpWidth: () => Math.min(io.columns, 100),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  for (const { name, summary } of COMMANDS) program.command(name).description(summary);
  // Not for the commands, which took over all else: what is below them is loaded with them.
  return program.configureHelp({ subcommandTerm: (command) => termOf(command.name()) });
}

/** A command in the list of commands, before it is loaded. */
function termOf(command: string): string {
  const takes = COMMANDS.find(({ name }) => name === command)?.takes ?? '';
  return `${command} ${takes}`.trimEnd();
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
