import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { atTerminal, hasTerminal } from '../support/at-terminal.ts';
import {
  authorize,
  openPlace,
  PRINTED_URLS,
  requestCount,
  siteArgs,
  tokenHosts,
  type Place,
} from '../support/authorization.ts';
import {
  CHROMIUM_SOURCES,
  findChromium,
  heading,
  launchChromium,
  openPage,
  press,
} from '../support/chromium.ts';
import { cliEnvironment } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import { requirement } from '../support/requirements.ts';
import { codesOf, parseReport } from '../support/schema.ts';

const TOKEN_PATH = '/oauth2/v1/token';
const executablePath = await findChromium();
const hasChromium = requirement('a Chromium', executablePath !== undefined, CHROMIUM_SOURCES);

let browser: Browser;
let place: Place;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await launchChromium(executablePath);
  place = await openPlace();
});
afterEach(async () => {
  if (executablePath !== undefined) await place.simulator.control('faults', []);
});
afterAll(async () => {
  if (executablePath === undefined) return;
  await browser.close();
  await place.close();
});

/** Presses Authorize and returns when the fault on the token exchange is met; `done` with the page. */
async function pressAndMeetFault(page: Page): Promise<{ readonly done: Promise<void> }> {
  const done = press(page, 'Authorize');
  done.catch(() => undefined);
  await vi.waitFor(
    async () => expect((await place.simulator.state()).faults).toMatchObject([{ left: 0 }]),
    { timeout: 20_000 },
  );
  return { done };
}
const bodyText = (page: Page) => page.locator('body').innerText();

describe.runIf(hasChromium)('consent in a real browser', () => {
  it('Authorize ends on a page that says so, once the token exchange worked', async () => {
    await place.simulator.control('faults', [
      { path: TOKEN_PATH, kind: 'latency', ms: 1500, times: 1 },
    ]);
    const cli = await authorize(place, '--site', 'eu1');
    const page = await openPage(browser);
    await page.goto(cli.url);
    await heading(page, /^Authorize /);
    const answered = page.waitForResponse((answer) => answer.url().startsWith(place.callback));
    const clicked = await pressAndMeetFault(page);
    const began = performance.now();
    expect(await page.title()).not.toMatch(/^Authorized/);
    await clicked.done;
    expect((await answered).status()).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(1_000);
    await heading(page, /Authorized$/);
    expect(await page.title()).toMatch(/^Authorized/);
    expect(await bodyText(page)).toMatch(/close this tab/);
    const { code, report } = await cli.report;
    expect(code).toBe(0);
    expect(siteArgs(report)).toMatchObject({ asked: 'eu1', given: 'eu1' });
    expect(codesOf(report)).toContain('grant.stored');
  });

  it('while the token exchange hangs the page waits, and Ctrl-C ends it without "Authorized"', async () => {
    await place.simulator.control('faults', [{ path: TOKEN_PATH, kind: 'black-hole', times: 1 }]);
    const cli = await authorize(place);
    const page = await openPage(browser);
    await page.goto(cli.url);
    const clicked = await pressAndMeetFault(page);
    cli.child.kill('SIGINT');
    await clicked.done;
    await heading(page, /Ended early$/);
    expect(await bodyText(page)).not.toMatch(/authorized/i);
    expect((await cli.ended).code).toBe(130);
  });

  it('the short local URL leads to the same page, and the user may pick another site', async () => {
    const before = await requestCount(place);
    const cli = await authorize(place, '--site', 'eu1');
    const page = await openPage(browser);
    await page.goto(cli.shortUrl);
    expect(page.url()).toBe(cli.url);
    const picker = page.getByLabel('Site and organization');
    expect(await picker.locator('option:checked').getAttribute('data-site')).toBe('eu1');
    const ap2 = await picker.locator('option[data-site=ap2]').getAttribute('value');
    await picker.selectOption(ap2);
    await press(page, 'Authorize');
    await heading(page, /Authorized$/);
    const { code, report } = await cli.report;
    expect(code).toBe(0);
    expect(siteArgs(report)).toMatchObject({ asked: 'eu1', given: 'ap2' });
    expect(await tokenHosts(place, before)).toEqual(['api.ap2.datadoghq.com']);
  });

  it('can be given with the keyboard alone', async () => {
    const cli = await authorize(place, '--site', 'us1');
    const page = await openPage(browser);
    await page.goto(cli.url);
    const picker = page.getByLabel('Site and organization');
    const isFocused = 'document.activeElement?.matches("select, button[value=authorize]")';
    await page.keyboard.press('Tab');
    expect(await page.evaluate(isFocused)).toBe(true);
    await page.keyboard.press('ArrowDown');
    const picked = await picker.locator('option:checked').getAttribute('data-site');
    expect(picked).not.toBe('us1');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Authorize');
    await page.keyboard.press('Enter');
    await heading(page, /Authorized$/);
    const { report } = await cli.report;
    expect(siteArgs(report)).toMatchObject({ asked: 'us1', given: picked });
  });

  it('Deny ends on a page with the fix, and in exit 3', async () => {
    const before = await requestCount(place);
    const cli = await authorize(place);
    const page = await openPage(browser);
    await page.goto(cli.url);
    await press(page, 'Deny');
    await heading(page, /Not authorized$/);
    expect(await bodyText(page)).toMatch(/Press Authorize instead of Deny/);
    const { code, report } = await cli.report;
    expect(code).toBe(3);
    expect(codesOf(report)).toContain('authorize.denied');
    expect(await tokenHosts(place, before)).toEqual([]);
  });
});

