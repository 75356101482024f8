import { UUID } from '../text/client-id.ts';
import type { DiagnosisContext } from '../../model/diagnosis.ts';
import type { Mistake } from './mistake.ts';

/** A request of another client than the profile's: the mistake but for how it is found. */
export const OTHER_CLIENT = {
  id: 'client-id-other',
  text: 'client_id is not the one of the profile',
  sure: 'likely',
  fix: 'Use the id of the client that is meant: a test client and its published client have different ids.',
} as const satisfies Omit<Mistake, 'find'>;

/** Holds the client id of a request against the profile's. */
export function otherClient(
  value: string | undefined,
  { clientId }: DiagnosisContext,
): string | undefined {
  return value !== undefined &&
    clientId !== undefined &&
    UUID.test(value) &&
    value.toLowerCase() !== clientId.toLowerCase()
    ? `the request has ${value}, the profile ${clientId}`
    : undefined;
}
