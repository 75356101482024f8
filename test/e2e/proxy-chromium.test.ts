import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PRINTED_URLS, siteArgs } from '../support/authorization.ts';
import {
  CHROMIUM_SOURCES,
  findChromium,
  heading,
  launchChromium,
  openPage,
  press,
} from '../support/chromium.ts';
import { cliEnvironment, startCli, temporaryHome, type RunningCli } from '../support/cli.ts';
import { writeConfig } from '../support/config.ts';
import { freePort } from '../support/ports.ts';
import {
  startProxiedSimulator,
  type ProxiedSimulatorProcess,
} from '../support/proxied-simulator.ts';
import { requirement } from '../support/requirements.ts';
import { codesOf, parseReport } from '../support/schema.ts';
import { storedGrant } from '../support/stored-grants.ts';

const executablePath = await findChromium();
const hasChromium = requirement('a Chromium', executablePath !== undefined, CHROMIUM_SOURCES);
const DATADOG = /(?:^|\.)(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/;

const work = temporaryHome();
let simulator: ProxiedSimulatorProcess;
let browser: Browser;

beforeAll(async () => {
  if (executablePath === undefined) return;
  writeConfig(work.path, await freePort());
  simulator = await startProxiedSimulator([], { cwd: work.path, env: cliEnvironment(work.path) });
  const { proxyUrl: server, spkiHash } = simulator;
  browser = await launchChromium(executablePath, { server, spkiHash });
});
afterAll(async () => {
  if (executablePath === undefined) return;
  await browser.close();
  await simulator.stop();
  work.remove();
});

/** `ddoauth authorize` as against the real Datadog: nothing but the variables that are printed. */
function startUnsimulated(...args: string[]): RunningCli {
  const env = cliEnvironment(work.path, {
    ...simulator.exports,
    DDOAUTH_CLIENT_SECRET: 'simulated-client-secret',
  });
  const cli = startCli(['authorize', '--no-browser', '--json', ...args], { cwd: work.path, env });
  onTestFinished(() => void cli.child.kill('SIGKILL'));
  return cli;
}

describe.runIf(hasChromium)('real host names in a real browser', () => {
  it.each([
    ['eu1', 'https://app.datadoghq.eu/oauth2/v1/authorize', 'api.datadoghq.eu'],
    ['us2-fed', 'https://us2.ddog-gov.com/oauth2/v1/authorize', 'api.us2.ddog-gov.com'],
  ])(
    'authorize on %s: consent at %s, callback straight to this machine',
    async (site, url, api) => {
      const cli = startUnsimulated('--site', site);
      const [, printed = ''] = await cli.waitFor(PRINTED_URLS);
      expect(printed.startsWith(`${url}?`)).toBe(true);
      const page = await openPage(browser, { allowed: DATADOG });
      await page.goto(printed);
      await heading(page, /^Authorize /);
      expect(page.url()).toBe(printed);
      await press(page, 'Authorize');
      await heading(page, /Authorized$/);
      expect(new URL(page.url()).hostname).toBe('localhost');
      const { code, stdout } = await cli.ended;
      const report = parseReport(stdout);
      expect(code).toBe(0);
      expect(report.target).toBe('datadog');
      expect(siteArgs(report)).toMatchObject({ asked: site, given: site });
      expect(codesOf(report)).toContain('grant.stored');
      expect(storedGrant(work.path, site, 'datadog').site).toBe(site);
      const connections = await simulator.connections();
      const served = connections.filter(({ verdict }) => verdict === 'served');
      expect(served.map(({ target }) => target)).toContain(`${api}:443`);
      // Neither the callback nor its favicon was asked of the proxy.
      expect(connections.map(({ target }) => target).join()).not.toMatch(/localhost|127\.0\.0\.1/);
    },
  );

  it('a customer subdomain works; the flag hides that one below api. is in no certificate', async () => {
    const page = await openPage(browser, { allowed: DATADOG });
    const answer = await page.goto('https://acme.us3.datadoghq.com/oauth2/v1/authorize');
    expect(answer?.status()).toBe(400);
    const hidden = await page.goto('https://api.acme.us3.datadoghq.com/');
    expect(hidden?.status()).toBe(404);
  });

  it('without the hash of the CA it shows no page', async () => {
    if (executablePath === undefined) return;
    const wary = await launchChromium(executablePath, { server: simulator.proxyUrl });
    onTestFinished(() => wary.close());
    const page = await openPage(wary, { allowed: DATADOG });
    await expect(page.goto('https://app.datadoghq.eu/')).rejects.toThrow(
      'ERR_CERT_AUTHORITY_INVALID',
    );
  });

  it('hosts outside Datadog have no page', async () => {
    const page = await openPage(browser, { allowed: /^example\.com$/ });
    await expect(page.goto('https://example.com/')).rejects.toThrow('ERR_TUNNEL_CONNECTION_FAILED');
    const last = (await simulator.connections()).filter(({ target }) =>
      target.startsWith('example'),
    );
    expect(last[0]).toMatchObject({ verdict: 'refused', why: 'not-datadog' });
  });
});
