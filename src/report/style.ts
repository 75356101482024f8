import { Chalk, type ChalkInstance } from 'chalk';
import type { Grade } from '../model/report.ts';

/** What a terminal can show. All `false` for a pipe, a file and `--no-color`. */
export interface StyleOptions {
  readonly colour: boolean;
  /** Symbols and lines outside ASCII. */
  readonly unicode: boolean;
  /** OSC 8 hyperlinks. */
  readonly links: boolean;
}

/** How a report looks; a value, so that two can be used side by side. */
export interface Style {
  readonly options: StyleOptions;
  /** `✔ passed` without colour. */
  grade(grade: Grade): string;
  /** `✔`, or `+` in ASCII. */
  symbol(grade: Grade): string;
  /** Text in the colour of a grade. */
  paint(grade: Grade, text: string): string;
  bold(text: string): string;
  dim(text: string): string;
  /** A clickable text, or the text alone where links or this URL cannot be shown. */
  link(text: string, url: string): string;
}

const UNICODE_SYMBOLS: Readonly<Record<Grade, string>> = {
  passed: '✔',
  failed: '✖',
  warning: '▲',
  review: '◆',
  skipped: '○',
  inconclusive: '?',
};

const ASCII_SYMBOLS: Readonly<Record<Grade, string>> = {
  passed: '+',
  failed: 'x',
  warning: '!',
  review: '*',
  skipped: '-',
  inconclusive: '?',
};

/** The only URLs worth a link; anything else could carry an escape sequence or start a program. */
const SAFE_URL = /^https?:\/\/[\x21-\x7e]+$/;

/** Makes a style. No global state is read or changed. */
export function createStyle(options: StyleOptions): Style {
  const chalk = new Chalk({ level: options.colour ? 1 : 0 });
  const colours: Readonly<Record<Grade, ChalkInstance>> = {
    passed: chalk.green,
    failed: chalk.red,
    warning: chalk.yellow,
    review: chalk.cyan,
    skipped: chalk.dim,
    inconclusive: chalk.magenta,
  };
  const symbols = options.unicode ? UNICODE_SYMBOLS : ASCII_SYMBOLS;
  return {
    options,
    grade: (grade) => `${symbols[grade]} ${grade}`,
    symbol: (grade) => symbols[grade],
    paint: (grade, text) => colours[grade](text),
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    link: (text, url) =>
      options.links && SAFE_URL.test(url)
        ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`
        : text,
  };
}

/** What decides how output looks. */
export interface StyleSituation {
  /** Whether this very output is a terminal. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `linux`, `darwin`, `win32`, … */
  readonly os: string;
  /** `--no-color`. */
  readonly noColor?: boolean;
}

/**
 * What may be shown: colour and links on a terminal that understands them, unless `--no-color` or a
 * non-empty `NO_COLOR` says no; symbols where the locale is UTF-8.
 * @see https://no-color.org
 */
export function styleOptionsFor({
  isTerminal,
  env,
  os,
  noColor = false,
}: StyleSituation): StyleOptions {
  const capable = isTerminal && env['TERM'] !== 'dumb';
  const colour = capable && !noColor && (env['NO_COLOR'] ?? '') === '';
  return { colour, unicode: showsUnicode(env, os), links: capable && (env['CI'] ?? '') === '' };
}

function showsUnicode(env: StyleSituation['env'], os: string): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => Boolean(value));
  if (os === 'win32') {
    return (
      Boolean(env['WT_SESSION']) || env['TERM_PROGRAM'] === 'vscode' || /utf-?8/i.test(locale ?? '')
    );
  }
  if (env['TERM'] === 'linux') return false;
  return locale === undefined ? os === 'darwin' : /utf-?8/i.test(locale);
}
