import { EXIT, type ExitCode } from '../catalog/exit-codes.ts';
import type { Host } from '../host/host.ts';
import { TOOL } from './tool-version.ts';

/**
 * The whole program as a value: arguments and a host in, an exit code out. Nothing else is loaded for
 * `--version`.
 */
export async function main(argv: readonly string[], host: Host): Promise<ExitCode> {
  const [only] = argv;
  if (argv.length === 1 && (only === '--version' || only === '-V')) {
    host.io.stdout(`${TOOL.version}\n`);
    return EXIT.passed;
  }
  const { runProgram } = await import('./program.ts');
  return runProgram(argv, host);
}
