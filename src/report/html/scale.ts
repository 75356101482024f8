/** From milliseconds to a place on an axis. */
export interface Scale {
  readonly placeOf: (ms: number) => number;
  /** Milliseconds that get a line and a number, smallest first. */
  readonly ticks: readonly number[];
  readonly logarithmic: boolean;
}

/** From this ratio of slowest to fastest on, a linear axis would press most dots together. */
const WIDE_RANGE = 30;
/** Most lines of an axis. */
const MOST_TICKS = 8;

/** An axis from `from` to `to` for these times: linear from zero, or logarithmic for a wide range. */
export function scaleFor(times: readonly number[], from: number, to: number): Scale {
  const largest = Math.max(1, ...times);
  const smallest = Math.max(1, Math.min(largest, ...times));
  return largest / smallest > WIDE_RANGE
    ? logarithmicScale(smallest, largest, from, to)
    : linearScale(largest, from, to);
}

function linearScale(largest: number, from: number, to: number): Scale {
  const step = niceStep(largest / 5);
  const end = Math.ceil(largest / step) * step;
  return {
    placeOf: (ms) => from + (Math.max(0, ms) / end) * (to - from),
    ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step),
    logarithmic: false,
  };
}

function logarithmicScale(smallest: number, largest: number, from: number, to: number): Scale {
  const begin = 10 ** Math.floor(Math.log10(smallest));
  const end = niceStep(largest);
  const span = Math.log10(end / begin);
  const all = [1, 2, 5].flatMap((factor) =>
    Array.from({ length: Math.ceil(span) + 1 }, (_, power) => factor * begin * 10 ** power),
  );
  const inside = all.filter((tick) => tick <= end).sort((a, b) => a - b);
  const decades = inside.filter((tick) => Number.isInteger(Math.log10(tick)));
  return {
    placeOf: (ms) => from + (Math.log10(Math.max(begin, ms) / begin) / span) * (to - from),
    ticks: inside.length <= MOST_TICKS ? inside : decades,
    logarithmic: true,
  };
}

/** The next of 1, 2, 5, 10, 20, …, and at least 1. */
function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return ([1, 2, 5].find((factor) => factor * power >= value) ?? 10) * power;
}
