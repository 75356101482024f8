import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrokenApp, type BrokenApp } from '../support/broken-app.ts';
import {
  CHROMIUM_SOURCES,
  findChromium,
  launchChromium,
  openPage,
  press,
} from '../support/chromium.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { CLIENT_ID, writeConfig } from '../support/config.ts';
import {
  startProxiedSimulator,
  type ProxiedSimulatorProcess,
} from '../support/proxied-simulator.ts';
import { requirement } from '../support/requirements.ts';
import { parseReport } from '../support/schema.ts';
import { FLAWLESS, MISTAKES, type InjectedMistake } from './har-mistakes.ts';

const executablePath = await findChromium();
const hasChromium = requirement('a Chromium', executablePath !== undefined, CHROMIUM_SOURCES);
const DATADOG = /(?:^|\.)(?:datadoghq\.(?:com|eu)|ddog-gov\.com)$/;
const SECRET = 'simulated-client-secret';

const work = temporaryHome();
let simulator: ProxiedSimulatorProcess;
let browser: Browser;
let app: BrokenApp;

beforeAll(async () => {
  if (executablePath === undefined) return;
  app = await startBrokenApp({ clientId: CLIENT_ID, secret: SECRET });
  // Of any site, so that the user can pick one; diagnosed as the test client that may call loopback.
  const redirectUris = [`${app.origin}/callback`];
  writeConfig(work.path, 0, { kind: 'published', redirectUris });
  simulator = await startProxiedSimulator([], { cwd: work.path, env: cliEnvironment(work.path) });
  writeConfig(work.path, 0, { kind: 'test', redirectUris });
  const { proxyUrl: server, spkiHash } = simulator;
  // The page itself makes the requests that a backend would make, so that the browser records them.
  browser = await launchChromium(executablePath, { server, spkiHash }, ['--disable-web-security']);
});
afterAll(async () => {
  if (executablePath === undefined) return;
  await browser.close();
  app.close();
  await simulator.stop();
  work.remove();
});

/** Goes through the flow in a tab of its own and returns the recording. */
async function record(
  mistake: Omit<InjectedMistake, 'rule' | 'cause'>,
  file: string,
): Promise<string> {
  const path = join(work.path, file);
  app.behave(mistake.behaviour);
  const page = await openPage(browser, { allowed: DATADOG, recordHar: { path } });
  for (let flow = 0; flow < (mistake.flows ?? 1); flow++) {
    await page.goto(app.startUrl);
    const button = page.getByRole('button', { name: mistake.press ?? 'Authorize', exact: true });
    if ((await button.count()) > 0) {
      if (mistake.site !== undefined) {
        const option = page.locator(`option[data-site=${mistake.site}]`);
        await page.locator('select').selectOption(await option.getAttribute('value'));
      }
      await press(page, mistake.press ?? 'Authorize');
    }
    if (page.url().startsWith(app.origin)) await page.waitForFunction('document.title === "done"');
  }
  if (mistake.reloads === true) {
    await page.reload();
    await page.waitForFunction('document.title === "done"');
  }
  await page.context().close();
  return path;
}

async function diagnosed(path: string) {
  const env = cliEnvironment(work.path);
  const { code, stdout, stderr } = await runCli(['diagnose', path, '--offline', '--json'], {
    cwd: work.path,
    env,
  });
  expect(stdout + stderr).not.toContain(SECRET);
  return { code, report: parseReport(stdout) };
}

describe.runIf(hasChromium)('a flow recorded by a browser', () => {
  it('has at least twenty mistakes to be found', () => {
    expect(new Set(MISTAKES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))(
    '%s: the cause is found',
    async (_, mistake) => {
      const { report } = await diagnosed(
        await record(mistake, `${String(MISTAKES.indexOf(mistake))}.har`),
      );
      const [first] = report.results;
      const { rule, causes } = first?.finding.args ?? {};
      const found = report.results.map(({ finding }) => [
        finding.args['rule'],
        finding.args['causes'],
      ]);
      expect({ rule, all: found }).toMatchObject({ rule: mistake.rule });
      expect(Array.isArray(causes) && causes[0]).toMatch(/^confirmed: /);
      expect(first?.finding.args['causeIds']).toSatisfy(
        (ids: string[]) => ids[0] === mistake.cause,
      );
    },
  );

  it.each(FLAWLESS.map((flow, index) => [flow.name, index] as const))(
    'without mistakes, %s: none is found',
    async (_, index) => {
      const flow = FLAWLESS[index]!;
      const { code, report } = await diagnosed(await record(flow, `good-${String(index)}.har`));
      expect(report.results.map(({ finding }) => [finding.code, finding.args['rule']])).toEqual([
        ['diagnose.nothing-seen', undefined],
      ]);
      expect(report.results[0]?.message).toMatch(/authorization flow/);
      expect(code).toBe(0);
    },
  );
});
