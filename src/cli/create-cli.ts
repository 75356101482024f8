import type { Host } from '../host/host.ts';
import type { Cli } from './cli.ts';
import { COMMANDS } from './command-table.ts';

/** What all commands of a program are made with. */
export function createCli(host: Host, setExitCode: Cli['setExitCode']): Cli {
  const cli: Cli = {
    host,
    setExitCode,
    loadCommand: async (command) => {
      const row = COMMANDS.find(({ name }) => name === command.name());
      if (row === undefined) return;
      const complete = await row.load();
      complete(command, cli);
    },
  };
  return cli;
}
