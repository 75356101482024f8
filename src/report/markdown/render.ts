import type { Report, Result } from '../../model/report.ts';
import { groupResults, type Group, type GroupRule } from '../groups.ts';
import { checkMatrix, scopeMatrix, siteMatrix } from '../matrix.ts';
import { isOpen } from '../open-results.ts';
import { countGrades } from '../outcome.ts';
import { countWords, durationWords, explainOutcome } from '../outcome-words.ts';
import { factsOf } from '../facts.ts';
import { signOf } from '../sign.ts';
import { causeBlock, causesOf, fold, RESULT_HEAD, resultRow } from './blocks.ts';
import { fit, GITHUB_LIMIT, type Piece } from './budget.ts';
import { codeSpan, markdownText } from './escape.ts';
import { matrixLegend, matrixTables } from './matrix.ts';

/** How a report is shown. */
interface MarkdownOptions {
  /** Headings. Default: one for the first part of each check's name. */
  readonly groups?: readonly GroupRule[];
}

/** Rows of results behind one fold; a fold is kept or left out as a whole. */
const ROWS_IN_FOLD = 50;

/** Room that what is not urgent may take: the higher a rank, the sooner it is left out. */
const RANK = { head: 0, causes: 1, matrices: 2, expected: 3, skipped: 4, passed: 5 } as const;

/**
 * The report as Markdown for a pull request, a comment or a submission: summary, matrices, what to do,
 * and the rest folded. It is never longer than GitHub takes: what passed is left out first, and it says so.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { groups: rules } = options;
  const groups = groupResults(report.results, rules);
  return fit(
    [
      ...headPieces(report, groups),
      ...causePieces(report.results),
      ...matrixPieces(groups),
      ...listPieces(
        'expected',
        report.results.filter(({ expected }) => expected !== undefined),
      ),
      ...listPieces('skipped', ofGrade(report.results, 'skipped')),
      ...listPieces('passed', ofGrade(report.results, 'passed')),
      { rank: RANK.head, text: `<sub>${madeWith(report)}</sub>\n` },
    ],
    GITHUB_LIMIT,
  );
}

/** As every renderer of a file has it. */
export function markdownParts(report: Report, options: MarkdownOptions = {}): Iterable<string> {
  return [renderMarkdown(report, options)];
}

function headPieces(report: Report, groups: readonly Group[]): Piece[] {
  const { outcome, summary, durationMs, exitCode, tool, command } = report;
  const sign = signOf(
    outcome === 'passed'
      ? 'passed'
      : outcome === 'failed' || outcome === 'unauthorized'
        ? 'failed'
        : 'inconclusive',
  );
  const text = [
    `## ${sign} ${markdownText(`${tool.name} ${command}`.slice(0, 200))}: ${outcome}\n\n`,
    `**${countWords(summary)}** in ${durationWords(durationMs)}. Exit code ${String(exitCode)}: ${explainOutcome(report)}.\n\n`,
    factsOf(report)
      .map(([name, value]) => `${name} ${codeSpan(value.slice(0, 300))}`)
      .join(' · '),
    '\n\n',
  ].join('');
  const rows = groups.map(
    ({ title, results }) =>
      `| ${markdownText(title.slice(0, 200), { inTable: true })} | ${countWords(countGrades(results))} |\n`,
  );
  const parts: Piece[] =
    rows.length < 2
      ? []
      : [{ rank: RANK.causes, text: `| part | results |\n| --- | --- |\n${rows.join('')}\n` }];
  return [{ rank: RANK.head, text }, ...parts];
}

function causePieces(results: readonly Result[]): Piece[] {
  const causes = causesOf(results.filter(isOpen));
  if (causes.length === 0) return [];
  return [
    { rank: RANK.head, text: '### What to do\n\n' },
    ...causes.map((cause) => ({
      rank: RANK.causes,
      text: causeBlock(cause),
      leftOut: 'more causes are left out',
    })),
  ];
}

function matrixPieces(groups: readonly Group[]): Piece[] {
  const tables = groups.flatMap(({ title, results }) => {
    const checks = checkMatrix(results);
    const matrices = [
      scopeMatrix(results),
      siteMatrix(results),
      checks !== undefined && checks.columns.length > 1 ? checks : undefined,
    ];
    return matrices.flatMap((matrix) =>
      matrix === undefined ? [] : matrixTables(matrix).map((table) => ({ title, table })),
    );
  });
  if (tables.length === 0) return [];
  return [
    { rank: RANK.head, text: `### Matrices\n\n${matrixLegend()}` },
    ...tables.map(({ title, table }, index) => ({
      rank: RANK.matrices,
      text: `${title === tables[index - 1]?.title ? '' : `**${markdownText(title.slice(0, 200))}**\n\n`}${table}`,
      leftOut: 'tables are left out',
    })),
  ];
}

/** Results of one kind, some to a fold, so that as many as there is room for are kept. */
function listPieces(kind: 'expected' | 'skipped' | 'passed', results: readonly Result[]): Piece[] {
  const total = String(results.length);
  const title = kind === 'expected' ? `${total} as expected` : `${total} ${kind}`;
  return Array.from({ length: Math.ceil(results.length / ROWS_IN_FOLD) }, (_, index) => {
    const start = index * ROWS_IN_FOLD;
    const rows = results.slice(start, start + ROWS_IN_FOLD);
    const range =
      results.length > ROWS_IN_FOLD
        ? ` (${String(start + 1)} to ${String(start + rows.length)})`
        : '';
    return {
      rank: RANK[kind],
      text: fold(title + range, `${RESULT_HEAD}${rows.map(resultRow).join('')}`),
      leftOut: `lists of ${kind} results (${title}) are left out`,
    };
  });
}

function ofGrade(results: readonly Result[], grade: Result['grade']): Result[] {
  return results.filter((result) => result.grade === grade && result.expected === undefined);
}

function madeWith({ tool }: Report): string {
  return `Made with ${markdownText(`${tool.name} ${tool.version}`.slice(0, 100))}. Secrets are masked.`;
}
