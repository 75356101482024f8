import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { hostileReport, SMALL } from '../report/html/samples.ts';
import { CHROMIUM_SOURCES, findChromium, launchChromium } from '../support/chromium.ts';
import { cliEnvironment, runCli, temporaryHome } from '../support/cli.ts';
import { requirement } from '../support/requirements.ts';

const executablePath = await findChromium();
const hasChromium = requirement('a Chromium', executablePath !== undefined, CHROMIUM_SOURCES);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const home = temporaryHome();
const place = (name: string): string => join(home.path, name);
let browser: Browser;

/** What the program makes of real runs, by file name. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  'checklist.html': ['checklist', '--simulate', '--site', 'us1,eu1'],
  'regions.html': ['check-regions', '--simulate', '--site', 'us1,eu1,us1-fed'],
  'authorize.html': ['authorize', '--simulate', '--consent', 'deny'],
};

beforeAll(async () => {
  if (executablePath === undefined) return;
  browser = await launchChromium(executablePath);
  const everyRegion = ['check-regions', '--simulate', '--intake', 'all'];
  const oneSite = ['checklist', '--simulate', '--site', 'us1'];
  for (const [name, args] of [
    ...Object.entries(RUNS),
    [EVERY_REGION, everyRegion] as const,
    [ONE_SITE, oneSite] as const,
  ]) {
    await runCli([...args, '--html', place(name)], {
      cwd: home.path,
      env: cliEnvironment(home.path),
    });
  }
  for (const [name, report] of Object.entries(SMALL)) {
    writeFileSync(place(`${name}.html`), renderHtml(report));
  }
  writeFileSync(place('hostile.html'), renderHtml(hostileReport(5_000_000)));
});
afterAll(async () => {
  if (executablePath !== undefined) await browser.close();
  home.remove();
});

/** Opens a page as a reader does, from the disk; a message on the console or a request fails the test. */
async function open(name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const url = pathToFileURL(place(name)).href;
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const noise: string[] = [];
  context.on('console', (message) => noise.push(message.text()));
  context.on('weberror', (error) => noise.push(error.error().message));
  context.on('request', (request) => {
    if (request.url() !== url) noise.push(`request ${request.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(noise).toEqual([]);
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** Too long for axe, which takes its time. */
const EVERY_REGION = 'every-region.html';

/** A checklist that is not too long for it: of two sites it takes ten seconds, four times over. */
const ONE_SITE = 'one-site.html';

const shown = (page: Page): Promise<number> => page.locator('.result:not([hidden])').count();

describe.runIf(hasChromium)('accessibility', () => {
  const WIDTHS = { wide: 1280, 'of 80 characters': 640 };

  /** Violations, each with the elements it is about. */
  async function violations(page: Page): Promise<string[]> {
    // The page's own policy lets nothing in: the library comes by way of the debugger.
    await page.evaluate(AXE);
    const found = await page.evaluate<AxeResults>(
      'axe.run(document, { rules: { "target-size": { enabled: true } } })',
    );
    expect(found.passes.length).toBeGreaterThan(15);
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  }

  const pages = Object.keys(RUNS).map((name) => (name === 'checklist.html' ? ONE_SITE : name));
  const cases = [...pages, 'mixed.html', 'grids.html', 'nothing.html'].flatMap((name) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      Object.entries(WIDTHS).map(([width, pixels]) => ({ name, colorScheme, width, pixels })),
    ),
  );

  it.each(cases)(
    '$name, $colorScheme, $width: axe finds nothing',
    async ({ name, colorScheme, pixels }) => {
      const page = await open(name, { colorScheme, viewport: { width: pixels, height: 900 } });
      expect(await violations(page)).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)('with every fold open, %s: nothing', async (colorScheme) => {
    const page = await open('mixed.html', { colorScheme });
    await page.evaluate(
      'document.querySelectorAll("details").forEach((fold) => { fold.open = true })',
    );
    expect(await violations(page)).toEqual([]);
  });

  it('the search finds violations where there are some', async () => {
    const page = await open('mixed.html');
    await page.evaluate('document.documentElement.removeAttribute("lang")');
    await page.evaluate(
      'document.querySelector("#filter-text").parentElement.replaceWith(document.querySelector("#filter-text"))',
    );
    expect((await violations(page)).map((each) => each.split(':')[0])).toEqual(
      expect.arrayContaining(['html-has-lang']),
    );
  });

  it.each([640, 1280, 1600])('at %i pixels nothing is beside the page', async (width) => {
    for (const name of [...Object.keys(RUNS), EVERY_REGION, 'mixed.html', 'hostile.html']) {
      const page = await open(name, { viewport: { width, height: 900 } });
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(width);
    }
  });

  it.each([640, 1280])('at %i pixels no grid needs scrolling', async (width) => {
    const page = await open(EVERY_REGION, { viewport: { width, height: 900 } });
    const grids = await page.evaluate<number[]>(
      '[...document.querySelectorAll(".grid")].map((grid) => grid.scrollWidth - grid.clientWidth)',
    );
    expect(grids.length).toBeGreaterThan(3);
    expect(Math.max(...grids)).toBe(0);
  });
});

describe.runIf(hasChromium)('search and filter', () => {
  it('by text, in exchanges too', async () => {
    const page = await open('checklist.html');
    const all = await shown(page);
    await page.getByLabel('Search').fill('http-intake.logs.datadoghq.eu');
    await expect.poll(() => shown(page)).toBeLessThan(all);
    const some = await shown(page);
    expect(some).toBeGreaterThan(0);
    expect(await page.locator('#filter-count').innerText()).toBe(
      `${String(some)} of ${String(all)} results are shown.`,
    );
    await page.getByLabel('Search').fill('http-intake.logs.datadoghq.eu nothing-of-the-kind');
    await expect.poll(() => shown(page)).toBe(0);
    expect(await page.locator('.group:not([hidden])').count()).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await shown(page)).toBe(all);
    expect(await page.getByLabel('Search').inputValue()).toBe('');
  });

  it('by grade, site and proof together', async () => {
    const page = await open('checklist.html');
    await page.getByRole('button', { name: /passed/ }).click();
    await page.locator('#filter-site').selectOption('eu1');
    await page.locator('#filter-proof').selectOption('observed');
    const left = await page
      .locator('.result:not([hidden])')
      .evaluateAll((results) =>
        results.map((result) => ({ ...(result as unknown as { dataset: object }).dataset })),
      );
    expect(left.length).toBeGreaterThan(3);
    for (const each of left) {
      expect(each).toEqual({ grade: 'passed', site: 'eu1', proof: 'observed' });
    }
    await page.locator('#filter-proof').selectOption('none');
    const [first] = await page.locator('.result:not([hidden])').all();
    expect(await first?.getAttribute('data-proof')).toBe('');
  });

  it('several grades add up', async () => {
    const page = await open('mixed.html');
    await page.getByRole('button', { name: /failed/ }).click();
    expect(await shown(page)).toBe(1);
    await page.getByRole('button', { name: /review/ }).click();
    expect(await shown(page)).toBe(2);
    await page.getByRole('button', { name: /failed/ }).click();
    expect(await shown(page)).toBe(1);
  });

  it('Enter in the search leaves the page where it is', async () => {
    const page = await open('mixed.html');
    await page.getByLabel('Search').fill('usage_read');
    await page.keyboard.press('Enter');
    expect(await shown(page)).toBe(1);
    expect(page.url()).toMatch(/mixed\.html$/);
  });

  it('opens and closes what is shown', async () => {
    const page = await open('mixed.html');
    await page.getByRole('button', { name: /failed/ }).click();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('.result > details[open]').count()).toBe(1);
    await page.getByRole('button', { name: 'Close all' }).click();
    expect(await page.locator('.result > details[open]').count()).toBe(0);
  });
});

describe.runIf(hasChromium)('a cell of a matrix', () => {
  const focused = (page: Page) => page.evaluate('document.activeElement?.textContent');

  it('leads to its result, opens it, and shows it though a filter hides it', async () => {
    const page = await open('grids.html');
    await page.getByRole('button', { name: /passed/ }).click();
    await page.getByRole('link', { name: /us1-fed, token: failed/ }).click();
    const result = page.locator('.result:target');
    await result.waitFor({ state: 'visible' });
    expect(await result.locator('summary code').first().innerText()).toBe('region.us1-fed.token');
    expect(await result.locator('> details').getAttribute('open')).toBe('');
    expect(await page.evaluate('document.activeElement?.matches(".result:target summary")')).toBe(
      true,
    );
    await page.getByRole('button', { name: 'Close all' }).click();
    await page.getByRole('link', { name: /us1-fed, token: failed/ }).click();
    expect(await result.locator('> details').getAttribute('open')).toBe('');
  });

  it('is reached with Tab once for each grid, then with arrow keys, and opened with Enter', async () => {
    const page = await open('grids.html');
    await page.locator('.matrix a').first().focus();
    expect(await focused(page)).toMatch(/ monitors_read, us1:/);
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/ monitors_read, eu1:/);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/ dashboards_read, eu1:/);
    await page.keyboard.press('End');
    expect(await focused(page)).toMatch(/ dashboards_read, us1-fed:/);
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/ dashboards_read, us1-fed:/);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toMatch(/ monitors_read, us1:/);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/ us1, dns:/);
    await page.keyboard.press('Enter');
    expect(await page.locator('.result:target summary code').first().innerText()).toBe(
      'region.us1.dns',
    );
  });
});

describe.runIf(hasChromium)('the look', () => {
  const ground = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');

  it('follows the system until the reader chooses', async () => {
    const dark = await open('mixed.html', { colorScheme: 'dark' });
    const light = await open('mixed.html', { colorScheme: 'light' });
    const [darkGround, lightGround] = [await ground(dark), await ground(light)];
    expect(darkGround).not.toBe(lightGround);
    await dark.getByRole('radio', { name: 'Light' }).check();
    expect(await ground(dark)).toBe(lightGround);
    await dark.getByRole('radio', { name: 'Dark' }).check();
    expect(await ground(dark)).toBe(darkGround);
    await light.getByRole('radio', { name: 'Dark' }).check();
    await light.getByRole('radio', { name: 'Auto' }).check();
    expect(await ground(light)).toBe(lightGround);
  });

  it('on paper shows what is not fine with its fix, and what passed as a line', async () => {
    const page = await open('mixed.html', { colorScheme: 'dark' });
    const onScreen = await ground(page);
    await page.emulateMedia({ media: 'print' });
    expect(await ground(page)).toBe('rgb(255, 255, 255)');
    expect(onScreen).not.toBe('rgb(255, 255, 255)');
    const folds = await page.evaluate<[string, boolean][]>(
      '[...document.querySelectorAll(".result .more")].map((more) => [more.closest(".result").dataset.grade, more.checkVisibility()])',
    );
    expect(folds.length).toBe(7);
    for (const [grade, isShown] of folds) {
      expect(isShown, grade).toBe(grade !== 'passed' && grade !== 'skipped');
    }
    expect(await page.locator('.filters, nav, .theme').filter({ visible: true }).count()).toBe(0);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  it('without script everything can be read', async () => {
    const page = await open('checklist.html', { javaScriptEnabled: false });
    expect(await page.locator('.filters, .theme').filter({ visible: true }).count()).toBe(0);
    const result = page.locator('.result:has(.exchange)').first();
    await result.locator('> details > summary').click();
    await result.locator('.exchange > summary').first().click();
    expect(await result.locator('.exchange dl').first().isVisible()).toBe(true);
  });
});

describe.runIf(hasChromium)('a hostile report', () => {
  it('runs nothing, loads nothing, and is shown', async () => {
    const page = await open('hostile.html');
    await page.evaluate(
      'document.querySelectorAll("details").forEach((fold) => { fold.open = true })',
    );
    for (const link of await page.locator('main a[href^="#result-"]').all()) await link.click();
    await page.getByLabel('Search').fill('<script>');
    await expect.poll(() => shown(page)).toBe(3);
    const values = page.locator('#filter-site').locator('option');
    for (const value of await values.all()) {
      await page.locator('#filter-site').selectOption((await value.getAttribute('value')) ?? '');
    }
    expect(await page.evaluate('globalThis.hit')).toBeUndefined();
    expect(await page.locator('img, script:not(body > script), iframe').count()).toBe(0);
    expect(await page.locator('[onerror], [onmouseover]').count()).toBe(0);
    expect(await page.locator('.result').first().innerText()).toContain('</style></title></pre>');
    const targets = await page.evaluate<string[]>(
      '[...document.links].map((link) => link.protocol)',
    );
    expect(new Set(targets)).toEqual(new Set(['file:', 'https:']));
    expect(await page.locator('a[href^="file:"]').count()).toBe(0);
  });

  it('would be stopped by the policy, had something been forgotten', async () => {
    const forgotten = readFileSync(place('mixed.html'), 'utf8').replace(
      '</main>',
      '<script>globalThis.hit = 1</script><b id="x" onclick="globalThis.hit = 1">x</b></main>',
    );
    writeFileSync(place('forgotten.html'), forgotten);
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(pathToFileURL(place('forgotten.html')).href);
    await page.locator('#x').click();
    expect(await page.evaluate('globalThis.hit')).toBeUndefined();
    expect(await shown(page)).toBe(7);
  });
});
