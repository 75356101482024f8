import type { Exchange } from '../model/http.ts';
import { WORST_FIRST, type Result } from '../model/report.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';
import { indent, wrap } from './wrap.ts';

/**
 * What to do about results, a block of lines each, worst grade first. Results of one cause and one
 * remedy share a block; what was skipped only gets its reason. Commands and URLs are never broken:
 * they are there to be copied.
 */
export function* detailBlocks(
  results: readonly Result[],
  columns: number,
  style: Style,
): Generator<string[], void, undefined> {
  const blocks = new Map<string, Result[]>();
  for (const result of results) {
    const { grade, finding, remedy, nextCommand, links } = result;
    const same = grade === 'skipped' ? [] : [remedy, nextCommand, links];
    const key = JSON.stringify([grade, finding.code, ...same]);
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, [result]);
    else block.push(result);
  }
  for (const grade of WORST_FIRST) {
    for (const block of blocks.values()) {
      if (block[0]?.grade === grade) yield renderBlock(block, columns, style);
    }
  }
}

function renderBlock(block: readonly Result[], columns: number, style: Style): string[] {
  const [first] = block;
  if (first === undefined) return [];
  const { grade, remedy, nextCommand, links } = first;
  if (grade === 'skipped') return renderSubjects(block, columns, style);
  return [
    ...renderSubjects(block, columns, style),
    ...labelled('Fix', remedy === undefined ? [] : visibleLines(remedy, columns - 8), style),
    ...labelled('Next', nextCommand === undefined ? [] : [style.bold(visible(nextCommand))], style),
    ...labelled(
      'See',
      links.flatMap(({ title, url }) => linkLines(visible(title), visible(url), columns, style)),
      style,
    ),
    ...labelled(
      'Sent',
      block.length === 1 && (grade === 'failed' || grade === 'inconclusive')
        ? first.exchanges.slice(-1).flatMap((exchange) => sentLines(exchange, columns - 8))
        : [],
      style,
    ),
  ];
}

/** Whom a block is about, and what was found: said once when it is the same for all. */
function renderSubjects(block: readonly Result[], columns: number, style: Style): string[] {
  const [first] = block;
  if (first === undefined) return [];
  const mark = style.grade(first.grade);
  const same = block.every(({ message }) => message === first.message);
  const names = same
    ? wrap(block.map(nameOf).join(', '), columns - mark.length - 1)
    : [`${String(block.length)} results`];
  const messages = same
    ? visibleLines(first.message, columns - 2)
    : block.flatMap((result) =>
        visibleLines(`${nameOf(result)}: ${result.message}`, columns - 4).map((line, index) =>
          index === 0 ? line : `  ${line}`,
        ),
      );
  return [
    ...names.map((line, index) =>
      index === 0
        ? `${style.paint(first.grade, mark)} ${style.bold(line)}`
        : ' '.repeat(mark.length + 1) + style.bold(line),
    ),
    ...(block.length === 1 && !first.message.startsWith(first.title)
      ? indent(wrap(visible(first.title), columns - 2).map(style.dim), 2)
      : []),
    ...indent(messages, 2),
  ];
}

function nameOf({ id, subject }: Result): string {
  const named = subject.site === undefined || id.split('.').includes(subject.site);
  const about = [subject.profile, named ? undefined : subject.site].filter(Boolean);
  return visible(about.length === 0 ? id : `${id} (${about.join(', ')})`);
}

/** What an item of a list begins with, or a line that belongs to it. */
const ITEM = /^(?:\d{1,2}\. | {3})/;

/** Line breaks are kept: a remedy may be a list of steps, a message a list of causes. */
function visibleLines(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => {
    const head = ITEM.exec(line)?.[0] ?? '';
    const [first = '', ...more] = wrap(visible(line.slice(head.length)), columns - head.length);
    return [`${head}${first}`, ...indent(more, head.length)];
  });
}

function linkLines(title: string, url: string, columns: number, style: Style): string[] {
  const lines = wrap(title, columns - 8);
  const linked = lines.map((line) => style.link(line, url));
  return linked.every((line, index) => line !== lines[index]) ? linked : [...lines, url];
}

/** The exchange that decided, with the id under which Datadog's support finds it. */
function sentLines(exchange: Exchange, columns: number): string[] {
  const { method, url, status, error, requestId } = exchange;
  const answer = status === undefined ? (error ?? 'no answer') : String(status);
  const quote = requestId === undefined ? '' : `, request id ${requestId}`;
  return wrap(visible(`${method} ${url}: ${answer}${quote}`), columns);
}

/** Lines with a label before the first; none at all where there is nothing to say. */
function labelled(label: string, lines: readonly string[], style: Style): string[] {
  const [first = '', ...more] = lines;
  if (first === '' && more.length === 0) return [];
  const head =
    first === '' ? `  ${style.bold(label)}` : `  ${style.bold(label.padEnd(5))} ${first}`;
  return [head, ...indent(more, 8)];
}
