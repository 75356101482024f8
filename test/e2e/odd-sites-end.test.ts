import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliEnvironment, startCli, temporaryHome, type RunningCli } from '../support/cli.ts';
import { ODD_SECRET, openOddWorld, type OddSite, type OddWorld } from '../support/odd-sites.ts';
import { startPartnerApp, type PartnerApp } from '../support/partner-app.ts';
import { parseReport } from '../support/schema.ts';

/** Sites that never get on, each at another step. */
const STUCK: readonly OddSite[] = [
  { key: 'e-connect', about: 'CONNECT', part: 'all', connect: () => undefined, expect: {} },
  {
    key: 'e-handshake',
    about: 'the handshake',
    part: 'all',
    tunnel: (socket) => {
      socket.on('data', () => undefined);
    },
    expect: {},
  },
  {
    key: 'e-silence',
    about: 'the answer',
    part: 'all',
    secured: (socket) => {
      socket.on('data', () => undefined);
    },
    expect: {},
  },
  {
    key: 'e-body',
    about: 'the body',
    part: 'all',
    http: (_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{');
    },
    expect: {},
  },
  {
    key: 'e-limit',
    about: 'the pause before another try',
    part: 'all',
    http: (_asked, response) => {
      response.writeHead(429, { 'retry-after': '8' }).end();
    },
    expect: {},
  },
  {
    key: 'e-coded',
    about: 'a coded body',
    part: 'all',
    http: (_asked, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
    },
    expect: {},
  },
  { key: 'e-sound', about: 'nothing', expect: {} },
];
const home = temporaryHome();
let world: OddWorld;
let app: PartnerApp;

beforeAll(async () => {
  world = await openOddWorld(home.path, STUCK);
  app = await startPartnerApp({});
  app.hang();
});
afterAll(() => {
  app.close();
  world.close();
  home.remove();
});

const start = (...args: readonly string[]): RunningCli =>
  startCli(['check-regions', '--json', '--ca', world.caFile, ...args], {
    cwd: home.path,
    env: cliEnvironment(home.path, {
      DDOAUTH_CLIENT_SECRET: ODD_SECRET,
      HTTPS_PROXY: world.proxyUrl,
    }),
    input: '',
  });

describe('everything hangs', () => {
  it('--timeout bounds the whole run, with a result for every cell', async () => {
    const began = performance.now();
    const dead = STUCK.slice(0, -1).map(({ key }) => key);
    const end = await start('--timeout', '3s', '--site', dead.join(',')).ended;
    expect(performance.now() - began).toBeLessThan(6_000);
    expect([4, 5]).toContain(end.code);
    const { results } = parseReport(end.stdout);
    for (const key of dead) {
      const cells = results.filter(({ subject }) => subject.site === key);
      expect(cells.length, key).toBeGreaterThanOrEqual(8);
      expect(cells.filter(({ grade }) => grade === 'passed').map(({ id }) => id)).toEqual(
        cells
          .filter(({ check, grade }) => check === 'region.tls' && grade === 'passed')
          .map(({ id }) => id),
      );
    }
  });

  it('delays nothing but its own row', async () => {
    const end = await start('--timeout', '8s', '--site', STUCK.map(({ key }) => key).join(','))
      .ended;
    const { results } = parseReport(end.stdout);
    const sound = results.filter(({ subject }) => subject.site === 'e-sound');
    expect(sound.filter(({ grade }) => grade === 'failed' || grade === 'inconclusive')).toEqual([]);
    expect(Math.max(...sound.map(({ durationMs }) => durationMs))).toBeLessThan(5_000);
  });
});

describe('Ctrl-C ends within a second', () => {
  it.each(STUCK.slice(0, -1).map(({ key, about }) => [about, key] as const))(
    'at %s',
    async (_about, key) => {
      world.seen.length = 0;
      const running = start('--site', key);
      while (world.seen.length === 0) await pause(10);
      await pause(400);
      await interrupted(running);
    },
  );

  it('at the onboarding URL', async () => {
    app.requests.length = 0;
    const running = start('--only', 'key', '--site', 'e-sound', '--onboarding-url', app.origin);
    while (app.requests.length === 0) await pause(10);
    await interrupted(running);
  });

  it('at --live-sites', async () => {
    world.seen.length = 0;
    const running = start('--only', 'key', '--site', 'e-silence', '--live-sites');
    while (world.seen.length === 0) await pause(10);
    await pause(200);
    await interrupted(running);
  });
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function interrupted({ child, ended }: RunningCli): Promise<void> {
  const began = performance.now();
  child.kill('SIGINT');
  const { code } = await ended;
  expect(code).toBe(130);
  // A machine that has more to do than this is given some more.
  expect(performance.now() - began).toBeLessThan(2_000);
}
