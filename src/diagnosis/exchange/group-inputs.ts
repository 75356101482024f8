import { cleanText, cutText } from '../text/clean-text.ts';
import { unwrap } from '../text/views.ts';
import type { InputExchange } from './exchange.ts';
import { readExchanges } from './read-exchanges.ts';
import { createSealer } from './sealer.ts';

/** Values that two recordings of one flow share; client secrets and keys are shared by all flows. */
const TELLING = /^\((?:code|state|verifier|challenge|access token|refresh token) \d+\)$/;

function tellingValues(exchanges: readonly InputExchange[]): Set<string> {
  return new Set(
    exchanges
      .flatMap(({ target, form, bearer, answer }) => [
        ...[...target.query, ...form].map(([, value]) => value),
        bearer ?? '',
        answer?.accessToken ?? '',
        answer?.refreshToken ?? '',
      ])
      .filter((value) => TELLING.test(value)),
  );
}

/**
 * Puts inputs together that hold parts of one flow, such as the recordings of browser and backend: they
 * share a code, a state, a verifier or a token. The order stays.
 */
export function groupInputs(inputs: readonly string[]): string[][] {
  if (inputs.length < 2) return inputs.map((input) => [input]);
  const sealer = createSealer();
  const groups: { values: Set<string>; inputs: string[] }[] = [];
  for (const input of inputs) {
    const whole = cleanText(input);
    const { exchanges } = readExchanges([{ whole, views: unwrap(cutText(whole)) }], sealer);
    const values = tellingValues(exchanges);
    const own = groups.filter((group) => [...values].some((value) => group.values.has(value)));
    const [first, ...others] = own;
    if (!first) {
      groups.push({ values, inputs: [input] });
      continue;
    }
    first.inputs.push(...others.flatMap((group) => group.inputs), input);
    for (const value of [values, ...others.map((group) => group.values)].flatMap((set) => [
      ...set,
    ])) {
      first.values.add(value);
    }
    for (const group of others) groups.splice(groups.indexOf(group), 1);
  }
  return groups.map((group) => group.inputs);
}