describe.runIf(hasChromium)('a token exchange that fails', () => {
  it.each([
    [400, 'token.refused', 1],
    [500, 'token.unavailable', 4],
  ])('with %i: the page shows it escaped, with the fix', async (status, finding, exit) => {
    const text = 'invalid_grant - <b id=x>no</b> & <script>document.title="Authorized"</script>';
    await place.simulator.control('faults', [
      { path: TOKEN_PATH, kind: 'status', status, body: { errors: [text] } },
    ]);
    const cli = await authorize(place);
    const page = await openPage(browser);
    await page.goto(cli.url);
    await press(page, 'Authorize');
    await heading(page, /Not authorized$/);
    expect(await page.title()).toMatch(/^Not authorized/);
    expect(await page.locator('b, script').count()).toBe(0);
    const { code, report } = await cli.report;
    expect(code).toBe(exit);
    const failed = report.results.find(({ id }) => id === 'authorize.token');
    expect(failed?.finding.code).toBe(finding);
    const shown = await bodyText(page);
    // The page says the finding; what diagnose makes of it is for the terminal.
    expect(shown).toContain(failed?.message.replace(/\s*Probably: .*$/s, ''));
    expect(shown).toContain(failed?.remedy);
    if (status === 400) expect(shown).toContain('<b id=x>');
  });

  it('because the secret was regenerated before the click', async () => {
    const cli = await authorize(place);
    const page = await openPage(browser);
    await page.goto(cli.url);
    onTestFinished(() => place.simulator.control('reset'));
    await place.simulator.control('rotate-secret', { clientId: CLIENT_ID });
    await press(page, 'Authorize');
    await heading(page, /Not authorized$/);
    expect(await bodyText(page)).toMatch(/secret generated last/);
    const { code, report } = await cli.report;
    expect(code).toBe(1);
    expect(codesOf(report)).toContain('token.refused');
    expect(codesOf(report)).not.toContain('grant.stored');
  });
});

describe.runIf(hasChromium && hasTerminal())('an error page that is never redirected', () => {
  it('is pasted at the terminal and explained', async () => {
    // The client as it is here has a redirect URI that the simulator has not heard of.
    const cwd = join(place.home, 'elsewhere');
    const port = await freePort();
    mkdirSync(cwd);
    writeConfig(cwd, port);
    const stdoutFile = join(cwd, 'report.json');
    const terminal = atTerminal(
      ['authorize', '--simulator', place.simulator.origin, '--no-browser', '--json'],
      { cwd, env: cliEnvironment(place.home), stdoutFile },
    );
    const [, url = ''] = await terminal.waitFor(PRINTED_URLS);
    await terminal.waitFor(/Final URL or error text/);
    const page = await openPage(browser);
    const called: string[] = [];
    page.on('request', (request) => called.push(new URL(request.url()).port));
    const answer = await page.goto(url);
    expect(answer?.status()).toBe(400);
    const shown = await bodyText(page);
    expect(shown).toContain('Mismatching redirect URI');
    expect(called).not.toContain(String(port));
    terminal.type(`${shown.trim()}\r`);
    expect((await terminal.ended).code).toBe(1);
    const report = parseReport(readFileSync(stdoutFile, 'utf8'));
    expect(codesOf(report)).toContain('authorize.error-page');
    const diagnosis = report.results.find(({ finding }) => finding.code === 'diagnose.recognised');
    expect(diagnosis?.finding.args['rule']).toBe('redirect-uri-mismatch');
  });
});
