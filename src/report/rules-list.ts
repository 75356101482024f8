import type { Result } from '../model/report.ts';
import type { Style } from './style.ts';
import { columnWidths, renderRow } from './table.ts';
import { visible } from './visible.ts';
import { arg } from './words.ts';
import { wrap, indent } from './wrap.ts';

/** Rule and title; both can be wrapped. */
const COLUMNS = [
  { title: '', min: 14 },
  { title: '', min: 20 },
];

/** The rules of `diagnose` by name, or all about the named ones. */
export function renderRulesList(results: readonly Result[], columns: number, style: Style): string {
  const [first] = results;
  if (first?.finding.code === 'diagnose.rule-explained') {
    return `${results.map((result) => explain(result, columns, style).join('\n')).join('\n\n')}\n`;
  }
  const rows = results.map(({ finding: { args } }) => [
    { text: arg(args, 'rule') },
    { text: arg(args, 'title') },
  ]);
  const widths = columnWidths(COLUMNS, rows, columns) ?? [24, 40];
  return `${rows.flatMap((row) => renderRow(row, widths)).join('\n')}\n`;
}

/** Whether a report is such a list. */
export function isRulesList(results: readonly Result[]): boolean {
  return results.length > 0 && results.every(({ check }) => check === 'diagnose.rule');
}

function listOf(result: Result, name: string): readonly string[] {
  const value = result.finding.args[name];
  return typeof value === 'object' ? value : [];
}

function explain(result: Result, columns: number, style: Style): string[] {
  const { args } = result.finding;
  const part = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.bold(title), ...lines];
  return [
    ...wrap(`${arg(args, 'rule')}: ${arg(args, 'title')}`, columns).map(style.bold),
    ...part(
      'Causes, likeliest first',
      listOf(result, 'causes').flatMap((text, index) => [
        ...hang(`${String(index + 1)}. `, text, columns),
        ...hang('     ', listOf(result, 'checks')[index] ?? '', columns).map(style.dim),
      ]),
    ),
    ...part('Fix', hang('  ', arg(args, 'fix'), columns)),
    ...part('Next', [`  ${visible(arg(args, 'nextCommand'))}`]),
    ...part(
      'What it must not be taken for',
      listOf(result, 'mustNotClaim').flatMap((text) => hang('- ', text, columns)),
    ),
    ...part(
      'See',
      result.links.flatMap(({ title, url }) => [`  ${title}`, `  ${style.link(url, url)}`]),
    ),
  ];
}

/** Text behind a mark; later lines stand under its beginning. */
function hang(mark: string, text: string, columns: number): string[] {
  const lines = wrap(visible(text), columns - mark.length);
  return indent(lines, mark.length).map((line, index) =>
    index === 0 ? `${mark}${line.trimStart()}` : line,
  );
}
