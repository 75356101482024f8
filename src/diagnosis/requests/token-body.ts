import type { DiagnosisContext } from '../../model/diagnosis.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';

/** Parameters that belong into the body of a token request. */
export const BODY_NAMES: readonly string[] = [
  'grant_type',
  'code',
  'client_id',
  'client_secret',
  'code_verifier',
  'refresh_token',
  'redirect_uri',
];

/** Looks at each token request of an input. */
export function eachToken(
  look: (request: InputExchange, context: DiagnosisContext) => string | undefined,
): Mistake['find'] {
  return (reading, context) =>
    firstOf(withRole(reading, 'token'), (request) => look(request, context));
}

/** Whether the input has the request's parameters, so that what is not in it was not sent. */
export function hasBody({ form, target }: InputExchange): boolean {
  return form.length > 0 || target.query.some(([name]) => BODY_NAMES.includes(name));
}

/** Whether the input has all of the request's parameters, so that what is not there is missing. */
export function isWhole(request: InputExchange): boolean {
  return hasBody(request) && !request.partial;
}
