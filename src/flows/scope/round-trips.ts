import type { WriteContext } from '../../checks/write-context.ts';
import type { Grant } from '../../model/grant.ts';
import { journalTarget, openRunJournal } from './journal.ts';
import type { Run } from '../run/run.ts';

/** Round trips of a run, on all its sites. */
export interface RoundTrips {
  context(grant: Grant): WriteContext;
  /** Waits until every round trip has deleted what it made, and says what it could not. */
  settle(): Promise<void>;
}

/**
 * Makes sure that a journal can be kept, before anything is written anywhere.
 * @throws ToolError `store.failed` when it cannot
 */
export async function openRoundTrips(run: Run): Promise<RoundTrips> {
  const journal = openRunJournal(run);
  await journal.assertWritable();
  const atWork = new Set<Promise<unknown>>();
  return {
    context: (grant) => ({
      runId: run.runId,
      target: journalTarget(run),
      clientId: grant.clientId,
      orgId: grant.org.id ?? '',
      journal,
      random: run.host.random,
      send: run.sendToTheEnd,
      signal: run.signal,
      remainingMs: run.remainingMs,
      track: async (work) => {
        atWork.add(work);
        try {
          return await work;
        } finally {
          atWork.delete(work);
        }
      },
    }),
    settle: async () => {
      await Promise.allSettled(atWork);
      if (journal.open === 0) return;
      run.ui.notice(
        `${String(journal.open)} things that this run made may be left; ` +
          'ddoauth check-scopes --clean-up deletes them.',
      );
    },
  };
}
