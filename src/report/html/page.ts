import { createHash } from 'node:crypto';
import type { Report } from '../../model/report.ts';
import type { GroupRule } from '../groups.ts';
import { isOpen } from '../open-results.ts';
import { countGrades } from '../outcome.ts';
import { countWords } from '../outcome-words.ts';
import { cut } from './cut.ts';
import { renderFilters } from './filters.ts';
import { renderLatency } from './latency-section.ts';
import { renderLegend } from './legend.ts';
import { safe, trusted, type Markup } from './markup.ts';
import { renderMatrix } from './matrix.ts';
import { outlineOf, type Outline, type OutlineGroup } from './outline.ts';
import { renderResult } from './result.ts';
import { SCRIPT } from './script/index.ts';
import { STYLE } from './style/index.ts';
import { renderSummary } from './summary.ts';
import { renderToDo } from './to-do.ts';

/** How a report is shown. */
export interface HtmlOptions {
  /** Headings. Default: one for the first part of each check's name. */
  readonly groups?: readonly GroupRule[];
}

/**
 * The report as one HTML page that needs no other file and no network. Its policy lets nothing run but
 * the style and the script of this program; whatever a report holds is text in it.
 */
export function renderHtml(report: Report, options: HtmlOptions = {}): string {
  return [...htmlParts(report, options)].join('');
}

/** The same page piece by piece, a result each. */
export function* htmlParts(
  report: Report,
  options: HtmlOptions = {},
): Generator<string, void, undefined> {
  const outline = outlineOf(report, options.groups);
  yield renderHead(report).markup;
  yield renderHeader(outline).markup;
  yield safe`<main id="main">
${renderSummary(outline)}`.markup;
  yield renderToDo(outline).markup;
  yield renderMatrices(outline).markup;
  yield renderLatency(outline).markup;
  yield* resultParts(outline);
  yield safe`</main>
<footer><p>Made by ${cut(report.tool.name, 50)} ${cut(report.tool.version, 50)}. Secrets are masked. This file loads nothing and sends nothing.</p></footer>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`.markup;
}

function renderHead(report: Report): Markup {
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return safe`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${titleOf(report)}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
`;
}

/** @see https://www.w3.org/TR/CSP3/#grammardef-hash-source */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function titleOf({ tool, command, outcome }: Report): string {
  return cut(`${tool.name} ${command}: ${outcome}`, 200);
}

function renderHeader({ report, groups }: Outline): Markup {
  const entries = [
    ['summary', 'Summary'],
    ...(report.results.some(isOpen) ? [['to-do', 'What to do']] : []),
    ...(groups.some(({ matrices }) => matrices.length > 0) ? [['matrices', 'Matrices']] : []),
    ...(report.results.some(({ exchanges }) => exchanges.length > 0)
      ? [['latency', 'Latency']]
      : []),
    ['results', 'Results'],
  ] as const;
  return safe`<a class="skip" href="#results">Skip to the results</a>
<header><div><h1>${cut(report.tool.name, 50)} <span>${cut(report.command, 100)}</span></h1>${
    report.target === 'simulator' ? safe`<p class="target">Simulator, not Datadog</p>` : ''
  }</div>
<nav aria-label="Parts of the report"><ul>${entries.map(
    ([id = '', name = '']) => safe`<li><a href="#${id}">${name}</a></li>`,
  )}</ul></nav>
<fieldset class="theme" id="theme" hidden><legend class="unseen">Colours</legend>${[
    ['', 'Auto'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ].map(
    ([value = '', name = '']) =>
      safe`<label><input type="radio" name="theme" value="${value}"${value === '' ? safe` checked` : ''}> ${name}</label>`,
  )}</fieldset></header>
`;
}

function renderMatrices(outline: Outline): Markup {
  const groups = outline.groups.filter(({ matrices }) => matrices.length > 0);
  if (groups.length === 0) return safe``;
  return safe`<section aria-labelledby="matrices">
<h2 id="matrices">Matrices</h2>
<p class="note">Each cell leads to its result. With several results in a cell, the worst one shows. Arrow keys go from cell to cell.</p>
${renderLegend(outline)}
<div class="steps">
${groups.map(
  ({ title, matrices }) => safe`<div class="step"><h3>${cut(title, 200)}</h3>
${matrices.map((matrix) => renderMatrix(matrix, outline))}</div>
`,
)}</div></section>
`;
}

function* resultParts(outline: Outline): Generator<string, void, undefined> {
  const { report, groups } = outline;
  yield safe`<section aria-labelledby="results">
<h2 id="results">Results</h2>
${report.results.length === 0 ? safe`<p>No check ran.</p>` : renderFilters(report)}
`.markup;
  for (const group of groups) {
    yield renderGroupHead(group).markup;
    for (const result of group.results) {
      yield renderResult(result, outline.anchorOf(result)).markup;
    }
    yield '</ul></section>\n';
  }
  yield '</section>\n';
}

function renderGroupHead({ title, anchor, results }: OutlineGroup): Markup {
  return safe`<section class="group" aria-labelledby="${anchor}">
<h3 id="${anchor}">${cut(title, 200)} <small>${countWords(countGrades(results))}</small></h3>
<ul class="results">
`;
}
