import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { widthOf } from '../../src/report/width.ts';
import { atTerminal, hasTerminal, interrupt } from '../support/at-terminal.ts';
import { openPlace, type Place } from '../support/authorization.ts';
import { cliEnvironment, runCli } from '../support/cli.ts';
import type { Terminal } from '../support/terminal.ts';

const ERROR_TEXT = 'invalid_request - Mismatching redirect URI.';
const COMMANDS = [
  ['sites'],
  ['diagnose', '--offline', ERROR_TEXT],
  ['authorize', '--simulate', '--consent', 'ap2'],
];
const ESCAPE = /\u001b/;
/** Select Graphic Rendition: colours, bold, dim. */
const COLOUR = /\u001b\[[\d;]*m/;
const LINK = /\u001b\]8;;https?:\/\/[^\u001b]+\u001b\\[^\u001b]+\u001b\]8;;\u001b\\/;

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());

const env = (extra: Record<string, string> = {}) => cliEnvironment(place.home, extra);

describe('without a terminal', () => {
  it.each(COMMANDS)('%s writes no escape sequence', async (...args) => {
    const end = await runCli(args, { cwd: place.home, env: env({ TERM: 'xterm-256color' }) });
    expect(end.stdout.length).toBeGreaterThan(200);
    expect(end.stdout).not.toMatch(ESCAPE);
    expect(end.stderr).not.toMatch(ESCAPE);
  });
});

describe.runIf(hasTerminal())('at a terminal', () => {
  const show = async (args: readonly string[], extra: Record<string, string>, columns = 100) => {
    const terminal = atTerminal(args, { cwd: place.home, env: env(extra), columns });
    await terminal.ended;
    return terminal;
  };

  it('there are colours and links', async () => {
    const terminal = await show(['diagnose', '--offline', ERROR_TEXT], {});
    expect(terminal.raw()).toMatch(COLOUR);
    expect(terminal.raw()).toMatch(LINK);
  });

  it.each<[string, string[], Record<string, string>]>([
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['--no-color', ['--no-color'], {}],
  ])('%s takes every colour away', async (_how, flags, extra) => {
    for (const args of COMMANDS) {
      const terminal = await show([...args, ...flags], extra);
      expect(terminal.text().length).toBeGreaterThan(200);
      expect(terminal.raw()).not.toMatch(COLOUR);
    }
  });

  it('NO_COLOR holds for questions too', async () => {
    const terminal = authorizeAt({ NO_COLOR: '1' });
    await terminal.waitFor(/Final URL or error text/);
    await interrupt(terminal);
    expect(terminal.raw()).not.toMatch(COLOUR);
  });

  it('a dumb terminal gets plain text', async () => {
    const terminal = await show(['diagnose', '--offline', ERROR_TEXT], { TERM: 'dumb' });
    expect(terminal.text()).toMatch(/Mismatching redirect URI/);
    expect(terminal.raw()).not.toMatch(ESCAPE);
  });

  it('the URL to open is a link in whole, however the terminal wraps it', async () => {
    const terminal = authorizeAt({});
    const [, url = '', shortUrl = ''] = await terminal.waitFor(
      /to authorize: (\S+)\nor, shorter: (\S+)\n/,
    );
    for (const each of [url, shortUrl]) {
      expect(terminal.raw()).toContain(`\u001b]8;;${each}\u001b\\${each}\u001b]8;;\u001b\\`);
    }
    await interrupt(terminal);
  });

  it.each(COMMANDS)('%s keeps to the width of the terminal', async (...args) => {
    for (const columns of [60, 132]) {
      const terminal = await show(args, {}, columns);
      const widths = terminal.text().split('\n').map(widthOf);
      expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
      expect(Math.max(...widths)).toBeGreaterThan(columns / 2);
    }
  });

  function authorizeAt(extra: Record<string, string>): Terminal {
    return atTerminal(['authorize', '--simulator', place.simulator.origin, '--no-browser'], {
      cwd: place.home,
      env: env(extra),
    });
  }
});
