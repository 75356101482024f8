import { durationWords } from '../outcome-words.ts';
import { shorten } from './cut.ts';
import type { Distribution } from './latency.ts';
import { safe, type Markup } from './markup.ts';
import { scaleFor, type Scale } from './scale.ts';

/** Sizes in units of the view box. */
const WIDTH = 760;
const LEFT = 210;
const RIGHT = 20;
const ROW = 24;
const TOP = 8;
const AXIS = 26;
/** Characters of a name that fit before the axis. */
const NAME_LENGTH = 28;
/** Dots in one place stand apart by these heights, in turn. */
const OFFSETS = [0, -3, 3, -6, 6, -8, 8];

/** A strip of dots for each distribution, a dot for each exchange, with its middle half as a box. */
export function renderPlot(id: string, what: string, rows: readonly Distribution[]): Markup {
  const times = rows.flatMap(({ samples }) => samples.map(({ ms }) => ms));
  const scale = scaleFor(times, LEFT, WIDTH - RIGHT);
  const bottom = TOP + rows.length * ROW;
  return safe`<div class="plot"><svg viewBox="0 0 ${WIDTH} ${bottom + AXIS}" role="img" aria-labelledby="${id}-title ${id}-about">
<title id="${id}-title">Duration of HTTP exchanges by ${what}, in ms</title>
<desc id="${id}-about">${aboutOf(rows, scale)} The table below has the figures.</desc>
${scale.ticks.map((ms) => renderTick(ms, round(scale.placeOf(ms)), bottom))}
${rows.map((row, index) => renderRow(row, TOP + index * ROW + ROW / 2, scale))}</svg></div>`;
}

function aboutOf(rows: readonly Distribution[], { logarithmic }: Scale): string {
  const medians = rows.map(({ name, median }) => `${shorten(name, 60)} ${durationWords(median)}`);
  const shown = medians.slice(0, 12).join(', ') + (medians.length > 12 ? ' and others' : '');
  return `${logarithmic ? 'Logarithmic axis. ' : ''}Medians: ${shown}.`;
}

function renderTick(ms: number, x: number, bottom: number): Markup {
  return safe`<line class="tick" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom}"/><text class="number" x="${x}" y="${bottom + 17}">${tickWords(ms)}</text>
`;
}

function renderRow(row: Distribution, y: number, scale: Scale): Markup {
  const { name, samples, quarter, median, threeQuarters } = row;
  const from = round(scale.placeOf(quarter));
  const width = Math.max(1, round(scale.placeOf(threeQuarters) - from));
  const middle = round(scale.placeOf(median));
  const heights = new Map<number, number>();
  const dots: string[] = [];
  const crosses: string[] = [];
  for (const { ms, answered } of samples) {
    const x = Math.round(scale.placeOf(ms) / 2) * 2;
    const before = heights.get(x) ?? 0;
    heights.set(x, before + 1);
    const at = y + (OFFSETS[before % OFFSETS.length] ?? 0);
    if (answered) dots.push(`M${String(x)} ${String(at)}h0`);
    else crosses.push(`M${String(x - 3)} ${String(at - 3)}l6 6m0-6l-6 6`);
  }
  return safe`<text class="name" x="${LEFT - 12}" y="${y + 4}">${shorten(name, NAME_LENGTH)}</text><rect class="box" x="${from}" y="${y - 8}" width="${width}" height="16" rx="2"/><path class="dots" d="${dots.join('')}"/>${
    crosses.length === 0 ? '' : safe`<path class="crosses" d="${crosses.join('')}"/>`
  }<line class="median" x1="${middle}" x2="${middle}" y1="${y - 9}" y2="${y + 9}"/>
`;
}

function tickWords(ms: number): string {
  return ms >= 1000 ? `${String(ms / 1000)} s` : `${String(ms)} ms`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
