import type { Random } from '../host/host.ts';
import type { Send } from '../model/http.ts';
import type { Journal } from '../model/journal.ts';

/** What round trips of one grant on one site work with. */
export interface WriteContext {
  /** Names what is created: `3f9a1c2b7d`. */
  readonly runId: string;
  /** `datadog`, or the origin of the simulator: where what is created lives. */
  readonly target: string;
  readonly clientId: string;
  /** `dd_oid`; empty when it is not known. */
  readonly orgId: string;
  readonly journal: Journal;
  readonly random: Random;
  /** Goes on for a moment after an interrupt, so that what was created can be deleted. */
  readonly send: Send;
  /** Aborts at the interrupt: nothing new is created from then on. */
  readonly signal: AbortSignal;
  /** Milliseconds left of the run: nothing new is created when there are none. */
  readonly remainingMs: () => number;
  /** Keeps a piece of work in mind that has to be waited for before the run may end. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
}
