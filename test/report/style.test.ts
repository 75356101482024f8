import { describe, expect, test } from 'vitest';
import { GRADES } from '../../src/model/report.ts';
import { createStyle, styleOptionsFor } from '../../src/report/style.ts';

const PLAIN = { colour: false, unicode: true, links: false };

describe('createStyle', () => {
  test('without colour nothing is added', () => {
    const style = createStyle(PLAIN);
    expect(style.bold('x') + style.dim('y') + style.paint('failed', 'z')).toBe('xyz');
    expect(style.link('docs', 'https://docs.datadoghq.com/')).toBe('docs');
  });

  test('two styles do not share a switch', () => {
    const colourful = createStyle({ ...PLAIN, colour: true });
    const plain = createStyle(PLAIN);
    expect(colourful.paint('failed', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect(plain.paint('failed', 'x')).toBe('x');
    expect(colourful.bold('x')).toBe('\u001b[1mx\u001b[22m');
  });

  test('grades can be told apart without colour, in ASCII too', () => {
    for (const unicode of [true, false]) {
      const style = createStyle({ ...PLAIN, unicode });
      expect(new Set(GRADES.map(style.symbol)).size).toBe(GRADES.length);
    }
    const ascii = createStyle({ ...PLAIN, unicode: false });
    expect(GRADES.map(ascii.grade).join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  test.each([
    ['https://docs.datadoghq.com/a?b=c#d', true],
    ['http://localhost:8085/', true],
    ['javascript:alert(1)', false],
    ['file:///etc/passwd', false],
    ['https://evil.test/\u001b\\text', false],
    ['https://evil.test/ space', false],
    ['https://évil.test/', false],
  ])('link to %j: %s', (url, linked) => {
    const text = createStyle({ ...PLAIN, links: true }).link('docs', url);
    expect(text).toBe(linked ? `\u001b]8;;${url}\u001b\\docs\u001b]8;;\u001b\\` : 'docs');
  });
});

describe('styleOptionsFor', () => {
  const utf8 = { TERM: 'xterm-256color', LANG: 'en_GB.UTF-8' };
  const ALL = { colour: true, unicode: true, links: true };

  test.each([
    ['a terminal', { isTerminal: true, env: utf8, os: 'linux' }, ALL],
    ['a pipe', { isTerminal: false, env: utf8, os: 'linux' }, { ...PLAIN }],
    [
      '--no-color',
      { isTerminal: true, env: utf8, os: 'linux', noColor: true },
      { ...ALL, colour: false },
    ],
    [
      'NO_COLOR=1',
      { isTerminal: true, env: { ...utf8, NO_COLOR: '1' }, os: 'linux' },
      { ...ALL, colour: false },
    ],
    ['NO_COLOR empty', { isTerminal: true, env: { ...utf8, NO_COLOR: '' }, os: 'linux' }, ALL],
    ['dumb', { isTerminal: true, env: { ...utf8, TERM: 'dumb' }, os: 'linux' }, PLAIN],
    [
      'CI with a terminal',
      { isTerminal: true, env: { ...utf8, CI: 'true' }, os: 'linux' },
      { ...ALL, links: false },
    ],
    ['C locale', { isTerminal: true, env: { LANG: 'C' }, os: 'linux' }, { ...ALL, unicode: false }],
    [
      'LC_ALL wins over LANG',
      { isTerminal: true, env: { ...utf8, LC_ALL: 'C' }, os: 'linux' },
      { ...ALL, unicode: false },
    ],
    ['no locale', { isTerminal: false, env: {}, os: 'linux' }, { ...PLAIN, unicode: false }],
    ['no locale on macOS', { isTerminal: false, env: {}, os: 'darwin' }, PLAIN],
    [
      'Linux console',
      { isTerminal: true, env: { ...utf8, TERM: 'linux' }, os: 'linux' },
      { ...ALL, unicode: false },
    ],
    ['Windows Terminal', { isTerminal: true, env: { WT_SESSION: 'x' }, os: 'win32' }, ALL],
    ['old Windows console', { isTerminal: true, env: {}, os: 'win32' }, { ...ALL, unicode: false }],
  ])('%s', (_, situation, expected) => {
    expect(styleOptionsFor(situation)).toEqual(expected);
  });
});
