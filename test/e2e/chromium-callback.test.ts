import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  authorize,
  openPlace,
  requestCount,
  siteArgs,
  startAuthorize,
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
import { CLIENT_ID } from '../support/config.ts';
import { consentByHand } from '../support/consent-by-hand.ts';
import { requirement } from '../support/requirements.ts';
import { codesOf } from '../support/schema.ts';

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
