import type { Result } from '../model/report.ts';
import type { Style } from './style.ts';
import { columnWidths, renderRow, type Cell } from './table.ts';
import { visible } from './visible.ts';
import { arg } from './words.ts';
import { wrap } from './wrap.ts';

/** What each word of a status means, in the order of strength. */
const STATUSES: Readonly<Record<string, string>> = {
  documented: 'a Datadog page or specification names the host',
  documented_pattern: 'a page names the pattern',
  code: "only Datadog's source code names it",
  derived: 'built from the pattern of other sites, named nowhere',
  inferred: 'built from the pattern for a domain you trust',
  unlisted: 'the page that lists it for other sites leaves this one out; it may not exist',
  config: 'your config adds it',
};

/** Kind, host, status with the number of its source; the host can be wrapped. */
const COLUMNS = [{ title: '' }, { title: '', min: 16 }, { title: '' }];

/**
 * The hosts of all sites as a list, a part for each site, then what the words of a status mean and what
 * the numbers stand for.
 */
export function renderSitesList(results: readonly Result[], columns: number, style: Style): string {
  const sources = [...new Set(results.map(({ finding }) => arg(finding.args, 'source')))];
  const cells = results.map((result) => ({
    site: result.subject.site,
    row: cellsOf(result, sources),
  }));
  const widths = columnWidths(
    COLUMNS,
    cells.map(({ row }) => row),
    columns - 2,
  ) ?? [10, 14, 10];
  const heads = new Map(results.map((result) => [result.subject.site, headOf(result)]));
  const parts = [...heads].map(([site, head]) => [
    ...wrap(visible(head), columns).map(style.bold),
    ...cells
      .filter((each) => each.site === site)
      .flatMap(({ row }) => renderRow(row, widths).map((line) => `  ${line}`)),
  ]);
  const used = new Set(results.map(({ finding }) => arg(finding.args, 'status')));
  const legend = [
    ...Object.entries(STATUSES)
      .filter(([status]) => used.has(status))
      .map(([status, meaning]) => `${status}: ${meaning}`),
    ...sources.map((source, index) => `[${String(index + 1)}] ${visible(source)}`),
  ].flatMap((line) => wrap(line, columns).map(style.dim));
  return `${[...parts, legend].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headOf({ subject, finding: { args } }: Result): string {
  const { site = '' } = subject;
  return `${arg(args, 'name')} (${site}), domain ${arg(args, 'domain')}, ${arg(args, 'environment')}`;
}

function cellsOf({ subject, finding: { args } }: Result, sources: readonly string[]): Cell[] {
  const number = sources.indexOf(arg(args, 'source')) + 1;
  const learnt = `${arg(args, 'status')} [${String(number)}]`;
  return [arg(args, 'kind'), subject.host ?? '', learnt].map((text) => ({ text: visible(text) }));
}
