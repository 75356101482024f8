import type { Grade, Report, Result } from '../model/report.ts';
import { explainOutcome } from './outcome-words.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';
import { indent, wrap } from './wrap.ts';
import { arg } from './words.ts';

/** What a grade is called in a lint report. */
const SEVERITIES: Readonly<Partial<Record<Grade, string>>> = {
  failed: 'error',
  warning: 'warning',
  review: 'hint',
};

/**
 * The findings of `lint` as a list: `file:line:column` that editors and terminals open, severity, rule,
 * what was found, what to do; for each file what was read, and at the end the counts.
 */
export function* lintParts(
  report: Report,
  columns: number,
  style: Style,
): Generator<string, void, undefined> {
  for (const result of report.results) {
    const lines =
      result.check === 'lint.file'
        ? fileLines(result, columns, style)
        : findingLines(result, columns, style);
    yield `${lines.join('\n')}\n\n`;
  }
  yield `${summaryLines(report, columns, style).join('\n')}\n`;
}

function findingLines(result: Result, columns: number, style: Style): string[] {
  const { subject, grade, check, message, remedy, nextCommand, finding } = result;
  const { line = 1, column = 1 } = subject.place ?? {};
  const place = visible(`${subject.file ?? ''}:${String(line)}:${String(column)}`);
  const severity = style.paint(grade, `${style.symbol(grade)} ${SEVERITIES[grade] ?? grade}`);
  const fixable = arg(finding.args, 'fixable');
  return [
    `${style.bold(place)} ${severity} ${style.dim(check.replace(/^lint\./, ''))}`,
    ...indent(wrap(visible(message), columns - 2), 2),
    ...labelled('Fix', remedy, columns, style),
    ...labelled('Next', nextCommand, columns, style),
    ...(fixable === '' ? [] : indent([style.dim('--fix does it.')], 2)),
  ];
}

function labelled(
  label: string,
  text: string | undefined,
  columns: number,
  style: Style,
): string[] {
  if (text === undefined) return [];
  const [first = '', ...more] = wrap(visible(text), columns - 8);
  return [`  ${style.bold(label.padEnd(5))} ${first}`, ...indent(more, 8)];
}

function fileLines({ subject, message, finding }: Result, columns: number, style: Style): string[] {
  const { fixes } = finding.args;
  const changed = typeof fixes === 'object' ? fixes : [];
  return [
    ...wrap(visible(`${subject.file ?? ''}: ${message}`), columns),
    ...changed.flatMap((change) => indent(wrap(visible(`--fix ${change}`), columns - 2), 2)),
  ].map((line) => style.dim(line));
}

function summaryLines(report: Report, columns: number, style: Style): string[] {
  const { summary, outcome, exitCode } = report;
  const words = (['failed', 'warning', 'review'] as const).flatMap((grade) => {
    const count = summary[grade];
    const word = SEVERITIES[grade] ?? grade;
    return count === 0 ? [] : [`${String(count)} ${word}${count === 1 ? '' : 's'}`];
  });
  const reason =
    outcome === 'passed'
      ? 'no errors'
      : summary.failed > 0
        ? 'there are errors'
        : explainOutcome(report);
  const files = report.results.filter(({ check }) => check === 'lint.file').length;
  const inFiles = `in ${String(files)} ${files === 1 ? 'file' : 'files'}.`;
  const found = words.length === 0 ? 'Nothing found' : words.join(', ');
  return [
    ...wrap(`${found} ${inFiles}`, columns).map(style.bold),
    style.paint(
      outcome === 'passed' ? 'passed' : 'failed',
      `Exit code ${String(exitCode)}: ${reason}.`,
    ),
  ];
}
