import { onTestFinished } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { cliEnvironment, startCli, temporaryHome, type RunningCli } from './cli.ts';
import { writeConfig } from './config.ts';
import { freePort } from './ports.ts';
import { parseReport } from './schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator.ts';

/** One client with its simulator, and the folder both take it from. */
export interface Place {
  readonly home: string;
  readonly port: number;
  readonly simulator: SimulatorProcess;
  /** The redirect URI, unless the profile names another. */
  readonly callback: string;
  close(): Promise<void>;
}

/** One `ddoauth authorize --json` that waits for a browser. */
export interface Authorization extends RunningCli {
  readonly report: Promise<{ readonly code: number | null; readonly report: Report }>;
}

/** A simulator that is seeded with what `profile` makes of the config. */
export async function openPlace(
  profile: (port: number) => Record<string, unknown> = () => ({}),
): Promise<Place> {
  const { path, remove } = temporaryHome();
  const port = await freePort();
  writeConfig(path, port, profile(port));
  const simulator = await startSimulatorProcess([], { cwd: path, env: cliEnvironment(path) });
  return {
    home: path,
    port,
    simulator,
    callback: `http://localhost:${String(port)}/callback`,
    close: async () => {
      await simulator.stop();
      remove();
    },
  };
}

/** Starts an authorization that ends with the test at the latest. */
export function startAuthorize(place: Place, ...args: string[]): Authorization {
  const { home, simulator } = place;
  const cli = startCli(
    ['authorize', '--simulator', simulator.origin, '--no-browser', '--json', ...args],
    { cwd: home, env: cliEnvironment(home) },
  );
  onTestFinished(() => void cli.child.kill('SIGKILL'));
  const report = cli.ended.then(({ code, stdout }) => ({ code, report: parseReport(stdout) }));
  report.catch(() => undefined);
  return { ...cli, report };
}

/** The authorize URL that was printed, and the short local one. */
export const PRINTED_URLS = /to authorize: (\S+)\n\s*or, shorter: (\S+)\n/;

/** Starts an authorization and returns when its URLs are there. */
export async function authorize(
  place: Place,
  ...args: string[]
): Promise<Authorization & { readonly url: string; readonly shortUrl: string }> {
  const cli = startAuthorize(place, ...args);
  const [, url = '', shortUrl = ''] = await cli.waitFor(PRINTED_URLS);
  return { ...cli, url, shortUrl };
}

/** How many requests the simulator has had. */
export async function requestCount({ simulator }: Place): Promise<number> {
  return (await simulator.state()).requests.length;
}

/** Hosts that were asked for tokens after the first `since` requests. */
export async function tokenHosts({ simulator }: Place, since = 0): Promise<string[]> {
  return (await simulator.state()).requests
    .slice(since)
    .filter(({ path }) => path === '/oauth2/v1/token')
    .map(({ host }) => host);
}

/** What a report says of the site: asked and given. */
export function siteArgs(report: Report): unknown {
  return report.results.find(({ id }) => id === 'authorize.site')?.finding.args;
}
