import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { startForeignServer } from '../support/foreign-server.ts';
import { freePort } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import {
  page,
  redirect,
  refuse,
  startScopeServer,
  type ScopeRequest,
} from '../support/scope-server.ts';

const SCOPES = ['lab_alpha', 'lab_beta', 'lab_gamma', 'lab_delta', 'lab_epsilon'];
const LOGIN = '/account/login?next=x';

/** Asks a server that stands in for the site `lab`. */
async function ask(
  origin: string,
  scopes: readonly string[] = SCOPES,
  ...args: string[]
): Promise<{ code: number | null; report: Report; stderr: string }> {
  const home = temporaryHome();
  onTestFinished(home.remove);
  const redirectUri = `http://localhost:${String(await freePort())}/callback`;
  const profile = {
    kind: 'published',
    clientId: 'client-of-a-lab',
    redirectUris: [redirectUri],
    scopes,
    sites: ['lab'],
  };
  const lab = { domain: new URL(origin).host, app: origin, api: origin };
  const config = { defaultProfile: 'lab', profiles: { lab: profile }, sites: { lab } };
  writeFileSync(join(home.path, 'ddoauth.config.json'), JSON.stringify(config));
  const end = await runCli(['authorize', '--bisect-scopes', '--json', ...args], {
    cwd: home.path,
    env: cliEnvironment(home.path),
  });
  return { code: end.code, report: parseReport(end.stdout), stderr: end.stderr };
}

/** A server that checks scopes before the login and refuses some; what it accepts is up to the test. */
const checking =
  (
    refused: readonly string[],
    accept: (request: ScopeRequest, response: ServerResponse) => void = (_, response) =>
      redirect(response, LOGIN),
  ) =>
  (request: ScopeRequest, response: ServerResponse): void => {
    const isBad = request.isMadeUp || request.scopes.some((scope) => refused.includes(scope));
    if (isBad) refuse(request, response);
    else accept(request, response);
  };

describe('a server that says which scopes it refuses, and no names', () => {
  it.each([
    [
      'a redirect to its login page',
      (_: ScopeRequest, response: ServerResponse) => redirect(response, LOGIN),
    ],
    [
      'a page',
      (_: ScopeRequest, response: ServerResponse) => page(response, 200, '<form>Log in</form>'),
    ],
    [
      'a code that nobody asked for',
      ({ query }: ScopeRequest, response: ServerResponse) =>
        redirect(
          response,
          `${query.get('redirect_uri') ?? ''}?code=code-of-nobody-0123456789&state=${query.get('state') ?? ''}`,
        ),
    ],
  ])('accepts the others with %s', async (_what, accept) => {
    const server = await startScopeServer(checking(['lab_beta', 'lab_epsilon'], accept));
    const { code, report, stderr } = await ask(server.origin);
    expect(code).toBe(1);
    expect(report.results[0]?.finding).toMatchObject({
      code: 'bisect.refused',
      args: {
        refused: ['lab_beta', 'lab_epsilon'],
        accepted: ['lab_alpha', 'lab_gamma', 'lab_delta'],
      },
    });
    expect(report.results.slice(1).map(({ id }) => id)).toEqual([
      'authorize.bisect.lab_beta',
      'authorize.bisect.lab_epsilon',
    ]);
    expect(JSON.stringify(report) + stderr).not.toContain('code-of-nobody');
  });

  it('is asked with a fresh state and challenge each time, and without cookies', async () => {
    const server = await startScopeServer((request, response) => {
      response.setHeader('set-cookie', 'session=1');
      checking(['lab_gamma'])(request, response);
    });
    await ask(server.origin);
    expect(server.requests.length).toBeGreaterThan(4);
    for (const name of ['state', 'code_challenge']) {
      const values = server.requests.map(({ query }) => query.get(name));
      expect(new Set(values).size).toBe(values.length);
      for (const value of values) expect(value).toMatch(/^[\w-]{43}$/);
    }
    for (const { headers, path, query } of server.requests) {
      expect([headers['cookie'], headers['authorization'], path]).toEqual([
        undefined,
        undefined,
        '/oauth2/v1/authorize',
      ]);
      expect(query.get('code_challenge_method')).toBe('S256');
    }
  });

  it('refuses everything, even alone', async () => {
    const server = await startScopeServer((request, response) => refuse(request, response));
    const { code, report } = await ask(server.origin);
    expect([code, codesOf(report)[0]]).toEqual([1, 'bisect.all-refused']);
    expect(report.results[0]?.nextCommand).toBe('ddoauth authorize --site lab');
  });

  it('takes no more than three at once', async () => {
    const server = await startScopeServer((request, response) => {
      if (request.isMadeUp || request.scopes.length > 3) refuse(request, response);
      else redirect(response, LOGIN);
    });
    const { code, report } = await ask(server.origin);
    expect([code, codesOf(report)]).toEqual([1, ['bisect.refused-together']]);
    expect(report.results[0]?.finding.args).toMatchObject({ together: SCOPES, refused: [] });
  });
});

