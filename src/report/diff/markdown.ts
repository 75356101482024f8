import { fit, GITHUB_LIMIT, type Piece } from '../markdown/budget.ts';
import { markdownText, codeSpan } from '../markdown/escape.ts';
import { signOf } from '../sign.ts';
import { CHANGE_KINDS, type Change } from './compare.ts';
import type { ReportDiff } from './diff.ts';
import { nameOf } from './terminal.ts';
import { caveatsOf, diffCounts, diffReason, KIND_WORDS, runWords, sidesWords } from './words.ts';

const HEAD = '| check | change | found |\n| --- | --- | --- |\n';
/** Rows that are kept or left out together. */
const ROWS = 25;

/** The changes as Markdown for a pull request, never longer than GitHub takes. */
export function renderDiffMarkdown(diff: ReportDiff): string {
  const sign = signOf(
    diff.outcome === 'worse' ? 'failed' : diff.outcome === 'unproved' ? 'inconclusive' : 'passed',
  );
  const head = [
    `## ${sign} ${markdownText(diff.tool.name.slice(0, 100))}: what changed\n\n`,
    `**${diffCounts(diff)}.** ${diffReason(diff)}\n\n`,
    `Before: ${codeSpan(runWords(diff.before).slice(0, 1000))}  \n`,
    `After: ${codeSpan(runWords(diff.after).slice(0, 1000))}\n\n`,
    ...caveatsOf(diff).map((text) => `> ${markdownText(text)}\n\n`),
  ].join('');
  return fit(
    [{ rank: 0, text: head }, ...CHANGE_KINDS.flatMap((_, rank) => kindPieces(diff, rank))],
    GITHUB_LIMIT,
  );
}

function kindPieces(diff: ReportDiff, index: number): Piece[] {
  const kind = CHANGE_KINDS[index];
  const changes = diff.changes.filter((change) => change.kind === kind);
  if (kind === undefined || changes.length === 0) return [];
  const parts = Array.from({ length: Math.ceil(changes.length / ROWS) }, (_, part) =>
    changes.slice(part * ROWS, (part + 1) * ROWS),
  );
  return parts.map((part, place) => ({
    rank: index + 1,
    text: `${place === 0 ? `### ${KIND_WORDS[kind]}: ${String(changes.length)}\n\n` : ''}${HEAD}${part.map(rowOf).join('')}\n`,
    leftOut: `tables of changes (${KIND_WORDS[kind]}: ${String(changes.length)}) are left out`,
  }));
}

function rowOf(change: Change): string {
  const side = change.after ?? change.before;
  const [line = ''] = (side?.message ?? '').split('\n', 1);
  const cells = [
    codeSpan(nameOf(change).slice(0, 300), { inTable: true }),
    markdownText(sidesWords(change, '→').slice(0, 200), { inTable: true }),
    markdownText(line.slice(0, 300), { inTable: true }),
  ];
  return `| ${cells.join(' | ')} |\n`;
}
