import { finding, type FindingCode } from '../../catalog/findings.ts';
import type { Finding, Grade, Report, Result } from '../../model/report.ts';
import { judgeReport } from '../judge-report.ts';
import type { InfoOf } from '../outcome.ts';
import type { Words } from '../words.ts';
import { fits } from './fits.ts';
import type { Expectation } from './parse-expectations.ts';

/** What a report is judged anew with. */
export interface ApplyOptions {
  /** Grades of `--fail-on`. Default none. */
  readonly failOn?: readonly Grade[];
  readonly infoOf: InfoOf;
  readonly wordsOf: (finding: Finding) => Words;
}

/** Check of results that are about an entry; those of an earlier `--expect` are replaced. */
const CHECK = 'expect.entry';

const TITLE = 'What is expected comes true';

/**
 * Holds a report against what is expected of it. Results that end as expected are marked and counted
 * apart; entries that did not come true are results of their own behind them. The date of the run
 * decides whether an entry still holds, so that a saved report says the same on every day.
 */
export function applyExpectations(
  report: Report,
  entries: readonly Expectation[],
  options: ApplyOptions,
): Report {
  const day = report.startedAt.slice(0, 10);
  const used = new Set<Expectation>();
  const about: Result[] = [];
  const results = report.results
    .filter(({ check }) => check !== CHECK)
    .map(({ expected: _earlier, ...result }): Result => {
      const fitting = entries.filter((entry) => fits(entry, result));
      for (const entry of fitting) used.add(entry);
      const holding = fitting.filter((entry) => !isOver(entry, day));
      const met = holding.find((entry) => isMet(entry, result));
      if (met !== undefined) return { ...result, expected: expectedOf(met) };
      const code = holding[0] === undefined ? undefined : disappointmentOf(result.grade);
      if (holding[0] !== undefined && code !== undefined)
        about.push(resultOf(code, holding[0], options, result));
      return result;
    });
  for (const entry of entries) {
    const code = !used.has(entry)
      ? 'expect.no-result'
      : isOver(entry, day)
        ? 'expect.over'
        : undefined;
    if (code !== undefined) about.push(resultOf(code, entry, options));
  }
  const all = [...results, ...about];
  const { failOn = [], infoOf } = options;
  const now = { ...report, results: all };
  return { ...now, ...judgeReport(now, { failOn, infoOf }) };
}

function isOver({ until }: Expectation, day: string): boolean {
  return until !== undefined && day > until;
}

function isMet(
  { grades = ['failed'], code }: Expectation,
  { grade, finding: found }: Result,
): boolean {
  return (
    grade !== 'passed' && grades.includes(grade) && (code === undefined || code === found.code)
  );
}

function expectedOf({ reason, until }: Expectation): NonNullable<Result['expected']> {
  return { reason, ...(until === undefined ? {} : { until }) };
}

/** What a result comes to that an entry is about and that did not end as it says. */
function disappointmentOf(grade: Grade): FindingCode {
  if (grade === 'skipped') return 'expect.not-checked';
  return grade === 'failed' || grade === 'inconclusive' ? 'expect.other-end' : 'expect.not-failing';
}

function resultOf(
  code: FindingCode,
  entry: Expectation,
  { wordsOf }: ApplyOptions,
  result?: Result,
): Result {
  const found = finding(code, {
    entry: `${entry.id}${subjectWords(entry)}`,
    id: result?.id,
    grade: result?.grade,
    found: result?.finding.code,
    wanted: (entry.grades ?? ['failed']).join(' or '),
    code: entry.code,
    reason: entry.reason,
    until: entry.until,
  });
  const { message, remedy, nextCommand } = wordsOf(found);
  const { place: _place, file: _file, ...subject } = result?.subject ?? {};
  return {
    // An id begins with a letter; a pattern need not.
    id: `expect.${(result?.id ?? entry.id).replace(/^\.+|\.+$|\.(?=\.)/g, '') || 'entry'}`,
    check: CHECK,
    title: TITLE,
    subject: result === undefined ? (entry.subject ?? {}) : subject,
    grade: code === 'expect.not-failing' ? 'failed' : 'warning',
    finding: found,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(nextCommand === undefined ? {} : { nextCommand }),
    links: [],
    exchanges: [],
    durationMs: 0,
    ...(result?.run === undefined ? {} : { run: result.run }),
  };
}

function subjectWords({ subject = {} }: Expectation): string {
  const parts = Object.entries(subject).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
