import { Command, Option } from 'commander';
import { ToolError } from '../errors.ts';
import type { Cli } from './cli.ts';
import type { GlobalOptions } from './global-options.ts';

const MORE = `
Runs a stand-in for all Datadog sites on 127.0.0.1 until it is stopped. It knows the client of the
profile in use (or of --seed, or a demo client), with an org on every site. Every Datadog URL is
served below its origin: http://127.0.0.1:PORT/api.datadoghq.eu/api/v1/validate
GET /__simulator/state shows what it holds, POST /__simulator/reset starts afresh.

Examples:
  ddoauth simulate --port 4400 --from-manifest assets/oauth_clients.json
  ddoauth authorize --simulator http://127.0.0.1:4400 --from-manifest assets/oauth_clients.json
`;

/** `ddoauth simulate` */
export function simulateCommand(cli: Cli): Command {
  return new Command('simulate')
    .description('run a simulator of all Datadog sites until stopped')
    .addOption(new Option('--port <port>', 'port to listen on').default(4400).argParser(parsePort))
    .option('--seed <file>', 'clients, orgs and users in JSON, instead of the profile')
    .addHelpText('after', MORE)
    .action(async (options: { port: number; seed?: string }, command: Command) => {
      const globals = command.optsWithGlobals<GlobalOptions>();
      if (globals.json === true || globals.har !== undefined) {
        throw new ToolError(
          'usage.flag',
          'simulate makes no report: --json and --har do not apply.',
        );
      }
      const { runSimulate } = await import('../flows/simulate.ts');
      const { profile, config, fromManifest, clientId, redirectUri, site } = globals;
      await runSimulate(cli.host, {
        flags: { profile, config, fromManifest, clientId, redirectUri, site },
        port: options.port,
        seedFile: options.seed,
        say: (line) => {
          cli.host.io.stdout(`${line}\n`);
        },
      });
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ToolError('usage.flag', `--port: "${text}" is no port.`);
  }
  return port;
}
