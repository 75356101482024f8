import type { Cause } from '../model/diagnosis.ts';

/** A cause nothing has been checked about. */
export function open(id: string, text: string, because?: string): Cause {
  return { id, text, state: 'open', ...(because === undefined ? {} : { because }) };
}

/** A cause that a check has shown to hold; `because` says what was compared. */
export function confirmed(id: string, text: string, because: string): Cause {
  return { id, text, state: 'confirmed', because };
}

/** A cause that a check has shown not to hold; `because` says what was compared. */
export function ruledOut(id: string, text: string, because: string): Cause {
  return { id, text, state: 'ruled-out', because };
}

/** A cause with the outcome of its check: `undefined` leaves it open. */
export function checked(
  id: string,
  text: string,
  holds: boolean | undefined,
  because: string,
): Cause {
  if (holds === undefined) return open(id, text);
  return holds ? confirmed(id, text, because) : ruledOut(id, text, because);
}

const ORDER: Readonly<Record<Cause['state'], number>> = { confirmed: 0, open: 1, 'ruled-out': 2 };

/** Confirmed first, ruled out last, otherwise in the order given. */
export function ranked(causes: readonly Cause[]): Cause[] {
  return [...causes].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
}
