import type { DiagnosisContext, Sure } from '../../model/diagnosis.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import type { Reading } from '../read-input.ts';

/** What a look at the requests of an input showed. */
export interface Seen {
  /** What was compared and found. */
  readonly because: string;
  /** The request that shows it. */
  readonly at?: InputExchange;
  /** It speaks for the mistake and does not prove it. */
  readonly hint?: true;
}

/** One mistake that requests show by themselves, without any error text. */
export interface Mistake {
  /** Stable within its rule. */
  readonly id: string;
  /** The same for every case, without a final dot. */
  readonly text: string;
  /** `undefined` when it is not there, or the input does not tell. */
  readonly find: (reading: Reading, context: DiagnosisContext) => Seen | undefined;
  /** How sure it is that this is wrong at Datadog. Default `certain`. */
  readonly sure?: Sure;
  readonly fix: string;
  /** Causes of rules on error texts that say the same, once confirmed: `rule/cause`, `rule/*`. */
  readonly saidBy?: readonly string[];
}

/** What the first of some requests shows that shows it at all. */
export function firstOf(
  exchanges: readonly InputExchange[],
  look: (exchange: InputExchange) => string | undefined,
): Seen | undefined {
  for (const at of exchanges) {
    const because = look(at);
    if (because !== undefined) return { because, at };
  }
  return undefined;
}

/** The requests of an input that have a role. */
export function withRole(
  reading: Reading,
  ...roles: readonly InputExchange['role'][]
): InputExchange[] {
  return reading.exchanges.filter(({ role }) => roles.includes(role));
}