describe('answers that say nothing about scopes', () => {
  const madeUpOnly =
    (answer: (request: ScopeRequest, response: ServerResponse) => void) =>
    (request: ScopeRequest, response: ServerResponse): void => {
      if (request.isMadeUp) refuse(request, response);
      else answer(request, response);
    };
  type Case = [
    what: string,
    answer: (request: ScopeRequest, response: ServerResponse) => void,
    code: string,
    args: object,
  ];
  const CASES: Case[] = [
    [
      'a redirect elsewhere that claims a refusal',
      ({ query }, response) =>
        redirect(
          response,
          `https://evil.example/callback?error=invalid_scope&state=${query.get('state') ?? ''}`,
        ),
      'bisect.unclear',
      { why: 'elsewhere', leadsTo: 'evil.example' },
    ],
    [
      'a redirect to another Datadog domain, which is none of the lab',
      (_, response) => redirect(response, 'https://app.datadoghq.com/account/login'),
      'bisect.unclear',
      { why: 'elsewhere', leadsTo: 'app.datadoghq.com' },
    ],
    [
      'the wrong state',
      (request, response) => refuse(request, response, { state: 'somebody-else' }),
      'bisect.unclear',
      { why: 'state' },
    ],
    [
      'a loop',
      ({ query }, response) => redirect(response, `/oauth2/v1/authorize?${query.toString()}`),
      'bisect.unclear',
      { why: 'loop' },
    ],
    [
      'no location',
      (_, response) => void response.writeHead(302).end(),
      'bisect.unclear',
      { why: 'no-location' },
    ],
    [
      'a refusal of a gateway',
      (_, response) => page(response, 403, '<h1>Blocked</h1>'),
      'bisect.unclear',
      { status: 403 },
    ],
    [
      'a 400 of a gateway',
      (_, response) => page(response, 400, '<h1>Bad request</h1>'),
      'bisect.unclear',
      { status: 400 },
    ],
    ['a 500', (_, response) => page(response, 500, 'oops'), 'bisect.unavailable', { status: 500 }],
    ['a cut connection', (_, response) => void response.destroy(), 'bisect.unreachable', {}],
    [
      'another error in the redirect',
      (request, response) => refuse(request, response, { error: 'temporarily_unavailable' }),
      'bisect.other-error',
      { error: 'temporarily_unavailable' },
    ],
  ];
  it.each(CASES)(
    '%s is inconclusive, in the first question and later',
    async (_what, answer, code, args) => {
      const first = await startScopeServer(answer);
      const later = await startScopeServer(madeUpOnly(answer));
      for (const { origin } of [first, later]) {
        const { report, code: exitCode } = await ask(origin);
        expect(codesOf(report).filter((each) => each.startsWith('bisect.'))).toEqual([code]);
        expect(report.results[0]).toMatchObject({ grade: 'inconclusive', finding: { args } });
        expect([4, 5]).toContain(exitCode);
      }
    },
  );

  it('an error that is final fails, and is diagnosed', async () => {
    const server = await startScopeServer((request, response) =>
      refuse(request, response, { error: 'unauthorized_client', error_description: 'Not "yours"' }),
    );
    const { code, report } = await ask(server.origin);
    expect(code).toBe(1);
    expect(report.results[0]).toMatchObject({
      grade: 'failed',
      finding: { code: 'bisect.other-error', args: { error: 'unauthorized_client' } },
      nextCommand: `ddoauth diagnose 'unauthorized_client - Not "yours"'`,
    });
  });

  it('an error page of HTML is diagnosed too', async () => {
    const server = await startScopeServer((_, response) =>
      page(response, 400, '<!doctype html><p>Mismatching redirect URI.</p>'),
    );
    const { code, report } = await ask(server.origin);
    expect(code).toBe(1);
    expect(codesOf(report)).toEqual(['bisect.error-page', 'diagnose.recognised']);
  });

  it('always a page, or always the login: the site tells nothing without a login', async () => {
    for (const answer of [
      (_: ScopeRequest, response: ServerResponse) => page(response, 200, 'hello'),
      (_: ScopeRequest, response: ServerResponse) => redirect(response, LOGIN),
    ]) {
      const server = await startScopeServer(answer);
      const { code, report } = await ask(server.origin);
      expect([code, codesOf(report)]).toEqual([5, ['bisect.needs-person']]);
      expect(server.requests).toHaveLength(1);
    }
  });

  it('never an answer: ends with --timeout', async () => {
    const server = await startScopeServer(() => undefined);
    const { code, report } = await ask(server.origin, SCOPES, '--timeout', '600ms');
    expect([code, codesOf(report)]).toEqual([4, ['bisect.unreachable']]);
  });
});

