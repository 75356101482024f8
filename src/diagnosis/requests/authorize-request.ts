import type { DiagnosisContext } from '../../model/diagnosis.ts';
import type { InputExchange } from '../exchange/exchange.ts';
import { valueOf } from '../exchange/fields.ts';
import type { Reading } from '../read-input.ts';
import { firstOf, withRole, type Mistake } from './mistake.ts';

/** The endpoint is named, as metadata and settings name it, and not asked. */
function isMention({ target, lost }: InputExchange): boolean {
  return target.query.length === 0 && lost.length === 0;
}

/** Looks at each authorization request of an input. */
export function eachRequest(
  look: (request: InputExchange, reading: Reading, context: DiagnosisContext) => string | undefined,
): Mistake['find'] {
  return (reading, context) =>
    firstOf(withRole(reading, 'authorize'), (request) =>
      request.method === 'POST' || isMention(request) ? undefined : look(request, reading, context),
    );
}

/** Looks at where each authorization request goes, those that are only set down in settings too. */
export function eachAddress(look: (request: InputExchange) => string | undefined): Mistake['find'] {
  return (reading) =>
    firstOf(withRole(reading, 'authorize'), (request) =>
      request.method === 'POST' || (isMention(request) && !request.setting)
        ? undefined
        : look(request),
    );
}

/** A parameter of an authorization request. */
export function parameter(request: InputExchange, name: string): string | undefined {
  return valueOf(request.target.query, name);
}
