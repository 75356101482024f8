import type { Exchange } from '../../model/http.ts';
import type { Result } from '../../model/report.ts';

/** How long one exchange took. */
export interface Sample {
  readonly ms: number;
  /** Whether an answer came that is none of a broken server. */
  readonly answered: boolean;
}

/** Exchanges that are compared with others, and their distribution in milliseconds. */
export interface Distribution {
  readonly name: string;
  readonly samples: readonly Sample[];
  readonly fastest: number;
  readonly quarter: number;
  readonly median: number;
  readonly threeQuarters: number;
  readonly slowest: number;
  /** Exchanges without an answer, or with a 5xx. */
  readonly unanswered: number;
}

/** Distributions of the exchanges of results, by what `nameOf` says, in the order of the results. */
export function distributionsBy(
  results: readonly Result[],
  nameOf: (result: Result) => string | undefined,
): Distribution[] {
  const byName = new Map<string, Sample[]>();
  const seen = new Set<unknown>();
  for (const result of results) {
    const name = nameOf(result);
    for (const exchange of result.exchanges) {
      const key = keyOf(exchange);
      if (name === undefined || seen.has(key)) continue;
      seen.add(key);
      const { status, durationMs } = exchange;
      const sample = { ms: durationMs, answered: status !== undefined && status < 500 };
      const members = byName.get(name);
      if (members === undefined) byName.set(name, [sample]);
      else members.push(sample);
    }
  }
  return Array.from(byName, ([name, members]) => describe(name, members));
}

/** One exchange may stand under several results; in a report that was read from a file as copies. */
function keyOf(exchange: Exchange): unknown {
  const { method, url, requestId, durationMs } = exchange;
  if (requestId === undefined) return exchange;
  return JSON.stringify([method, url, requestId, durationMs]);
}

function describe(name: string, samples: readonly Sample[]): Distribution {
  const sorted = samples.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    name,
    samples,
    fastest: at(0),
    quarter: at(0.25),
    median: at(0.5),
    threeQuarters: at(0.75),
    slowest: at(1),
    unanswered: samples.filter(({ answered }) => !answered).length,
  };
}
