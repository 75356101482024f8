import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { atTerminal, hasTerminal, interrupt } from '../support/at-terminal.ts';
import { cliEnvironment, runCli } from '../support/cli.ts';
import { consentByHand } from '../support/consent-by-hand.ts';
import { isFree } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { openSeededPlace, type SeededPlace } from '../support/seeded-place.ts';
import { storedGrants } from '../support/stored-grants.ts';
import type { Terminal } from '../support/terminal.ts';

const SCOPES = [
  'api_keys_write',
  'dashboards_read',
  'events_read',
  'metrics_read',
  'monitors_read',
];
const QUESTION = /Question (\d+), (\d+) scopes?: ([^\n]*)\n/;
const URL_LINE = /to authorize: (\S+)\n/;
const PASTE_PROMPT = /Final URL or error text[^\n]*$/;
const SEEN = /Did you see the consent page[^\n]*\?/;

type Decision = 'authorize' | 'deny';

/** A run at a terminal whose report goes to a file. */
interface Guided {
  readonly terminal: Terminal;
  report(): Report;
}

let runs = 0;
const start = (place: SeededPlace, ...args: string[]): Guided => {
  const stdoutFile = join(place.home, `report-${String((runs += 1))}.json`);
  const terminal = atTerminal(
    ['authorize', '--bisect-scopes', ...args, '--simulator', place.simulator.origin].concat(
      '--no-browser',
      '--json',
    ),
    { cwd: place.home, env: cliEnvironment(place.home), stdoutFile },
  );
  return { terminal, report: () => parseReport(readFileSync(stdoutFile, 'utf8')) };
};

/** Waits for a question and what it asks for. */
async function question(terminal: Terminal): Promise<{ scopes: string[]; url: string }> {
  const [, , , names = ''] = await terminal.waitFor(QUESTION);
  const [, url = ''] = await terminal.waitFor(URL_LINE);
  await terminal.waitFor(PASTE_PROMPT);
  expect(new URL(url).searchParams.get('scope')?.split(' ').join(', ')).toBe(names);
  return { scopes: names.split(', '), url };
}

/** Does what a person does in the browser; the page that ends it. */
async function answer(url: string, decision: Decision): Promise<string> {
  const { location } = await consentByHand(url, undefined, decision);
  return (await fetch(location)).text();
}

