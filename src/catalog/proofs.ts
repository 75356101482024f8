import type { Grade, Proof } from '../model/report.ts';

/** What each proof level means. */
export const PROOF_MEANINGS = {
  reachable: 'a host answered',
  authenticated: 'it knew the token, key or client',
  authorized: 'it let the request in; an empty list proves no more',
  accepted: "an intake took the data; Datadog's intakes answer 2xx to keys of another site too",
  observed: 'data came back',
} as const satisfies Record<Proof, string>;

/** What each grade means. */
export const GRADE_MEANINGS = {
  passed: 'proved, as far as its proof level goes',
  failed: 'it does not work; the fix is named. The run ends with 1, 3 or 4',
  warning: 'it works, and something about it will do harm; the exit code stays',
  review: 'a person has to look; the exit code stays',
  skipped: 'not tried, with the reason',
  inconclusive: 'a timeout or a fault of the server: proves nothing about the client',
} as const satisfies Record<Grade, string>;
