import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { finding } from '../../../catalog/findings.ts';
import type { Host } from '../../../host/host.ts';
import type { Verdict } from '../../../model/report.ts';
import { startEnvironmentCheck } from './environment-check.ts';
import { surroundings } from './system.ts';

/** Launchers and browsers of Linux, in the order in which they are tried. */
const PROGRAMS = [
  'xdg-open',
  'gio',
  'x-www-browser',
  'sensible-browser',
  'firefox',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
];
/** What opens the browser of Windows from WSL. */
const WINDOWS = ['wslview', 'powershell.exe', 'cmd.exe'];

/** Whether a browser can be opened from here. None is opened. */
export async function lookForBrowser(host: Host): Promise<Verdict> {
  const { env, clock, platform } = host;
  const check = startEnvironmentCheck(clock, 'browser', 'Browser');
  const wanted = env['BROWSER']?.trim() ?? '';
  const none = (why: 'switched-off' | 'no-display' | 'no-program', program?: string): Verdict =>
    check({ grade: 'review', finding: finding('environment.browser-none', { why, program }) });
  const found = (program: string): Verdict =>
    check({ grade: 'passed', finding: finding('environment.browser-found', { program }) });
  if (wanted === 'none') return none('switched-off');
  if (platform.os === 'darwin' || platform.os === 'win32') return found('the default browser');
  const isWsl = (await surroundings(host)).includes('wsl');
  const display = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (!display && !isWsl) return none('no-display');
  const programs = wanted === '' ? [...(isWsl ? WINDOWS : []), ...PROGRAMS] : [wanted];
  for (const program of programs) if (await isOnPath(program, env)) return found(program);
  return none('no-program', wanted === '' ? undefined : wanted);
}

async function isOnPath(program: string, env: Host['env']): Promise<boolean> {
  const folders = program.includes('/') ? [''] : (env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    try {
      await access(folder === '' ? program : join(folder, program), constants.X_OK);
      return true;
    } catch {
      // Not in this one.
    }
  }
  return false;
}
