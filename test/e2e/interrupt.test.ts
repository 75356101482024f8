import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, runCli, startCli, temporaryHome } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort, isFree } from '../support/ports.ts';
import { startRecordingProxy, type RecordingProxy } from '../support/recording-proxy.ts';
import { storedGrants } from '../support/stored-grants.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const home = temporaryHome();
let port: number;
let simulator: SimulatorProcess;
let blackHole: RecordingProxy;
const env = (extra: Record<string, string> = {}) => cliEnvironment(home.path, extra);

beforeAll(async () => {
  port = await freePort();
  writeConfig(home.path, port);
  blackHole = await startRecordingProxy('hang');
  simulator = await startSimulatorProcess([], { cwd: home.path, env: env() });
  const authorized = await runCli(
    ['authorize', '--simulator', simulator.origin, '--consent', 'authorize'],
    { cwd: home.path, env: env() },
  );
  expect(authorized.code).toBe(0);
});
afterEach(async () => {
  await simulator.control('faults', []);
});
afterAll(async () => {
  blackHole.close();
  await simulator.stop();
  home.remove();
});

interface Case {
  readonly what: string;
  readonly args: (origin: string) => string[];
  /** Fault that makes the wait long. */
  readonly fault?: object;
  /** Ready to be interrupted when this has been said, or after `ms`. */
  readonly ready: RegExp | number;
  readonly env?: () => Record<string, string>;
}

const hang = (path: string) => ({ path, kind: 'black-hole' });
const CASES: readonly Case[] = [
  {
    what: 'waiting for the callback',
    args: (origin) => ['authorize', '--no-browser', '--simulator', origin],
    ready: /to authorize/,
  },
  {
    what: 'waiting for a paste',
    args: (origin) => ['authorize', '--no-browser', '--paste', '--simulator', origin],
    ready: /to authorize/,
  },
  {
    what: 'the token exchange',
    args: (origin) => ['authorize', '--simulator', origin, '--consent', 'authorize'],
    fault: hang('/oauth2/v1/token'),
    ready: 900,
  },
  {
    what: 'a refresh',
    args: (origin) => ['grants', 'refresh', '--simulator', origin],
    fault: hang('/oauth2/v1/token'),
    ready: 700,
  },
  {
    what: 'a revocation',
    args: (origin) => ['grants', 'revoke', '--simulator', origin],
    fault: hang('/oauth2/v1/revoke'),
    ready: 700,
  },
  {
    what: 'a probe',
    args: (origin) => ['check-scopes', '--simulator', origin],
    fault: hang('/api/v1/monitor'),
    ready: 700,
  },
  {
    what: 'the key request',
    args: (origin) => ['create-key', '--yes', '--simulator', origin],
    fault: hang('/api/v2/api_keys/marketplace'),
    ready: 700,
  },
  {
    what: 'a site that does not answer',
    args: () => ['check-regions', '--site', 'us1'],
    ready: 700,
    env: () => ({ HTTPS_PROXY: blackHole.url, DDOAUTH_CLIENT_SECRET: 'secret-secret' }),
  },
  { what: 'standard input', args: () => ['diagnose', '-'], ready: 700 },
  { what: 'the simulator itself', args: () => ['simulate', '--port', '0'], ready: /Ctrl-C stops/ },
];

describe('Ctrl-C', () => {
  it.each(CASES)('at $what: exit 130 within a second, port free, store whole', async (each) => {
    if (each.fault !== undefined) await simulator.control('faults', [each.fault]);
    const before = storedGrants(home.path);
    const cli = startCli(each.args(simulator.origin), {
      cwd: home.path,
      env: env(each.env?.() ?? {}),
    });
    if (typeof each.ready === 'number') {
      await new Promise((resolve) => setTimeout(resolve, Number(each.ready)));
    } else await cli.waitFor(each.ready);
    expect(cli.child.exitCode).toBeNull();
    const began = performance.now();
    cli.child.kill('SIGINT');
    const end = await cli.ended;
    expect(end.code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await isFree(port)).toBe(true);
    expect(storedGrants(home.path)).toEqual(before);
    expect(before).toHaveLength(1);
  });
});

describe('Ctrl-C while tokens are replaced', () => {
  const run = (...args: string[]) =>
    runCli([...args, '--simulator', simulator.origin], { cwd: home.path, env: env() });
  const tokenOf = (): string | undefined => storedGrants(home.path)[0]?.refreshToken;

  it.each([
    ['grants refresh', ['grants', 'refresh']],
    ['check-regions, while another site never answers', ['check-regions', '--site', 'us1,eu1']],
  ])('%s: what the server gave is stored', async (_, args) => {
    const before = tokenOf();
    const slow = {
      path: '/oauth2/v1/token',
      host: 'api.datadoghq.com',
      kind: 'latency',
      ms: 350,
      times: args.includes('check-regions') ? 3 : 1,
    };
    const silent = { host: 'api.datadoghq.eu', kind: 'black-hole' };
    await simulator.control('faults', [slow, silent]);
    const cli = startCli([...args, '--simulator', simulator.origin], {
      cwd: home.path,
      env: env(),
    });
    // Met, and not yet answered: by the two probes with a made-up code too, in check-regions.
    while ((await simulator.state()).faults[0]?.left !== 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const began = performance.now();
    cli.child.kill('SIGINT');
    const end = await cli.ended;
    expect(end.code).toBe(130);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(tokenOf()).not.toBe(before);
    await simulator.control('faults', []);
    expect((await run('grants', 'refresh')).code).toBe(0);
  });

  it('says that the stored token may be worth nothing when no answer came', async () => {
    await simulator.control('faults', [{ path: '/oauth2/v1/token', kind: 'black-hole' }]);
    const cli = startCli(['grants', 'refresh', '--simulator', simulator.origin], {
      cwd: home.path,
      env: env(),
    });
    await new Promise((resolve) => setTimeout(resolve, 900));
    cli.child.kill('SIGINT');
    const end = await cli.ended;
    expect(end.code).toBe(130);
    expect(end.stderr).toContain('Interrupted while us1 was asked for new tokens');
  });
});
