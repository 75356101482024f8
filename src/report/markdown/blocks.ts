import { WORST_FIRST, type Result } from '../../model/report.ts';
import { exchangeLines } from '../exchange-lines.ts';
import { filePlace } from '../file-place.ts';
import { namesSite } from '../open-results.ts';
import { signOf } from '../sign.ts';
import { codeBlock, codeSpan, htmlText, markdownLink, markdownText } from './escape.ts';

/** Longest text of one kind, in characters. */
const TEXT_LIMIT = 2000;

/** Results of one cause that are named, and whose exchanges are shown: one says what the others say. */
const MOST_NAMES = 40;
const MOST_FOLDS = 3;
const MOST_EXCHANGES = 3;

/** Results of one cause, one remedy and one next command, worst grade first. */
export function causesOf(results: readonly Result[]): Result[][] {
  const causes = new Map<string, Result[]>();
  for (const result of results) {
    const { grade, finding, remedy, nextCommand, message } = result;
    const key = JSON.stringify([grade, finding.code, remedy, nextCommand, message]);
    const cause = causes.get(key);
    if (cause === undefined) causes.set(key, [result]);
    else cause.push(result);
  }
  return WORST_FIRST.flatMap((grade) =>
    [...causes.values()].filter(([first]) => first?.grade === grade),
  );
}

/** A cause with what to do about it; what was sent is folded. */
export function causeBlock(results: readonly Result[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const { grade, message, remedy, nextCommand, links } = first;
  const more = results.length - MOST_NAMES;
  const names = results.slice(0, MOST_NAMES).map((result) => nameOf(result));
  if (more > 0) names.push(`and ${String(more)} more`);
  return [
    `**${signOf(grade)} ${grade}** ${names.join(', ')}\n\n`,
    textLines(message),
    remedy === undefined ? '' : `**Fix** ${textLines(remedy)}`,
    nextCommand === undefined ? '' : codeBlock(cut(nextCommand), 'sh') + '\n',
    links.length === 0
      ? ''
      : `See ${links.map(({ title, url }) => markdownLink(cut(title, 200), cut(url))).join(' · ')}\n\n`,
    ...results.slice(0, MOST_FOLDS).map(exchangeFold),
    '\n',
  ].join('');
}

/** The exchanges of a result behind a fold. */
function exchangeFold(result: Result): string {
  const { exchanges, id, subject } = result;
  if (exchanges.length === 0) return '';
  const count = exchanges.length === 1 ? '1 exchange' : `${String(exchanges.length)} exchanges`;
  const site = namesSite(result) ? '' : ` on ${subject.site ?? ''}`;
  return fold(
    `${count} of ${id}${site}`,
    codeBlock(exchangeLines(exchanges, MOST_EXCHANGES).join('\n'), 'http'),
  );
}

/** Something behind a fold; the blank lines let GitHub read what is in it as Markdown. */
export function fold(title: string, content: string): string {
  return `<details><summary>${htmlText(title)}</summary>\n\n${content}\n</details>\n\n`;
}

/** A row of a table: a result in one line. */
export function resultRow(result: Result): string {
  const { grade, proof, message, expected } = result;
  const [line = ''] = message.split('\n', 1);
  const found = expected === undefined ? line : `${expected.reason} (found: ${line})`;
  const end = `${signOf(grade)} ${grade}${expected === undefined ? '' : ' as expected'}`;
  const cells = [
    end,
    nameOf(result, true),
    proof ?? '',
    markdownText(cut(found, 300), { inTable: true }),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

export const RESULT_HEAD = '| grade | check | proof | found |\n| --- | --- | --- | --- |\n';

function nameOf(result: Result, inTable = false): string {
  const { id, subject } = result;
  const options = { inTable };
  const where = [subject.profile, namesSite(result) ? undefined : subject.site]
    .filter((part) => part !== undefined)
    .map((part) => markdownText(cut(part, 100), options));
  // As code, since a text has marks against mentions and emoji in it, which would be copied too.
  const inFile = filePlace(subject);
  const about = inFile === undefined ? where : [...where, codeSpan(cut(inFile, 200), options)];
  const place = about.length === 0 ? '' : ` (${about.join(', ')})`;
  return codeSpan(cut(id, 200), options) + place;
}

/** Line breaks are kept: a remedy may be a list of steps. */
function textLines(text: string): string {
  return `${cut(text)
    .split('\n')
    .map((line) => markdownText(line))
    .join('  \n')}\n\n`;
}

function cut(text: string, limit = TEXT_LIMIT): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} […]`;
}
