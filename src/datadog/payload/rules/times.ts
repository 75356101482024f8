import { dataTypeRow, type DataType, type TimeWindow } from '../../../catalog/data-types.ts';
import { PAYLOAD_PARTS, type TimeUnit } from '../../../catalog/payload-parts.ts';
import { problem, warning, type JsonSteps, type PayloadIssue } from '../issue.ts';
import { select } from '../select.ts';

/** A time in a payload: milliseconds since 1970, and what unit its size speaks for. */
export interface PayloadTime {
  readonly steps: JsonSteps;
  readonly ms: number;
  readonly written: string;
  readonly unit: TimeUnit;
  /** Set when the number has the size of another unit, in which `ms` is read. */
  readonly looksLike?: 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';
}

/** Above, a number of this unit is no time of this century: 10¹¹ s is the year 5138, 10¹¹ ms is 1973. */
const SIZES = [
  { upTo: 1e11, name: 'seconds', perMs: 1e-3 },
  { upTo: 1e14, name: 'milliseconds', perMs: 1 },
  { upTo: 1e17, name: 'microseconds', perMs: 1e3 },
  { upTo: Number.POSITIVE_INFINITY, name: 'nanoseconds', perMs: 1e6 },
] as const;

const UNIT_NAMES = { s: 'seconds', ns: 'nanoseconds', iso: 'milliseconds' } as const;

/** Times of a payload; those that cannot be read are left out. */
export function timesOf(dataType: DataType, payload: unknown): PayloadTime[] {
  return (PAYLOAD_PARTS[dataType]?.times ?? []).flatMap(({ at, unit }) =>
    select(payload, at).flatMap(({ steps, value }) => {
      const time = readTime(value, unit);
      return time === undefined ? [] : [{ steps, unit, ...time }];
    }),
  );
}

function readTime(
  value: unknown,
  unit: TimeUnit,
): Pick<PayloadTime, 'ms' | 'written' | 'looksLike'> | undefined {
  const digits = typeof value === 'string' && /^\d{1,25}$/.test(value);
  if (typeof value === 'number' || (digits && unit !== 's')) {
    const number = Number(value);
    // Zero stands for "not known".
    if (number === 0 && unit === 'ns') return undefined;
    const written = String(value);
    const size = SIZES.find(({ upTo }) => Math.abs(number) < upTo) ?? SIZES[3];
    const ms = number / size.perMs;
    return size.name === UNIT_NAMES[unit] ? { ms, written } : { ms, written, looksLike: size.name };
  }
  if (typeof value !== 'string' || unit !== 'iso') return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : { ms, written: value };
}

/** Times that cannot be read, are in the wrong unit, or lie outside what the intake takes. */
export function checkTimes(dataType: DataType, payload: unknown, nowMs: number): PayloadIssue[] {
  const { window } = dataTypeRow(dataType);
  const unreadable = (PAYLOAD_PARTS[dataType]?.times ?? [])
    .filter(({ unit }) => unit === 'iso')
    .flatMap(({ at }) => select(payload, at))
    .filter(({ value }) => typeof value === 'string' && readTime(value, 'iso') === undefined)
    .map(({ steps, value }) => {
      const say = window?.outside === 'refused' ? problem : warning;
      return say('payload.not-a-time', steps, { found: String(value).slice(0, 60) });
    });
  const read = timesOf(dataType, payload).flatMap((time) => checkTime(time, window, nowMs));
  return [...unreadable, ...read];
}

function checkTime(
  time: PayloadTime,
  window: TimeWindow | undefined,
  nowMs: number,
): PayloadIssue[] {
  const { steps, written, ms, unit, looksLike } = time;
  if (looksLike !== undefined) {
    const certain = window !== undefined && window.outside !== 'dropped-or-restamped';
    const args = { found: written, looksLike, expected: UNIT_NAMES[unit] };
    return [(certain ? problem : warning)('payload.wrong-unit', steps, args)];
  }
  if (window === undefined) return [];
  const ageMs = nowMs - ms;
  const args = { found: written, outside: window.outside };
  if (ageMs > window.pastMs) {
    const certain = window.outside !== 'dropped-or-restamped' && window.historical !== true;
    const limits = { ageMs, mostMs: window.pastMs, historical: window.historical };
    return [(certain ? problem : warning)('payload.too-old', steps, { ...args, ...limits })];
  }
  if (window.futureMs !== undefined && -ageMs > window.futureMs) {
    const say = window.outside === 'dropped-or-restamped' ? warning : problem;
    const limits = { aheadMs: -ageMs, mostMs: window.futureMs };
    return [say('payload.too-early', steps, { ...args, ...limits })];
  }
  return [];
}
