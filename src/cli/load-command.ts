import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { COMMANDS } from './command-table.ts';

/** Gives a command of the program all it has; before, it has a name and a summary. Once only. */
export async function loadCommand(command: Command, cli: Cli): Promise<void> {
  const row = COMMANDS.find(({ name }) => name === command.name());
  if (row === undefined) return;
  const complete = await row.load();
  complete(command, cli);
}
