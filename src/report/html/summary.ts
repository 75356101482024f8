import { GRADES, type Grade, type Outcome, type Report } from '../../model/report.ts';
import { startedWords } from '../facts.ts';
import { countGrades } from '../outcome.ts';
import { countWords, durationWords, explainOutcome } from '../outcome-words.ts';
import { signOf } from '../sign.ts';
import { cut } from './cut.ts';
import { renderGrade } from './grade.ts';
import { safe, type Markup } from './markup.ts';
import type { Outline, OutlineGroup } from './outline.ts';

/** The grade in whose colour an outcome is shown. */
const OUTCOME_GRADES: Readonly<Record<Outcome, Grade>> = {
  passed: 'passed',
  failed: 'failed',
  unauthorized: 'failed',
  unreachable: 'inconclusive',
  inconclusive: 'inconclusive',
};

/** Width of the bar of counts, in units of its view box. */
const BAR_WIDTH = 1000;

/** What ran, how it ended, and how its parts did. */
export function renderSummary(outline: Outline): Markup {
  const { report, groups } = outline;
  const { outcome, exitCode, summary, durationMs } = report;
  const grade = OUTCOME_GRADES[outcome];
  return safe`<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<p class="verdict ${grade}"><span class="sign" aria-hidden="true">${signOf(grade)}</span><span><b>${outcome}</b>: ${explainOutcome(report)}.</span> <span class="exit">Exit code ${exitCode}</span></p>
${renderBar(summary)}
<p class="counts">${countWords(summary)} in ${durationWords(durationMs)}.</p>
<div class="overview">
${renderFacts(report)}
${groups.length > 1 ? renderGroups(groups) : ''}</div></section>
`;
}

/** The shares of the grades; what they say is also in words below. */
function renderBar(summary: Report['summary']): Markup {
  const all = GRADES.reduce((sum, grade) => sum + summary[grade], 0);
  if (all === 0) return safe``;
  let x = 0;
  const parts = GRADES.filter((grade) => summary[grade] > 0).map((grade) => {
    const width = Math.round((summary[grade] / all) * BAR_WIDTH * 10) / 10;
    const rect = safe`<rect class="${grade}" x="${x}" width="${Math.max(1, width - 2)}" height="10"/>`;
    x = Math.round((x + width) * 10) / 10;
    return rect;
  });
  return safe`<svg class="bar" viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** Whose settings were used against what, and when. */
function renderFacts(report: Report): Markup {
  const { profile, client, target, results, runId, startedAt, durationMs, tool, runs } = report;
  const sites = [...new Set(results.flatMap(({ subject }) => subject.site ?? []))];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Against', target === 'datadog' ? 'Datadog' : 'the simulator, not Datadog'],
    ['Client', client === null ? undefined : `${client.kind} client ${client.clientId}`],
    ['Profile', profile ?? undefined],
    ['Manifest', client?.manifest],
    [sites.length === 1 ? 'Site' : 'Sites', sites.length === 0 ? undefined : sites.join(', ')],
    ['Started', startedWords(startedAt)],
    ['Took', durationWords(durationMs)],
    ['Run', runId],
    ['Merged from', runs === undefined ? undefined : `${String(runs.length)} runs`],
    ['Made with', `${tool.name} ${tool.version}`],
  ];
  return safe`<dl class="facts">
${facts.map(([name, value]) =>
  value === undefined
    ? ''
    : safe`<div><dt>${name}</dt><dd>${cut(value, 500)}</dd></div>
`,
)}</dl>`;
}

/** A row for each part of the run, such as a step of the checklist. */
function renderGroups(groups: readonly OutlineGroup[]): Markup {
  const counted = groups.map((group) => ({ group, counts: countGrades(group.results) }));
  const grades = GRADES.filter((grade) => counted.some(({ counts }) => counts[grade] > 0));
  return safe`<table class="parts">
<caption>Results by part</caption>
<thead><tr><th scope="col">Part</th>${grades.map((grade) => safe`<th scope="col">${renderGrade(grade)}</th>`)}</tr></thead>
<tbody>
${counted.map(
  ({
    group,
    counts,
  }) => safe`<tr><th scope="row"><a href="#${group.anchor}">${cut(group.title, 200)}</a></th>${grades.map(
    (grade) => safe`<td class="${counts[grade] > 0 ? grade : 'none'}">${counts[grade]}</td>`,
  )}</tr>
`,
)}</tbody></table>
`;
}
