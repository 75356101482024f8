import { access } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the system's Chromium, else the one in the npm package. */
export async function startBrowser() {
  const executablePath = (await ofSystem()) ?? (await packaged());
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-lcd-text',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
}

async function ofSystem() {
  for (const path of SYSTEM) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return undefined;
}

async function packaged() {
  const { default: package_ } = await import('@sparticuz/chromium');
  return package_.executablePath();
}
