import { visible } from '../visible.ts';

/** Signs that mean something to GitHub's Markdown wherever they stand. */
const SIGNS = /[\\`*_[\]|~<>&#$]/g;
/** And at the beginning of a line: lists, numbered lists, underlines of headings. */
const LEADING = /^(?:[-+=]|\d{1,9}(?=[.)]))/;

/**
 * A space without width between a sign and what GitHub would link to it: a mention, an issue, a commit. A
 * backslash does not help: GitHub looks for them in the finished page.
 */
const GAP = '\u200b';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Two of them make a formula; a backslash is part of it.
  $: '<span>$</span>',
};

/** Addresses, which are to be copied: shown as code. */
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`]*[^\s<>"'`.,;:!?)\]}]/gi;

/**
 * Text from outside as Markdown that shows it and nothing else, on one line: nothing is emphasised,
 * linked, mentioned or taken for HTML, in a paragraph as in a cell of a table.
 */
export function markdownText(text: string, { inTable = false } = {}): string {
  const line = text.replace(/\s+/g, ' ').trim();
  let rest = 0;
  let out = '';
  for (const { 0: address, index } of line.matchAll(ADDRESS)) {
    out += plain(line.slice(rest, index)) + codeSpan(address, { inTable });
    rest = index + address.length;
  }
  return (out + plain(line.slice(rest))).replace(LEADING, (found) =>
    /\d/.test(found) ? `${found}\\` : `\\${found}`,
  );
}

function plain(text: string): string {
  return unlinked(text).replace(SIGNS, (found) => ENTITIES[found] ?? `\\${found}`);
}

/** The same for the text of an HTML element, such as `<summary>`, in which there is no Markdown. */
export function htmlText(text: string): string {
  return unlinked(text).replace(/[&<>"$]/g, (found) => ENTITIES[found] ?? found);
}

/** What GitHub changes in a finished page: @name, #1, GH-1, name@example.com, commit ids, :smile:. */
function unlinked(text: string): string {
  return oneLine(text)
    .replace(/@/g, `@${GAP}`)
    .replace(/#(?=\w)/g, `#${GAP}`)
    .replace(/\bGH-(?=\d)/gi, (found) => found + GAP)
    .replace(/:(?=[\w+-]+:)/g, `:${GAP}`)
    .replace(/\b[0-9a-f]{7,40}\b/gi, (id) => id.slice(0, 6) + GAP + id.slice(6));
}

function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' '));
}

/** Text as code within a line. A bar is escaped, which only a table needs and only a table takes back. */
export function codeSpan(text: string, { inTable = false } = {}): string {
  const line = oneLine(text).trim();
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  const span = `${fence}${space}${line}${space}${fence}`;
  return inTable ? span.replaceAll('|', String.raw`\|`) : span;
}

/** Text as a block of code, its lines kept. */
export function codeBlock(text: string, language = ''): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => visible(line.replaceAll('\t', '  ')));
  const body = lines.join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}${language}\n${body}\n${fence}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

/** A link; only https and http are linked, anything else is its title. */
export function markdownLink(title: string, url: string): string {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(url)) return plain(title);
  return `[${plain(title)}](<${url.replace(/[<>\\|]/g, (found) => encodeURIComponent(found))}>)`;
}
