import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atTerminal, hasTerminal, interrupt } from '../support/at-terminal.ts';
import { openPlace, siteArgs, type Place } from '../support/authorization.ts';
import { cliEnvironment } from '../support/cli.ts';
import { consentByHand } from '../support/consent-by-hand.ts';
import { filesBelow } from '../support/files-below.ts';
import { isFree } from '../support/ports.ts';
import { codesOf, parseReport } from '../support/schema.ts';

const terminals = hasTerminal();
const PASTE_PROMPT = /Final URL or error text[^\n]*$/;

describe.runIf(terminals)('a redirect URI on the partner’s host', () => {
  let place: Place;
  let runs = 0;
  beforeAll(async () => {
    place = await openPlace(() => ({ redirectUris: ['https://partner.example/callback?from=dd'] }));
  });
  afterAll(() => place.close());

  /** Starts an authorization with its report in a file, up to the prompt. */
  const start = async () => {
    const stdoutFile = join(place.home, `report-${String((runs += 1))}.json`);
    const terminal = atTerminal(
      ['authorize', '--simulator', place.simulator.origin, '--site', 'eu1', '--json'].concat(
        '--no-browser',
      ),
      { cwd: place.home, env: cliEnvironment(place.home), stdoutFile },
    );
    const [, url = ''] = await terminal.waitFor(/to authorize: (\S+)\n/);
    await terminal.waitFor(/not on this machine/);
    await terminal.waitFor(PASTE_PROMPT);
    return { terminal, url, report: () => parseReport(readFileSync(stdoutFile, 'utf8')) };
  };

  it.each([
    ['as it is', (url: string) => url],
    ['in quotes', (url: string) => `"${url}"`],
    ['in angle brackets, with blanks around', (url: string) => `  <${url}>   `],
    ['wrapped over two lines', (url: string) => `${url.slice(0, 70)}\r${url.slice(70)}`],
    ['as a bare query', (url: string) => new URL(url).search],
  ])('the final URL is pasted %s', async (_how, dress) => {
    const { terminal, url, report } = await start();
    const { location } = await consentByHand(url, 'ap2');
    terminal.type(`${dress(location)}\r`);
    expect(await terminal.ended).toMatchObject({ code: 0, cursorShown: true });
    expect(siteArgs(report())).toMatchObject({ asked: 'eu1', given: 'ap2' });
    expect(codesOf(report())).toEqual(
      expect.arrayContaining(['authorize.remote-redirect', 'grant.stored']),
    );
  });

  it('a wrong paste says why and the question comes again', async () => {
    const { terminal, url, report } = await start();
    const { location } = await consentByHand(url);
    const foreign = new URL(location);
    foreign.searchParams.set('state', 'somebody-else');
    const tries: [string, RegExp][] = [
      [url, /cannot be used: it is the authorize URL/],
      [foreign.href, /cannot be used: [^\n]*state-mismatch/],
      ['', /cannot be used: nothing was pasted/],
      ['   ', /cannot be used: nothing was pasted/],
      ['no idea', /cannot be used: it is neither the final URL nor/],
    ];
    for (const [pasted, why] of tries) {
      terminal.type(`${pasted}\r`);
      await terminal.waitFor(why);
      await terminal.waitFor(PASTE_PROMPT);
    }
    terminal.type(`${location}\r`);
    expect((await terminal.ended).code).toBe(0);
    expect(codesOf(report())).toContain('grant.stored');
  });

  it('asks before anything is sent to a site that is in no list', async () => {
    const { terminal, url, report } = await start();
    const { location } = await consentByHand(url);
    const unlisted = new URL(location);
    unlisted.searchParams.set('domain', 'xx9.datadoghq.com');
    terminal.type(`${unlisted.href}\r`);
    await terminal.waitFor(/Send the client secret\s+to api\.xx9\.datadoghq\.com\?/);
    terminal.type('n\r');
    expect((await terminal.ended).code).toBe(1);
    expect(codesOf(report())).toContain('authorize.site-untrusted');

    const { terminal: again, url: other } = await start();
    const state = new URL(other).searchParams.get('state') ?? '';
    again.type(`?code=c&state=${state}&domain=xx9.datadoghq.com\r`);
    await again.waitFor(/Send the client secret\s+to/);
    await interrupt(again);
    const { requests } = await place.simulator.state();
    expect(requests.filter(({ host }) => host.includes('xx9'))).toEqual([]);
  });

  it('the refusal of the consent page is pasted', async () => {
    const { terminal, url, report } = await start();
    const { location } = await consentByHand(url, undefined, 'deny');
    terminal.type(`${location}\r`);
    expect((await terminal.ended).code).toBe(3);
    expect(codesOf(report())).toContain('authorize.denied');
  });

  it('an error page of several lines is recognised by the line that says it', async () => {
    const { terminal, report } = await start();
    const page = { errors: ['invalid_request - Mismatching redirect URI.'] };
    terminal.type(`${JSON.stringify(page, null, 2).replaceAll('\n', '\r')}\r`);
    expect((await terminal.ended).code).toBe(1);
    const codes = codesOf(report());
    expect(codes).toEqual(expect.arrayContaining(['authorize.error-page', 'diagnose.recognised']));
  });

  it('Ctrl-C leaves the terminal and the store as they were', async () => {
    const before = filesBelow(join(place.home, 'data'));
    const { terminal } = await start();
    terminal.type('https://partner.exa');
    await terminal.waitFor(/partner\.exa$/);
    await interrupt(terminal);
    expect(filesBelow(join(place.home, 'data'))).toEqual(before);
  });
});

describe.runIf(terminals)('a redirect URI on this machine', () => {
  it('Ctrl-C at the prompt frees the port; a callback ends the prompt', async () => {
    const place = await openPlace();
    onTestFinished(() => place.close());
    const options = { cwd: place.home, env: cliEnvironment(place.home) };
    const args = ['authorize', '--simulator', place.simulator.origin, '--no-browser'];
    const first = atTerminal(args, options);
    await first.waitFor(PASTE_PROMPT);
    expect(await isFree(place.port)).toBe(false);
    await interrupt(first);
    expect(await isFree(place.port)).toBe(true);
    const second = atTerminal(args, options);
    const [, url = ''] = await second.waitFor(/to authorize: (\S+)\n/);
    await second.waitFor(PASTE_PROMPT);
    const { location } = await consentByHand(url);
    expect((await fetch(location)).status).toBe(200);
    const end = { code: 0, echo: true, lineMode: true, cursorShown: true };
    expect(await second.ended).toEqual(end);
  });
});
