import { namesSite } from '../open-results.ts';
import type { Style } from '../style.ts';
import { visible } from '../visible.ts';
import { indent, wrap } from '../wrap.ts';
import { CHANGE_KINDS, type Change } from './compare.ts';
import type { ReportDiff } from './diff.ts';
import { caveatsOf, diffCounts, diffReason, KIND_WORDS, runWords, sidesWords } from './words.ts';

/** The changes as text for a terminal or a log, a block for each kind. */
export function renderDiff(
  diff: ReportDiff,
  { columns, style }: { readonly columns: number; readonly style: Style },
): string {
  const lines = [
    style.bold(`${visible(diff.tool.name)} report diff`),
    ...wrap(visible(`before  ${runWords(diff.before)}`), columns).map(style.dim),
    ...wrap(visible(`after   ${runWords(diff.after)}`), columns).map(style.dim),
    ...caveatsOf(diff).flatMap((text) =>
      wrap(visible(text), columns).map((line) => style.paint('warning', line)),
    ),
  ];
  for (const kind of CHANGE_KINDS) {
    const changes = diff.changes.filter((change) => change.kind === kind);
    if (changes.length === 0) continue;
    lines.push('', style.bold(`${KIND_WORDS[kind]}: ${String(changes.length)}`));
    for (const change of changes) lines.push(...changeLines(change, columns, style));
  }
  const grade = { worse: 'failed', unproved: 'inconclusive', 'not-worse': 'passed' } as const;
  lines.push(
    '',
    ...wrap(`${diffCounts(diff)}.`, columns).map(style.bold),
    ...wrap(diffReason(diff), columns).map((line) => style.paint(grade[diff.outcome], line)),
  );
  return `${lines.join('\n')}\n`;
}

function changeLines(change: Change, columns: number, style: Style): string[] {
  const { before, after, kind } = change;
  const side = after ?? before;
  const name = visible(nameOf(change));
  const words = sidesWords(change, style.options.unicode ? '→' : '->');
  const told = kind === 'slower' || kind === 'faster' || side?.grade === 'passed';
  return [
    ...indent(
      wrap(`${name}  ${words}`, columns - 2).map((line) =>
        side === undefined ? line : style.paint(side.grade, line),
      ),
      2,
    ),
    ...(told ? [] : indent(wrap(visible(side?.message.split('\n', 1)[0] ?? ''), columns - 4), 4)),
  ];
}

/** The id, with the profile and, where the id does not name it, the site. */
export function nameOf(change: Pick<Change, 'id' | 'subject'>): string {
  const { id, subject } = change;
  const where = [subject.profile, namesSite(change) ? undefined : subject.site].filter(
    (part) => part !== undefined,
  );
  return where.length === 0 ? id : `${id} (${where.join(', ')})`;
}
