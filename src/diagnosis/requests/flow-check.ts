import type { Case, OfflineCheck } from '../define-rule.ts';
import { ALL_FLOW_MISTAKES } from './all-flow-mistakes.ts';

/**
 * The check of a cause that the flows of an input show, for the rules on error texts that name it too.
 * @param id Of the mistake, which is the id of the cause.
 * @param otherwise For inputs that make up one flow at most: in several, words may be of any of them.
 */
export function flowCheck(
  id: string,
  otherwise: (found: Case) => OfflineCheck | undefined = () => undefined,
): (found: Case) => OfflineCheck | undefined {
  const mistake = ALL_FLOW_MISTAKES.find((each) => each.id === id);
  return (found) => {
    const { reading, context } = found;
    const seen = mistake?.find(reading, context);
    if (seen) return { ...(seen.hint ? {} : { holds: true }), because: seen.because };
    return reading.flows.length > 1 ? undefined : otherwise(found);
  };
}
