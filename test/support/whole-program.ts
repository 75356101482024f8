import type { Command } from 'commander';
import { createCli } from '../../src/cli/create-cli.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Host } from '../../src/host/host.ts';
import { fakeHost } from './fake-host.ts';

/** The program with every command loaded, as it is when all of them have been named. */
export async function wholeProgram(host: Host = fakeHost()): Promise<Command> {
  const cli = createCli(host, () => undefined);
  const program = createProgram(cli);
  await Promise.all(program.commands.map((command) => cli.loadCommand(command)));
  return program;
}
