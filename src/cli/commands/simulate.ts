import { Option, type Command } from 'commander';
import { ToolError } from '../../errors.ts';
import type { Cli } from '../cli.ts';
import type { GlobalOptions } from '../options/global-options.ts';

const MORE = `
Runs a stand-in for all Datadog sites on 127.0.0.1 until it is stopped. It knows the client of the
profile in use (or of --seed, or a demo client), with an org on every site. Every Datadog URL is
served below its origin: http://127.0.0.1:PORT/api.datadoghq.eu/api/v1/validate
GET /__simulator/state shows what it holds, POST /__simulator/reset starts afresh.

--proxy serves the real host names as well, https://api.datadoghq.eu and all others, to apps that
know nothing of a simulator: a proxy on 127.0.0.1 and ::1, with certificates of a CA that is made at
the start and forgotten at the end. Only its certificate is on disk, until then. It prints what to
set for an app, curl, Python or Chromium. Hosts that are not Datadog's are refused; nothing is
forwarded, and no request leaves this machine.

Examples:
  ddoauth simulate --port 4400 --from-manifest assets/oauth_clients.json
  ddoauth simulate --proxy
  ddoauth authorize --simulator http://127.0.0.1:4400 --from-manifest assets/oauth_clients.json
`;

/** Port of the proxy when none is given. */
const PROXY_PORT = 4401;

interface SimulateFlags {
  readonly port: number;
  readonly proxy?: boolean;
  readonly proxyPort?: number;
  readonly seed?: string;
}

/** `ddoauth simulate` */
export function simulateCommand(command: Command, cli: Cli): void {
  command
    .addOption(
      new Option('--port <port>', 'port to listen on').default(4400).argParser(parsePort('--port')),
    )
    .option('--proxy', 'serve the real host names too, over TLS, through a proxy')
    .addOption(
      new Option('--proxy-port <port>', 'port of the proxy (default: 4401)').argParser(
        parsePort('--proxy-port'),
      ),
    )
    .option('--seed <file>', 'clients, orgs and users in JSON, instead of the profile')
    .addHelpText('after', MORE)
    .action(async (options: SimulateFlags) => {
      const globals = command.optsWithGlobals<GlobalOptions>();
      const { reportFlagsIn } = await import('../output/report-files.ts');
      const useless = [
        ...(globals.json === true ? ['--json'] : []),
        ...reportFlagsIn(globals),
        ...(globals.har === undefined ? [] : ['--har']),
      ];
      if (useless.length > 0) {
        throw new ToolError(
          'usage.flag',
          `simulate makes no report: leave out ${useless.join(' and ')}.`,
        );
      }
      if (options.proxyPort !== undefined && options.proxy !== true) {
        throw new ToolError('usage.flag', '--proxy-port is the port of --proxy; give both.');
      }
      // Loaded here, so that help does not wait for it.
      const { onlyRedirectUri } = await import('../options/only-redirect-uri.ts');
      const { runSimulate } = await import('../../flows/simulate.ts');
      const { profile, config, fromManifest, clientId, site } = globals;
      await runSimulate(cli.host, {
        flags: {
          profile,
          config,
          fromManifest,
          clientId,
          redirectUri: onlyRedirectUri(globals),
          site,
        },
        port: options.port,
        proxyPort: options.proxy === true ? (options.proxyPort ?? PROXY_PORT) : undefined,
        seedFile: options.seed,
        say: (line) => {
          cli.host.io.stdout(`${line}\n`);
        },
        warn: (line) => {
          cli.host.io.stderr(`${line}\n`);
        },
      });
    });
}

function parsePort(flag: string): (text: string) => number {
  return (text) => {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (!(port <= 65_535)) throw new ToolError('usage.flag', `${flag}: "${text}" is no port.`);
    return port;
  };
}
