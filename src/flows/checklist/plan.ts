import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import type { StaleReason, StepName, StepRecord } from '../../model/checklist.ts';
import { STEP_NAMES } from '../../model/checklist.ts';
import type { ClientSettings } from '../../settings/profile.ts';
import { changedSince, type Settings } from './basis.ts';
import { outcomeOfRecord } from './outcome.ts';

/** Which steps are wanted, and how old a result may be. */
export interface PlanOptions {
  /** Steps to do anew, alone; `undefined`: whatever has not passed yet. */
  readonly only: ReadonlySet<StepName> | undefined;
  /** Does everything anew. */
  readonly again: boolean;
  /** Oldest result that counts, in milliseconds. */
  readonly maxAgeMs: number;
  readonly allowWrites: boolean;
  /** A grant may be revoked to prove that it can be. */
  readonly proveRevocation: boolean;
  /** Data was asked for by name. */
  readonly ownData: boolean;
}

/** What is known at the beginning of a run. */
export interface PlanFacts {
  readonly settings: Settings;
  readonly nowMs: number;
  /** Sites in use of which no grant is there, though none was revoked on purpose. */
  readonly sitesWithoutGrant: readonly string[];
}

/** What to do about one step, and why. */
export type Decision =
  | { readonly do: 'run'; readonly why: 'missing' | 'asked' | 'offline' | 'not-passed' }
  | { readonly do: 'run'; readonly why: 'stale'; readonly stale: readonly StaleReason[] }
  | { readonly do: 'keep'; readonly record: StepRecord };

/** The steps that this kind of client goes through, in order. */
export function stepsOf({ kind }: Pick<ClientSettings, 'kind'>): readonly StepName[] {
  return STEP_NAMES.filter((step) =>
    CHECKLIST_STEPS[step].kinds.some((each: ClientSettings['kind']) => each === kind),
  );
}

/** Decides about one step: what has passed, is recent, and stands on the settings of now, is kept. */
export function decide(
  step: StepName,
  record: StepRecord | undefined,
  options: PlanOptions,
  facts: PlanFacts,
): Decision {
  if (options.only !== undefined || options.again) return { do: 'run', why: 'asked' };
  if (CHECKLIST_STEPS[step].offline) return { do: 'run', why: 'offline' };
  if (record === undefined) return { do: 'run', why: 'missing' };
  const stale = staleReasons(record, options, facts);
  if (stale.length > 0) return { do: 'run', why: 'stale', stale };
  const outcome = outcomeOfRecord(record);
  if (outcome === 'failed' || outcome === 'open') return { do: 'run', why: 'not-passed' };
  return asksForMore(step, record, options) ? { do: 'run', why: 'asked' } : { do: 'keep', record };
}

/** Why a record does not count any more; empty when it does. */
export function staleReasons(
  record: StepRecord,
  { maxAgeMs }: Pick<PlanOptions, 'maxAgeMs'>,
  { settings, nowMs, sitesWithoutGrant }: PlanFacts,
): StaleReason[] {
  const ageMs = nowMs - Date.parse(record.at);
  const gone = record.step === 'authorization' && sitesWithoutGrant.length > 0;
  return [
    ...changedSince(record, settings),
    // One from the future was written by another clock, so its age is not known.
    ...(ageMs > maxAgeMs || ageMs < -maxAgeMs ? (['age'] as const) : []),
    ...(gone ? (['grant-gone'] as const) : []),
  ];
}

/** Whether the flags of this run ask for more than the record has. */
function asksForMore(step: StepName, record: StepRecord, options: PlanOptions): boolean {
  switch (step) {
    case 'scopes':
      return options.allowWrites && !record.allowWrites;
    case 'api-key':
      return options.ownData;
    case 'uninstall':
      return options.proveRevocation && outcomeOfRecord(record) === 'review';
    default:
      return false;
  }
}
