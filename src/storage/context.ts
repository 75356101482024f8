import type { Clock, Random } from '../host/host.ts';
import type { Owner } from './owner.ts';

/** What everything that rests on disk needs. */
export interface FileContext {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Who this process is; found out once. */
  readonly self: () => Promise<Owner>;
  /** Takes one line for the user, without line end. */
  readonly onNotice: (line: string) => void;
}
