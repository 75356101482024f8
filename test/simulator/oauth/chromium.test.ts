import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { authorizeUrl, clientSeed, simulate } from '../support.ts';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

async function findChromium(): Promise<string | undefined> {
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } catch {
    return existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined;
  }
}

it('a real browser without JavaScript gets through the consent page', async (context) => {
  const executablePath = await findChromium();
  if (executablePath === undefined) {
    context.skip('no Chromium on this machine');
    return;
  }
  const asked: string[] = [];
  const partner = createServer((request, response) => {
    if (request.url?.startsWith('/callback')) asked.push(request.url);
    response.end('done');
  });
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void partner.close());
  const address = partner.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const redirectUri = `http://127.0.0.1:${port}/callback`;
  const simulator = await simulate(clientSeed({ redirectUris: [redirectUri] }));

  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: false,
    headless: true,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  onTestFinished(() => browser.close());
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const url = authorizeUrl(simulator, { redirect_uri: redirectUri });
  await page.goto(simulator.address(url) ?? '');
  await page.getByRole('heading', { name: 'Authorize Example Integration' }).waitFor();
  const picker = page.getByLabel('Site and organization');
  const options = await picker.getByRole('option').allTextContents();
  await picker.selectOption(options.find((label) => label.includes('EU1')) ?? '');
  await page.getByRole('button', { name: 'Authorize' }).click();
  await page.getByText('done').waitFor();
  expect(asked).toHaveLength(1);
  const callback = new URL(asked[0] ?? '', redirectUri).searchParams;
  expect(callback.get('domain')).toBe('datadoghq.eu');
  expect(callback.get('state')).toBe('a-state');

  await page.goto(simulator.address(url) ?? '');
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('done').waitFor();
  expect(asked[1]).toBe('/callback?error=access_denied&state=a-state');
}, 60_000);
