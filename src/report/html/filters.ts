import { GRADES, PROOFS, type Report } from '../../model/report.ts';
import { cut } from './cut.ts';
import { signOf } from '../sign.ts';
import { safe, type Markup } from './markup.ts';

/** Search and filters. Hidden until the script of the page has found them. */
export function renderFilters({ results }: Report): Markup {
  const sites = [...new Set(results.flatMap(({ subject }) => subject.site ?? []))];
  const proofs = PROOFS.filter((proof) => results.some((result) => result.proof === proof));
  return safe`<form class="filters" id="filters" role="search" aria-label="Results" hidden>
<label class="text">Search <input type="search" id="filter-text" placeholder="id, text, URL, header, body" autocomplete="off" spellcheck="false"></label>
<div class="toggles" role="group" aria-label="Grades to show">${GRADES.map((grade) => ({
    grade,
    count: results.filter((result) => result.grade === grade).length,
  })).flatMap(({ grade, count }) =>
    count === 0
      ? []
      : [
          safe`<button type="button" class="${grade}" aria-pressed="false" data-grade="${grade}"><span aria-hidden="true">${signOf(grade)}</span> ${grade} ${count}</button>`,
        ],
  )}</div>
${sites.length > 1 ? renderChoice('site', 'Site', 'all sites', sites) : ''}
${proofs.length > 0 ? renderChoice('proof', 'Proof', 'any proof', [...proofs, 'none']) : ''}
<div class="actions"><button type="button" id="filter-reset">Show all</button> <button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button></div>
<output id="filter-count" aria-live="polite"></output>
</form>`;
}

function renderChoice(id: string, label: string, all: string, values: readonly string[]): Markup {
  return safe`<label>${label} <select id="filter-${id}"><option value="">${all}</option>${values.map(
    (value) => safe`<option value="${cut(value, 100)}">${cut(value, 100)}</option>`,
  )}</select></label>`;
}
