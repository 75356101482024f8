import { dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import type { Run } from '../run/run.ts';

/** How often the line is written anew, in milliseconds. */
const INTERVAL_MS = 500;

/** What is being waited for on one site, shown on one line. */
export interface Waiting {
  /** Begins to wait; to be called back when it is over. */
  add(dataType: DataType): () => void;
}

/** Shows which kinds of data have not arrived yet, and how long that has taken of what it may. */
export function watchWaiting(run: Run, site: string, limitMs: number): Waiting {
  const pending = new Set<DataType>();
  const { clock } = run.host;
  const began = clock.monotonic();
  let stop: AbortController | undefined;
  const show = (): void => {
    const names = [...pending].map((dataType) => dataTypeRow(dataType).plural).join(', ');
    const seconds = Math.round((clock.monotonic() - began) / 1000);
    const limit = Math.round(limitMs / 1000);
    run.ui.progress(
      `waiting for ${names} to arrive on ${site}: ${String(seconds)} s of ${String(limit)} s`,
    );
  };
  const tick = async ({ signal }: AbortController): Promise<void> => {
    while (!signal.aborted && !run.signal.aborted) {
      show();
      await clock.sleep(INTERVAL_MS, signal).catch(() => undefined);
    }
  };
  return {
    add: (dataType) => {
      pending.add(dataType);
      if (stop === undefined) {
        stop = new AbortController();
        void tick(stop);
      }
      return () => {
        pending.delete(dataType);
        if (pending.size > 0) return;
        stop?.abort();
        stop = undefined;
      };
    },
  };
}
