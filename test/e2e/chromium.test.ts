import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { CHROMIUM_SOURCES, findChromium, launchChromium, openPage } from '../support/chromium.ts';
import { cliEnvironment, startCli, temporaryHome, type RunningCli } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import { consentByHand } from '../support/consent-by-hand.ts';
import { freePort } from '../support/ports.ts';
import { requirement } from '../support/requirements.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { startSimulatorProcess, type SimulatorProcess } from '../support/simulator.ts';

const TOKEN_PATH = '/oauth2/v1/token';
const executablePath = await findChromium();
const hasChromium = requirement('a Chromium', executablePath !== undefined, CHROMIUM_SOURCES);

/** One client with its simulator, and the folder both take it from. */
interface Place {
  readonly home: string;
  readonly simulator: SimulatorProcess;
  readonly callback: string;
}

/** One `ddoauth authorize` that waits for a browser. */
interface Authorization extends RunningCli {
  /** The authorize URL it printed, and the short local one. */
  readonly url: string;
  readonly shortUrl: string;
  readonly report: Promise<{ readonly code: number | null; readonly report: Report }>;
}

let browser: Browser;
let place: Place;

const env = (home: string) => cliEnvironment(home);

/** A simulator that is seeded with what `profile` makes of the config. */
async function openPlace(
  profile: (port: number) => Record<string, unknown> = () => ({}),
): Promise<Place & { close: () => Promise<void> }> {
  const { path, remove } = temporaryHome();
  const port = await freePort();
  writeConfig(path, port, profile(port));
  const simulator = await startSimulatorProcess([], { cwd: path, env: env(path) });
  const close = async (): Promise<void> => {
    await simulator.stop();
    remove();
  };
  return { home: path, simulator, callback: `http://localhost:${String(port)}/callback`, close };
}

function startAuthorize({ home, simulator }: Place, ...args: string[]): Authorization {
  const cli = startCli(
    ['authorize', '--simulator', simulator.origin, '--no-browser', '--json', ...args],
    { cwd: home, env: env(home) },
  );
  onTestFinished(() => void cli.child.kill('SIGKILL'));
  const report = cli.ended.then(({ code, stdout }) => ({ code, report: parseReport(stdout) }));
  report.catch(() => undefined);
  return { ...cli, url: '', shortUrl: '', report };
}

async function authorize(at: Place, ...args: string[]): Promise<Authorization> {
  const cli = startAuthorize(at, ...args);
  const [, url = '', shortUrl = ''] = await cli.waitFor(
    /to authorize: (\S+)\nor, shorter: (\S+)\n/,
  );
  return { ...cli, url, shortUrl };
}