describe.runIf(hasTerminal())('authorize --bisect-scopes at a terminal', () => {
  let place: SeededPlace;
  beforeAll(async () => {
    place = await openSeededPlace({
      scopes: SCOPES,
      settings: { loginFirst: true, unknownScopes: { us1: ['events_read'] } },
    });
  });
  afterAll(() => place.close());

  it('asks through the browser where a site wants a login first', async () => {
    const { terminal, report } = start(place, '--site', 'us1');
    await terminal.waitFor(/Asking us1 through the browser/);
    const asked: string[] = [];
    const expected = [SCOPES, ['events_read'], SCOPES.filter((scope) => scope !== 'events_read')];
    for (const [index, scopes] of expected.entries()) {
      const put = await question(terminal);
      expect(put.scopes).toEqual(scopes);
      const html = await answer(put.url, 'deny');
      asked.push(/<h1>.*<\/h1>/.exec(html)?.[0].replace(/<[^>]+>/g, '') ?? '');
      if (index < 2) {
        await terminal.waitFor(/Question \d: refused/);
        continue;
      }
      await terminal.waitFor(SEEN);
      terminal.type('y\r');
      await terminal.waitFor(/Question 3: accepted/);
    }
    expect((await terminal.ended).code).toBe(1);
    expect(asked).toEqual([
      '✓ Question 1: refused',
      '✓ Question 2: refused',
      '✓ Question 3: accepted',
    ]);
    expect(report().results).toMatchObject([
      {
        id: 'authorize.bisect',
        grade: 'failed',
        finding: {
          code: 'bisect.refused',
          args: { how: 'guided', questions: 3, codes: 0, refused: ['events_read'] },
        },
        nextCommand:
          'ddoauth authorize --site us1 --scope api_keys_write,dashboards_read,metrics_read,monitors_read',
      },
      { id: 'authorize.bisect.events_read', finding: { code: 'bisect.scope-refused' } },
    ]);
    expect((await place.simulator.state()).grants).toEqual([]);
  });

  it('throws codes away: a stored grant stays as it is, and no token is asked for', async () => {
    const authorized = await runCli(
      [
        'authorize',
        '--site',
        'eu1',
        '--simulator',
        place.simulator.origin,
        '--consent',
        'authorize',
      ],
      { cwd: place.home, env: cliEnvironment(place.home) },
    );
    expect(authorized.code).toBe(0);
    const [before] = [storedGrants(place.home)];
    expect(before).toHaveLength(1);
    const since = (await place.simulator.state()).requests.length;

    const { terminal, report } = start(place, 'guided', '--site', 'eu1', '--scope', 'metrics_read');
    const { url } = await question(terminal);
    const html = await answer(url, 'authorize');
    expect(html).toContain('Question 1: accepted');
    expect(html).toContain('thrown away');
    expect(html).not.toContain('uthorized');
    expect((await terminal.ended).code).toBe(0);
    expect(report().results).toMatchObject([
      {
        grade: 'passed',
        proof: 'authenticated',
        finding: { code: 'bisect.all-accepted', args: { how: 'guided', codes: 1 } },
      },
    ]);
    expect(report().results[0]?.message).toMatch(/thrown away: no grant was made or changed/);
    expect(storedGrants(place.home)).toEqual(before);
    const { requests } = await place.simulator.state();
    expect(requests.slice(since).filter(({ path }) => path.includes('token'))).toEqual([]);
  });

  it('does not take a denial without a consent page for an answer', async () => {
    const { terminal, report } = start(place, 'guided', '--site', 'us1');
    const { url } = await question(terminal);
    const redirectUri = new URL(url).searchParams.get('redirect_uri') ?? '';
    const state = new URL(url).searchParams.get('state') ?? '';
    await fetch(`${redirectUri}?error=access_denied&error_description=by+policy&state=${state}`);
    await terminal.waitFor(SEEN);
    terminal.type('n\r');
    expect((await terminal.ended).code).toBe(1);
    expect(report().results[0]).toMatchObject({
      finding: {
        code: 'bisect.other-error',
        args: { error: 'access_denied', description: 'by policy' },
      },
    });
  });

  it('an error page that is pasted ends it with the diagnosis', async () => {
    const { terminal, report } = start(place, 'guided', '--site', 'us1');
    await question(terminal);
    terminal.type('{"errors":["invalid_request - Mismatching redirect URI."]}\r');
    expect((await terminal.ended).code).toBe(1);
    expect(codesOf(report())).toEqual(['bisect.error-page', 'diagnose.recognised']);
  });

  it('a refusal that is pasted counts', async () => {
    const { terminal, report } = start(place, 'guided', '--site', 'us1', '--scope', 'events_read');
    await question(terminal);
    terminal.type('invalid_scope - The following scopes are not recognized: events_read\r');
    expect((await terminal.ended).code).toBe(1);
    expect(codesOf(report())).toEqual(['bisect.refused', 'bisect.scope-refused']);
  });

  it('gives up when nobody answers', async () => {
    const { terminal, report } = start(place, 'guided', '--site', 'us1', '--timeout', '2s');
    expect((await terminal.ended).code).toBe(5);
    expect(codesOf(report())).toEqual(['bisect.no-callback']);
  });

  it('Ctrl-C in the middle frees the port and leaves the store alone', async () => {
    const before = storedGrants(place.home);
    const { terminal } = start(place, 'guided', '--site', 'us1');
    const { url } = await question(terminal);
    await answer(url, 'deny');
    await question(terminal);
    expect(await isFree(place.port)).toBe(false);
    await interrupt(terminal);
    expect(await isFree(place.port)).toBe(true);
    expect(storedGrants(place.home)).toEqual(before);
  });
});

describe.runIf(hasTerminal())('with a redirect URI on the partner’s host', () => {
  it('the final URL of each question is pasted', async () => {
    const place = await openSeededPlace({
      scopes: SCOPES,
      redirectUris: ['https://partner.example/callback?from=dd'],
      settings: { loginFirst: true, unknownScopes: { us1: ['metrics_read'] } },
    });
    try {
      const { terminal, report } = start(place, '--site', 'us1');
      for (const decision of ['authorize', 'authorize', 'authorize'] as const) {
        const { url } = await question(terminal);
        const { location } = await consentByHand(url, undefined, decision);
        terminal.type(`${location}\r`);
      }
      expect((await terminal.ended).code).toBe(1);
      expect(report().results[0]?.finding.args).toMatchObject({
        refused: ['metrics_read'],
        codes: 1,
      });
    } finally {
      await place.close();
    }
  });
});
