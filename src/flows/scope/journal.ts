import type { Journal } from '../../model/journal.ts';
import { createMemoryJournal, openJournal } from '../../storage/journal.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import type { Run } from '../run/run.ts';

/** Where what a run creates lives, as the journal names it. */
export function journalTarget(run: Run): string {
  return run.simulation?.origin ?? 'datadog';
}

/** The journal of a run. A simulator of this process takes everything with it, so it needs no disk. */
export function openRunJournal(run: Run): Journal {
  const { env, platform, random } = run.host;
  if (run.simulation?.ownProcess === true) return createMemoryJournal();
  return openJournal({
    folder: dataFolder({ env, os: platform.os, homeFolder: platform.homeFolder }),
    random,
    pid: platform.pid,
    hostname: platform.hostname,
    onNotice: (line) => run.ui.notice(line),
  });
}