describe('a server that changes', () => {
  it('in the middle: what was proved by then is kept, the rest is unknown', async () => {
    let isDown = false;
    const server = await startScopeServer((request, response) => {
      isDown ||= request.scopes.join() === 'lab_beta';
      if (isDown && request.scopes.join() !== 'lab_beta') page(response, 503, 'down');
      else checking(['lab_beta'])(request, response);
    });
    const { code, report } = await ask(server.origin);
    expect(code).toBe(1);
    expect(codesOf(report)).toEqual(['bisect.unavailable', 'bisect.scope-name-unknown']);
    expect(report.results[0]).toMatchObject({
      grade: 'inconclusive',
      finding: { args: { refused: ['lab_beta'], status: 503 } },
    });
    expect(report.results[0]?.message).toMatch(/refused lab_beta; .*unknown .*lab_delta/);
    expect(report.results[1]?.nextCommand).toBe('ddoauth authorize --site lab');
  });

  it('into a gateway that answers everything with a page: nothing counts as accepted', async () => {
    const server = await startScopeServer((request, response) => {
      if (request.number > 4) page(response, 200, 'Are you a robot?');
      else checking(['lab_alpha'])(request, response);
    });
    const { code, report } = await ask(server.origin);
    const [site] = report.results;
    expect(site).toMatchObject({
      grade: 'inconclusive',
      finding: { code: 'bisect.answers-changed' },
    });
    expect(site?.finding.args['accepted'] ?? []).toEqual([]);
    expect([1, 5]).toContain(code);
  });

  it('its mind after each question: ends, and says so', async () => {
    const server = await startScopeServer((request, response) => {
      if (request.isMadeUp || request.number % 2 === 0) refuse(request, response);
      else redirect(response, LOGIN);
    });
    const { report } = await ask(server.origin);
    expect(report.results[0]?.grade).not.toBe('passed');
    expect(server.requests.length).toBeLessThan(40);
  });
});

describe('a server that nobody here wrote', () => {
  it('oidc-provider ignores unknown scopes, so it is not believed without a login', async () => {
    const server = await startForeignServer({
      clientId: 'client-of-a-lab',
      clientSecret: 'secret',
      redirectUri: 'http://localhost:8085/callback',
      scopes: ['lab_alpha', 'lab_beta'],
      otherScopes: ['lab_gamma'],
    });
    onTestFinished(() => server.close());
    const { code, report } = await ask(server.origin, ['lab_alpha', 'lab_gamma']);
    expect([code, codesOf(report)]).toEqual([5, ['bisect.needs-person']]);
    expect(server.requests.map(({ path }) => path)).toEqual(['/oauth2/v1/authorize']);
  });
});
