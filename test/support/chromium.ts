import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

const run = promisify(execFile);

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How to get one, for the line that says why tests were skipped. */
export const CHROMIUM_SOURCES =
  '@sparticuz/chromium runs on x86-64 Linux only; elsewhere apt-get install chromium';

/** The last one cuts the browser off: hosts other than loopback, addresses too, are not found. */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]',
];

/** The first browser that starts here: the one in the npm package, else one of the system. */
export async function findChromium(): Promise<string | undefined> {
  const packaged = await unpackedChromium().catch(() => undefined);
  for (const path of [packaged, ...SYSTEM]) {
    if (path === undefined || !existsSync(path)) continue;
    const starts = await run(path, ['--version'], { timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    if (starts) return path;
  }
  return undefined;
}

/** A proxy for all but loopback, and the hash of the public key of a CA to believe. */
export interface BrowserProxy {
  readonly server: string;
  readonly spkiHash?: string;
}

/**
 * Starts a browser without a window.
 * @param more Further switches.
 */
export function launchChromium(
  executablePath: string,
  proxy?: BrowserProxy,
  more: readonly string[] = [],
): Promise<Browser> {
  const { server, spkiHash } = proxy ?? {};
  const trust = spkiHash === undefined ? [] : [`--ignore-certificate-errors-spki-list=${spkiHash}`];
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    headless: true,
    args: [...ARGS, ...trust, ...more],
    ...(server === undefined ? {} : { proxy: { server, bypass: '127.0.0.1,localhost' } }),
  });
}

/** What a page may be like. */
export interface PageOptions {
  /** Take certificates that nobody vouches for. */
  readonly ignoreHTTPSErrors?: boolean;
  /** Hosts besides loopback that may be asked, by way of a proxy. */
  readonly allowed?: RegExp;
  /** Writes what the tab does as HAR, when its context closes. */
  readonly recordHar?: { readonly path: string };
}

/**
 * A tab with a profile of its own, which ends with the test. Requests to other machines are not
 * made, and one that was tried fails the test.
 */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const { allowed, ...contextOptions } = options;
  const context = await browser.newContext({ ...contextOptions, serviceWorkers: 'block' });
  const outside: string[] = [];
  // Playwright's routes would not see what a redirect leads to, and would swallow favicons.
  context.on('request', (request) => {
    const mayBe = isLocal(request.url()) || allowed?.test(new URL(request.url()).hostname) === true;
    if (!mayBe) outside.push(request.url());
  });
  onTestFinished(async () => {
    await context.close();
    expect(outside, 'requests to other machines').toEqual([]);
  });
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/** Presses a button of the consent page and waits for the page it leads to. */
export function press(page: Page, name: 'Authorize' | 'Deny'): Promise<void> {
  return page.getByRole('button', { name, exact: true }).click();
}

/** Waits until the page has this main heading. */
export function heading(page: Page, name: RegExp): Promise<void> {
  return page.getByRole('heading', { level: 1, name }).waitFor();
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  if (!/^(https?|wss?):$/.test(protocol)) return true;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * The package's browser, unpacked once for all runs. The package itself unpacks into the temporary
 * folder without a lock and takes a half-written file for a whole one; so it is given a folder of
 * its own, which appears in its place only when it is complete.
 */
async function unpackedChromium(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const [root = ''] = /^.*[\\/]@sparticuz[\\/]chromium(?=[\\/])/.exec(entry) ?? [];
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const place = fileURLToPath(
    new URL(`../../node_modules/.cache/ddoauth-test/chromium-${version}`, import.meta.url),
  );
  const browser = join(place, 'chromium');
  if (existsSync(browser)) return browser;
  mkdirSync(dirname(place), { recursive: true });
  const staging = mkdtempSync(`${place}-`);
  const temporary = process.env['TMPDIR'];
  try {
    process.env['TMPDIR'] = staging;
    if (tmpdir() !== staging) throw new Error('the temporary folder cannot be chosen');
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
    renameSync(staging, place);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // Another process was first.
    if (!existsSync(browser)) throw error;
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
  }
  return browser;
}
