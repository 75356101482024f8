import type { DataType } from '../../catalog/data-types.ts';
import { MOST_ITEMS, type Target } from '../data/search.ts';
import { metricNames, storedMetricName } from './rules/names.ts';
import { countItems } from './rules/sizes.ts';
import { timesOf } from './rules/times.ts';
import { select } from './select.ts';

/** Metrics of one payload that are looked for; more would take a search each. */
const MOST_TARGETS = 10;

/** What reading a body back needs to know about it. */
export interface BodyFacts {
  readonly targets: readonly Target[];
  /** Metrics beyond those that are looked for. */
  readonly leftOut: number;
  /** Name of its first metric or check; empty where it has none. */
  readonly name: string;
  /** Earliest and latest time in it, milliseconds since 1970; absent where it carries none. */
  readonly times: { readonly earliestMs: number; readonly latestMs: number } | undefined;
}

/** Reads what a body holds. */
export function bodyFacts(dataType: DataType, payload: unknown): BodyFacts {
  const names = metricNames(dataType, payload).map(storedMetricName);
  const checks = dataType === 'service-checks' ? select(payload, '[].check') : [];
  const [firstCheck] = checks.map(({ value }) => value);
  const times = timesOf(dataType, payload).map(({ ms }) => ms);
  return {
    targets:
      names.length > 0
        ? names.slice(0, MOST_TARGETS).map((name) => ({ name, expected: 1 }))
        : [{ expected: Math.min(MOST_ITEMS, countItems(dataType, payload)) }],
    leftOut: Math.max(0, names.length - MOST_TARGETS),
    name: names[0] ?? (typeof firstCheck === 'string' ? firstCheck : ''),
    times: times.length === 0 ? undefined : { earliestMs: least(times), latestMs: most(times) },
  };
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
