import type { Report, Result } from '../../model/report.ts';
import { isOpen, namesSite } from '../open-results.ts';
import { countWords, explainOutcome } from '../outcome-words.ts';
import { visible } from '../visible.ts';
import { workflowCommand } from './workflow-command.ts';

/** How many annotations of a kind GitHub shows for a step; it drops the others without a word. */
const MOST_OF_A_KIND = 10;
/** Characters of one annotation; GitHub cuts at 4,096 bytes or so. */
const LONGEST = 3_000;
const LONGEST_TITLE = 200;

type Kind = 'error' | 'warning' | 'notice';

/** What failed is an error; what is open or to be looked at is not, as it leaves the exit code alone or says so. */
const KINDS: Readonly<Record<Result['grade'], Kind | undefined>> = {
  failed: 'error',
  inconclusive: 'warning',
  warning: 'warning',
  review: 'notice',
  skipped: undefined,
  passed: undefined,
};

/** The plural of each kind, as it stands in a sentence. */
const PLURALS: Readonly<Record<Kind, string>> = {
  error: 'errors',
  warning: 'warnings',
  notice: 'notices',
};

/**
 * The report as annotations of GitHub Actions, a line each, ten of a kind at most; then a line that
 * counts, and says how many were left out. Failures come before what is only open.
 * @param fileOf the path of a file as GitHub knows it: from the root of the repository
 */
export function annotationLines(report: Report, fileOf: (file: string) => string): string[] {
  const open = report.results.filter(isOpen);
  const lines: string[] = [];
  const left: string[] = [];
  for (const kind of Object.keys(PLURALS) as Kind[]) {
    const own = [
      ...open.filter(({ grade }) => KINDS[grade] === kind && grade === 'inconclusive'),
      ...open.filter(({ grade }) => KINDS[grade] === kind && grade !== 'inconclusive'),
    ];
    lines.push(...own.slice(0, MOST_OF_A_KIND).map((result) => annotation(kind, result, fileOf)));
    const more = own.length - MOST_OF_A_KIND;
    if (more > 0) left.push(`${String(more)} more ${PLURALS[kind]}`);
  }
  const { tool, command, exitCode, summary } = report;
  const counted = `${tool.name} ${command}: ${countWords(summary)}. Exit code ${String(exitCode)}: ${explainOutcome(report)}.`;
  const rest =
    left.length === 0 ? '' : ` Not annotated, as GitHub shows ten of a kind: ${left.join(', ')}.`;
  return [...lines, counted + rest];
}

/** An error that left no report. */
export function errorAnnotation(message: string, hint: string | undefined): string {
  const text = hint === undefined ? message : `${message}\n${hint}`;
  const lines = text.split('\n').map((line) => visible(line));
  return workflowCommand('error', cut(lines.join('\n'), LONGEST), { title: 'ddoauth' });
}

function annotation(kind: Kind, result: Result, fileOf: (file: string) => string): string {
  const { message, remedy, nextCommand, subject } = result;
  const text = [message, remedy, nextCommand === undefined ? undefined : `Next: ${nextCommand}`]
    .filter((line) => line !== undefined)
    .map((line) => visible(line))
    .join('\n');
  const file = subject.file === undefined || subject.file === '-' ? undefined : subject.file;
  return workflowCommand(kind, cut(text, LONGEST), {
    title: cut(visible(titleOf(result)), LONGEST_TITLE),
    ...(file === undefined ? {} : { file: fileOf(file) }),
    ...(file === undefined || subject.place === undefined
      ? {}
      : { line: subject.place.line, col: subject.place.column }),
  });
}

function titleOf(result: Result): string {
  const { title, check, subject } = result;
  // The id of what is in a file is its place, which GitHub shows by itself.
  const id = subject.file === undefined ? result.id : check;
  const place = [subject.profile, namesSite(result) ? undefined : subject.site].filter(
    (word) => word !== undefined,
  );
  return `${title} (${[id, ...place].join(', ')})`;
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)} […]`;
}
