import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { inTurn, startAnswering, type Answering } from '../support/answering.ts';
import { cliEnvironment, runCli, startCli, temporaryHome, type CliEnd } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';
import { SPELLINGS, spellingsIn } from '../support/spellings.ts';
import { secretsFile, storedGrants } from '../support/stored-grants.ts';
import {
  ACCESS,
  CALLBACKS,
  REFRESH,
  REFRESHES,
  SCOPES,
  SECOND_TOKEN_ANSWERS,
  TOKEN_ANSWERS,
} from './unseen-token-answers.rows.ts';

const SECRET = 'cs/Canary+5b~"\\<&>\'=%2F;z';
const CODE = 'co/Canary+3d~"\\<&>\'=%2F;w';
const TOKEN_PATH = '/oauth2/v1/token';

const folder = temporaryHome();
let port: number;
let simulator: SimulatorProcess;
let server: Answering;

beforeAll(async () => {
  port = await freePort();
  writeConfig(folder.path, port, { scopes: SCOPES });
  simulator = await startSimulatorProcess([], {
    cwd: folder.path,
    env: cliEnvironment(folder.path),
  });
  server = await startAnswering(simulator.origin);
});
afterAll(async () => {
  await server.close();
  await simulator.stop();
  folder.remove();
});

function freshHome() {
  const home = temporaryHome();
  onTestFinished(home.remove);
  const extra = { DDOAUTH_CLIENT_SECRET: SECRET, DDOAUTH_SIMULATOR: server.origin };
  return { path: home.path, env: cliEnvironment(home.path, extra) };
}

type Home = ReturnType<typeof freshHome>;

/** Runs `authorize` and comes back with these parameters. */
async function authorize(
  home: Home,
  params: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<CliEnd & { readonly page: string }> {
  const running = startCli(
    ['authorize', '--no-browser', '--json', '-v', '--site', 'us1', '--timeout', '20s', ...args],
    { cwd: folder.path, env: home.env, input: '' },
  );
  const [, url = ''] = await running.waitFor(/to authorize: (\S+)\n/);
  const state = new URL(url).searchParams.get('state') ?? '';
  const code = 'error' in params ? {} : { code: CODE };
  const query = new URLSearchParams({ ...code, state, ...params });
  const answer = await fetch(`http://localhost:${String(port)}/callback?${query.toString()}`);
  return { page: await answer.text(), ...(await running.ended) };
}

/** Hosts that got a token request. */
const hostsFrom = (since: number): string[] =>
  server.arrived
    .slice(since)
    .filter(({ path }) => path === TOKEN_PATH)
    .map(({ host }) => host);

const SECRETS = [SECRET, CODE, ACCESS, REFRESH];

describe('an answer of the token endpoint', () => {
  it.each([...TOKEN_ANSWERS, ...SECOND_TOKEN_ANSWERS].map((each) => [each.name, each] as const))(
    '%s',
    async (_, { answer, exit, codes, oneOf, error }) => {
      const home = freshHome();
      const turn = inTurn([answer]);
      server.tell(({ path }) => (path === TOKEN_PATH ? turn() : 'pass'));
      const before = server.arrived.length;
      const end = await authorize(home);
      const report = parseReport(end.stdout);
      expect([end.code, codesOf(report)]).toEqual([exit, expect.arrayContaining([...codes])]);
      if (oneOf !== undefined) expect(codesOf(report).some((c) => oneOf.includes(c))).toBe(true);
      if (error !== undefined) {
        const token = report.results.find(({ id }) => id === 'authorize.token');
        expect(token?.finding.args).toMatchObject({ error });
      }
      expect(new Set(hostsFrom(before))).toEqual(new Set(['api.datadoghq.com']));
      expect(existsSync(secretsFile(home.path)), 'a grant is stored').toBe(exit === 0);
      expect(spellingsIn(end.stdout + end.stderr + end.page, SECRETS)).toEqual([]);
    },
    30_000,
  );
});

describe('an answer to a refresh', () => {
  it.each(REFRESHES.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { answer, exit, codes, stored = REFRESH }) => {
      const home = freshHome();
      server.tell(({ path }) => (path === TOKEN_PATH ? fine : 'pass'));
      expect((await authorize(home)).code).toBe(0);
      server.tell(({ path }) => (path === TOKEN_PATH ? answer : 'pass'));
      const end = await runCli(['grants', 'refresh', '--json', '-v'], {
        cwd: folder.path,
        env: home.env,
      });
      const found = codesOf(parseReport(end.stdout));
      expect([end.code, found]).toEqual([exit, [expect.toBeOneOf([...codes])]]);
      expect(storedGrants(home.path)[0]?.refreshToken).toBe(stored);
      expect(spellingsIn(end.stdout + end.stderr, [...SECRETS, stored])).toEqual([]);
    },
    30_000,
  );
});

const fine = {
  status: 200,
  body: {
    access_token: ACCESS,
    refresh_token: REFRESH,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: SCOPES.join(' '),
  },
};

describe('a callback', () => {
  it.each(CALLBACKS.map((each) => [each.name, each] as const))(
    '%s',
    async (_, { params, args, host, exit, codes, oneOf }) => {
      const home = freshHome();
      server.tell(({ path }) => (path === TOKEN_PATH ? fine : 'pass'));
      const before = server.arrived.length;
      const end = await authorize(home, params, args);
      const found = codesOf(parseReport(end.stdout));
      expect(found).toEqual(expect.arrayContaining([...codes]));
      expect([exit].flat()).toContain(end.code);
      if (oneOf !== undefined) expect(found.some((code) => oneOf.includes(code))).toBe(true);
      expect(hostsFrom(before).filter((each) => each !== 'api.datadoghq.com')).toEqual(
        host === undefined || host === 'api.datadoghq.com' ? [] : [host],
      );
      expect(end.stderr + end.page).not.toMatch(/<script>alert|\u202e/);
    },
    30_000,
  );
});

describe('a server that gives back what it was sent', () => {
  it.each(Object.entries(SPELLINGS))(
    '%s: nothing of it is shown',
    async (_, spell) => {
      const home = freshHome();
      server.tell(({ path, body }) => {
        if (path !== TOKEN_PATH) return 'pass';
        const form = new URLSearchParams(body);
        const sent = ['client_secret', 'code', 'code_verifier'].map((name) => form.get(name) ?? '');
        verifiers.push(sent[2] ?? '');
        const text = sent.map((each) => spell(each)).join(' ');
        return {
          status: 400,
          headers: {
            'content-type': 'text/plain',
            'x-echo': Buffer.from(text).toString('latin1'),
            location: `https://x.test/?q=${encodeURIComponent(text)}`,
          },
          body: `{"errors":["invalid_grant - No such grant: ${text}"]}`,
        };
      });
      const verifiers: string[] = [];
      const har = join(home.path, 'own.har');
      const html = join(home.path, 'report.html');
      const end = await authorize(home, {}, ['--har', har, '--html', html]);
      expect(end.code).toBe(1);
      expect(verifiers).toHaveLength(1);
      const files = [har, html].map((file) => readFileSync(file, 'utf8')).join('\n');
      expect(
        spellingsIn([end.stdout, end.stderr, end.page, files].join('\n'), [
          SECRET,
          CODE,
          ...verifiers,
        ]),
      ).toEqual([]);
    },
    30_000,
  );
});
