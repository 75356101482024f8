import { WORST_FIRST, type Result } from '../../model/report.ts';
import { filePlace } from '../file-place.ts';
import { isOpen } from '../open-results.ts';
import { cut } from './cut.ts';
import { renderGrade } from './grade.ts';
import { safe, type Markup } from './markup.ts';
import type { Outline } from './outline.ts';
import { renderAdvice } from './result.ts';

/** Blocks of at most this many results are open from the start. */
const OPEN_LIMIT = 4;

/** What several results have in common: grade and cause. */
interface Block {
  readonly first: Result;
  readonly results: Result[];
}

/** What to do about everything that is not fine, worst grade first, a block for each cause. */
export function renderToDo(outline: Outline): Markup {
  const blocks = blocksOf(outline.report.results);
  if (blocks.length === 0) return safe``;
  return safe`<section aria-labelledby="to-do">
<h2 id="to-do">What to do</h2>
<ul class="to-do">
${blocks.map((block) => renderBlock(block, outline))}</ul></section>
`;
}

function blocksOf(results: readonly Result[]): Block[] {
  const blocks = new Map<string, Block>();
  for (const result of results) {
    if (!isOpen(result)) continue;
    const key = `${result.grade} ${result.finding.code}`;
    const block = blocks.get(key);
    if (block === undefined) blocks.set(key, { first: result, results: [result] });
    else block.results.push(result);
  }
  return WORST_FIRST.flatMap((grade) =>
    [...blocks.values()].filter(({ first }) => first.grade === grade),
  );
}

function renderBlock({ first, results }: Block, outline: Outline): Markup {
  const same = results.every(
    ({ remedy, nextCommand }) => remedy === first.remedy && nextCommand === first.nextCommand,
  );
  if (results.length === 1) {
    return safe`<li class="${first.grade}"><p>${renderGrade(first.grade)} ${renderName(first, outline)}</p>
<p class="lines">${cut(first.message)}</p>
${renderAdvice(first)}</li>
`;
  }
  return safe`<li class="${first.grade}"><details${results.length <= OPEN_LIMIT ? safe` open` : ''}><summary>${renderGrade(first.grade)} <b>${results.length} results</b> <span class="found">${cut(first.title, 100)}${new Set(results.map(({ title }) => title)).size > 1 ? ' and others' : ''}</span></summary>
<ul>
${results.map(
  (
    result,
  ) => safe`<li>${renderName(result, outline)} <span class="lines">${cut(result.message)}</span>
${same ? '' : renderAdvice(result)}</li>
`,
)}</ul></details>
${same ? renderAdvice(first) : ''}</li>
`;
}

function renderName(result: Result, outline: Outline): Markup {
  const { id, subject } = result;
  const place = filePlace(subject);
  const named = subject.site === undefined || id.split('.').includes(subject.site);
  return safe`<a href="#${outline.anchorOf(result)}"><code>${cut(id, 200)}</code>${named ? '' : ` on ${cut(subject.site, 100)}`}</a>${place === undefined ? '' : safe` <span class="place">${cut(place, 200)}</span>`}`;
}
