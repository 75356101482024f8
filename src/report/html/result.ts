import type { Result } from '../../model/report.ts';
import { filePlace } from '../file-place.ts';
import { durationWords } from '../outcome-words.ts';
import { cut } from './cut.ts';
import { renderExchange } from './exchange.ts';
import { renderGrade, renderProof } from './grade.ts';
import { renderLink } from './link.ts';
import { safe, type Markup } from './markup.ts';

/** Longest message beside an id, in characters. */
const SHOWN_LIMIT = 300;

/** One result: a line that can be opened, with what to do and every exchange in it. */
export function renderResult(result: Result, anchor: string): Markup {
  const { id, subject, grade, proof, message, durationMs, expected } = result;
  const time = durationMs > 0 && grade !== 'skipped' ? durationWords(durationMs) : '';
  return safe`<li class="result ${grade}" id="${anchor}" data-grade="${grade}" data-site="${cut(subject.site ?? '', 100)}" data-proof="${proof ?? ''}"><details><summary>${renderGrade(grade)}${expected === undefined ? '' : safe` <span class="site">as expected</span>`} <code>${cut(id, 200)}</code> <span class="site">${cut(subject.site ?? '', 100)}</span> ${renderProof(proof) ?? safe`<span class="proof"></span>`} <span class="found">${shownOf(message)}</span> <span class="time">${time}</span></summary>
<div class="more">
${renderWords(result)}
</div></details></li>
`;
}

/** What is behind the fold. */
function renderWords(result: Result): Markup {
  const { title, subject, message, links, exchanges, finding, check } = result;
  const facts = [
    ['check', check],
    ['finding', finding.code],
    ['place', filePlace(subject)],
    ['scope', subject.scope],
    ['host', subject.host],
    ['kind of data', subject.dataType],
    ['expected', result.expected?.reason],
  ].filter((fact): fact is [string, string] => fact[1] !== undefined);
  return safe`<p class="title">${cut(title)}</p>
${
  message === shownOf(message)
    ? ''
    : safe`<p class="lines">${cut(message)}</p>
`
}${renderAdvice(result)}
<p class="facts">${facts.map(([name, value]) => safe`<span>${name} <code>${cut(value, 300)}</code></span> `)}</p>
${
  links.length === 0
    ? ''
    : safe`<p class="links">See ${links.map((link, index) => safe`${index > 0 ? ' · ' : ''}${renderLink(link)}`)}</p>
`
}${
    exchanges.length === 0
      ? ''
      : safe`<p class="count">${exchanges.length === 1 ? '1 exchange' : `${String(exchanges.length)} exchanges`}</p>
${exchanges.map(renderExchange)}`
  }`;
}

/** The fix, and the one command to run next. */
export function renderAdvice({
  remedy,
  nextCommand,
}: Pick<Result, 'remedy' | 'nextCommand'>): Markup {
  return safe`${
    remedy === undefined
      ? ''
      : safe`<p class="fix lines"><b>Fix</b> ${cut(remedy)}</p>
`
  }${
    nextCommand === undefined
      ? ''
      : safe`<p class="next"><b>Next</b> <code>${cut(nextCommand)}</code></p>
`
  }`;
}

/** A line of a list shows the first line of what was found; all of it is in the fold. */
function shownOf(message: string): string {
  return cut(message.split('\n', 1)[0] ?? '', SHOWN_LIMIT);
}
