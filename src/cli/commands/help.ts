import { Argument, type Command } from 'commander';
import { ToolError } from '../../errors.ts';
import type { Cli } from '../cli.ts';
import { TOPIC_NAMES } from '../help/topic-names.ts';

const MORE = `
Shows the help of a command, as --help after it does, or one of these topics: exit-codes,
environment (variables), proof (what the proof levels and grades mean).

Examples:
  ddoauth help check-regions
  ddoauth help grants refresh
  ddoauth help environment
`;

/** `ddoauth help [command|topic]` */
export function helpCommand(help: Command, cli: Cli): void {
  help
    .addArgument(new Argument('[topic...]', 'command, exit-codes, environment or proof'))
    .addHelpText('after', MORE)
    .action(async (words: string[]) => {
      const [first, second] = words;
      const topic = TOPIC_NAMES.find((name) => name === first);
      if (topic !== undefined && second === undefined) {
        const { topicText } = await import('../help/help-topics.ts');
        cli.host.io.stdout(topicText(topic, cli.host.io.columns));
        return;
      }
      (await commandOf(help, words, cli)).outputHelp();
    });
}

/** The command that the words lead to, loaded. @throws ToolError `usage.flag` */
async function commandOf(help: Command, words: readonly string[], cli: Cli): Promise<Command> {
  const program = help.parent ?? help;
  let found = program;
  for (const word of words) {
    const next = found.commands.find((each) => each.name() === word);
    if (next === undefined) throw await unknown(found, word);
    if (found === program && next !== help) await cli.loadCommand(next);
    found = next;
  }
  return found;
}

async function unknown(command: Command, word: string): Promise<ToolError> {
  const { nearest } = await import('../../sites/nearest.ts');
  const names = [
    ...command.commands.map((each) => each.name()),
    ...(command.parent === null ? TOPIC_NAMES : []),
  ];
  const guess = nearest(word, names);
  const meant = guess === undefined ? '' : ` (did you mean ${guess}?)`;
  return new ToolError('usage.flag', `help: "${word}" is neither a command nor a topic${meant}`, {
    hint: `Topics: ${TOPIC_NAMES.join(', ')}; ddoauth --help lists the commands`,
  });
}