const press = (page: Page, name: 'Authorize' | 'Deny') =>
  page.getByRole('button', { name, exact: true }).click();
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
const heading = (page: Page, name: RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
/** A page of a program that has nothing to do with any of this. */
async function serve(html: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<!doctype html><title>x</title>${html}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${String(port)}/`;
}

const bodyText = (page: Page) => page.locator('body').innerText();
const tokenHosts = async ({ simulator }: Place, since = 0): Promise<string[]> =>
  (await simulator.state()).requests
    .slice(since)
    .filter(({ path }) => path === TOKEN_PATH)
    .map(({ host }) => host);
const requestCount = async ({ simulator }: Place) => (await simulator.state()).requests.length;
const siteArgs = (report: Report) =>
  report.results.find(({ id }) => id === 'authorize.site')?.finding.args;

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await launchChromium(executablePath);
  const opened = await openPlace();
  place = opened;
  return async () => {
    await browser.close();
    await opened.close();
  };
});
afterEach(async () => {
  if (executablePath !== undefined) await place.simulator.control('faults', []);
});

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
    expect(shown).toContain(failed?.message);
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

describe.runIf(hasChromium)('what a browser does beside', () => {
  it('favicon and prefetch do not use the callback up', async () => {
    const cli = await authorize(place);
    const page = await openPage(browser);
    const { location } = await consentByHand(cli.url);
    expect((await page.goto(new URL('/favicon.ico', location).href))?.status()).toBe(404);
    const elsewhere = await serve(
      `<link rel="prefetch" href="${location.replaceAll('&', '&amp;')}">`,
    );
    const prefetched = page.waitForEvent('requestfailed', (each) => each.url() === location);
    await page.goto(elsewhere);
    const request = await prefetched;
    expect((await request.allHeaders())['sec-purpose']).toMatch(/prefetch/);
    // The answer came and is kept from pages elsewhere.
    expect(request.failure()?.errorText).toMatch(/BLOCKED_BY_RESPONSE/);
    expect(cli.child.exitCode).toBeNull();
    await page.goto(location);
    await heading(page, /Authorized$/);
    expect((await cli.report).code).toBe(0);
  });

  it('a second tab with the same callback gets the same page', async () => {
    const before = await requestCount(place);
    await place.simulator.control('faults', [{ path: TOKEN_PATH, kind: 'latency', ms: 1500 }]);
    const cli = await authorize(place);
    const tabs = [await openPage(browser), await openPage(browser)];
    const { location } = await consentByHand(cli.url);
    const statuses = await Promise.all(
      tabs.map(async (tab) => (await tab.goto(location))?.status()),
    );
    expect(statuses).toEqual([200, 200]);
    for (const tab of tabs) await heading(tab, /Authorized$/);
    expect((await cli.report).code).toBe(0);
    expect(await tokenHosts(place, before)).toHaveLength(1);
  });

  it('reload and back on the success page neither spend nor disturb anything', async () => {
    const before = await requestCount(place);
    const cli = await authorize(place, '--site', 'us1,eu1');
    const page = await openPage(browser);
    await page.goto(cli.url);
    await press(page, 'Authorize');
    await heading(page, /Authorized$/);
    // The next authorization listens at the same address: the old answer is none of its own.
    const [, second = ''] = await cli.waitFor(/to authorize: (\S+app\.datadoghq\.eu\S+)\n/);
    await page.reload();
    await heading(page, /Not the expected answer$/);
    expect(await page.title()).not.toMatch(/^Authorized/);
    await page.goBack();
    await heading(page, /^Authorize /);
    expect(cli.child.exitCode).toBeNull();
    await page.goto(second);
    await press(page, 'Authorize');
    await heading(page, /Authorized$/);
    const { code, report } = await cli.report;
    expect(code).toBe(0);
    expect(codesOf(report).filter((each) => each === 'grant.stored')).toHaveLength(2);
    expect(await tokenHosts(place, before)).toEqual(['api.datadoghq.com', 'api.datadoghq.eu']);
  });
});

describe.runIf(hasChromium)('other ways to begin and to come back', () => {
  let other: Awaited<ReturnType<typeof openPlace>> | undefined;
  afterEach(async () => {
    await other?.close();
    other = undefined;
  });

  it('an https callback on loopback, with the throw-away certificate', async () => {
    other = await openPlace((port) => ({ redirectUris: [`https://localhost:${String(port)}/cb`] }));
    const cli = await authorize(other);
    expect(cli.shortUrl).toMatch(/^https:/);
    const page = await openPage(browser, { ignoreHTTPSErrors: true });
    await page.goto(cli.shortUrl);
    await press(page, 'Authorize');
    await heading(page, /Authorized$/);
    expect(page.url()).toMatch(/^https:\/\/localhost:\d+\/cb\?/);
    expect((await cli.report).code).toBe(0);
  });

  it.each([
    ['ap1', 'acme.ap1.datadoghq.com', 'app.ap1.datadoghq.com', 'ap1.datadoghq.com'],
    ['us1-fed', 'acme.ddog-gov.com', 'app.ddog-gov.com', 'ddog-gov.com'],
  ])('--from tile goes on to %s, with the customer subdomain', async (key, host, web, domain) => {
    const local = (port: number): string => `http://localhost:${String(port)}`;
    other = await openPlace((port) => ({
      redirectUris: [`${local(port)}/callback`],
      onboardingUrl: `${local(port)}/onboarding`,
    }));
    const cli = startAuthorize(other, '--from', 'tile');
    await cli.waitFor(/Waiting for \S+\/onboarding\n/);
    const page = await openPage(browser);
    await page.goto(
      `${other.simulator.origin}/${web}/__simulator/test-authorization?client_id=${CLIENT_ID}&subdomain=acme`,
    );
    expect(new URL(page.url()).pathname).toBe(`/${host}/oauth2/v1/authorize`);
    await press(page, 'Authorize');
    await heading(page, /Authorized$/);
    const { code, report } = await cli.report;
    expect(code).toBe(0);
    const onboarding = report.results.find(({ id }) => id === 'authorize.onboarding');
    expect(onboarding?.finding).toMatchObject({
      code: 'authorize.onboarding-received',
      args: { site: `https://${host}`, domain, key },
    });
    expect(siteArgs(report)).toMatchObject({ asked: key, given: key });
    expect(await tokenHosts(other)).toEqual([`api.${domain}`]);
  });
});
