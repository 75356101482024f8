import { resolve } from 'node:path';
import { finding } from '../../catalog/findings.ts';
import { ToolError } from '../../errors.ts';
import type { ChecklistState, StepName, StepRecord } from '../../model/checklist.ts';
import type { Verdict } from '../../model/report.ts';
import { createMemoryChecklistState, openChecklistState } from '../../storage/checklist-state.ts';
import { dataFolder } from '../../storage/data-folder.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';
import { startStepCheck } from './step-context.ts';

/** The state of this run's client, which never stops a run. */
export interface KeptState {
  readonly where: string | undefined;
  /** As they stand: what this run saves or forgets is in it at once, on disk or not. */
  readonly records: ReadonlyMap<StepName, StepRecord>;
  /** Saves one step. What cannot be saved is said once for each reason. */
  save(record: StepRecord): Promise<void>;
  forget(step: StepName): Promise<void>;
  /** What went wrong with it. */
  verdicts(): readonly Verdict[];
}

/**
 * Opens the state: in the folder that was named, else in the data folder; in memory for a simulator of
 * this process and for a store that keeps nothing on disk.
 */
export async function openKeptState(run: Run, folder: string | undefined): Promise<KeptState> {
  const state = stateOf(run, folder);
  const troubles = new Set<string>();
  const guarded = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ToolError) || !error.code.startsWith('store.')) throw error;
      if (!troubles.has(error.message)) {
        run.ui.notice(`The state of the checklist is not kept: ${error.message}. The run goes on.`);
      }
      troubles.add(error.message);
      return undefined;
    }
  };
  const loaded = await guarded(() => state.load());
  const records = new Map(loaded);
  return {
    where: state.where,
    records,
    save: async (record) => {
      records.set(record.step, record);
      // A file that could not be read is not written over either.
      if (loaded !== undefined) await guarded(() => run.critical(() => state.save(record)));
    },
    forget: async (step) => {
      records.delete(step);
      if (loaded !== undefined) await guarded(() => run.critical(() => state.forget(step)));
    },
    verdicts: () =>
      [...troubles].map((reason) =>
        startStepCheck(
          run,
          'checklist.state',
          'State of the checklist',
        )({
          grade: 'warning',
          finding: finding('checklist.state-not-kept', { reason, where: state.where }),
        }),
      ),
  };
}

function stateOf(run: Run, folder: string | undefined): ChecklistState {
  const { host, simulation, ui } = run;
  const { env, platform } = host;
  const ownProcess = simulation?.ownProcess === true;
  if (folder === undefined && (ownProcess || env['DDOAUTH_STORE'] === 'memory')) {
    return createMemoryChecklistState();
  }
  return openChecklistState({
    folder:
      folder === undefined
        ? dataFolder({ env, os: platform.os, homeFolder: platform.homeFolder })
        : resolve(host.cwd, folder),
    target: ownProcess ? 'simulator' : (simulation?.origin ?? 'datadog'),
    clientId: requireClient(run).clientId,
    clock: host.clock,
    random: host.random,
    pid: platform.pid,
    hostname: platform.hostname,
    onNotice: (line) => ui.notice(line),
  });
}
