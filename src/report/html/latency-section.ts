import type { Result } from '../../model/report.ts';
import { cut } from './cut.ts';
import { distributionsBy, type Distribution } from './latency.ts';
import { safe, type Markup } from './markup.ts';
import type { Outline } from './outline.ts';
import { renderPlot } from './plot.ts';

/** Ways to compare exchanges, each with what makes two of them alike. */
const VIEWS: readonly (readonly [what: string, nameOf: (result: Result) => string | undefined])[] =
  [
    ['site', ({ subject }) => subject.site],
    ['check', ({ check }) => check],
  ];

/** How long exchanges took, by site and by check, as plots and in figures. */
export function renderLatency({ report }: Outline): Markup {
  const plots = VIEWS.map(([what, nameOf]) => ({
    what,
    rows: distributionsBy(report.results, nameOf),
  })).filter(({ what, rows }) => rows.length > (what === 'site' ? 1 : 0));
  if (plots.length === 0) return safe``;
  return safe`<section aria-labelledby="latency">
<h2 id="latency">Latency</h2>
<p class="note">A dot is one HTTP exchange, a cross one without an answer or with a 5xx; the box is the middle half, the line the median.</p>
${plots.map(
  ({ what, rows }) => safe`<h3>By ${what}</h3>
${renderPlot(`latency-${what}`, what, rows)}
<details><summary>Figures by ${what}</summary>
${renderFigures(what, rows)}</details>
`,
)}</section>
`;
}

function renderFigures(what: string, rows: readonly Distribution[]): Markup {
  return safe`<table class="figures">
<caption>Duration of HTTP exchanges by ${what}, in ms</caption>
<thead><tr><th scope="col">${what}</th><th scope="col">exchanges</th><th scope="col">fastest</th><th scope="col">median</th><th scope="col">three of four within</th><th scope="col">slowest</th><th scope="col">unanswered</th></tr></thead>
<tbody>
${rows.map(
  (row) => safe`<tr><th scope="row">${cut(row.name, 100)}</th>${[
    row.samples.length,
    row.fastest,
    row.median,
    row.threeQuarters,
    row.slowest,
    row.unanswered,
  ].map((figure) => safe`<td>${Math.round(figure)}</td>`)}</tr>
`,
)}</tbody></table>`;
}
