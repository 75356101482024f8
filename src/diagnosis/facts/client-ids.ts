import type { Case, OfflineCheck } from '../define-rule.ts';
import { valuesOf } from './input-values.ts';
import type { Reading } from '../read-input.ts';

/** The client ids an input has; masks and gaps are left out. */
export function usedIds(reading: Reading): string[] {
  return valuesOf(reading, 'client_id').filter((value) => !/[[<{$]/.test(value));
}

/** A hint where the input has another client id than the profile. */
export function otherClientId({ reading, context }: Case): OfflineCheck | undefined {
  const used = usedIds(reading);
  const known = context.clientId;
  if (known === undefined || used.length === 0) return undefined;
  return used.some((value) => value.toLowerCase() === known.toLowerCase())
    ? undefined
    : { because: `the input has client_id ${used.join(', ')}, the profile ${known}` };
}

/** Whether the requests of an input carry one client id; `undefined` when it has only one request. */
export function twoClientIds(reading: Reading): OfflineCheck | undefined {
  const used = [...new Set(usedIds(reading).map((value) => value.toLowerCase()))];
  return used.length < 2
    ? undefined
    : { holds: true, because: `the requests of the input carry ${used.join(' and ')}` };
}
