import type { Command } from 'commander';
import type { ExitCode } from '../catalog/exit-codes.ts';
import type { Host } from '../host/host.ts';

/** What a command is made with. */
export interface Cli {
  readonly host: Host;
  /** What the process ends with when nothing is thrown. */
  setExitCode(code: ExitCode): void;
  /** Gives a command of the program all it has; before, it has a name and a summary. Once only. */
  loadCommand(command: Command): Promise<void>;
}
