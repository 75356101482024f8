import type { Verdict } from './report.ts';

/** Names of the checklist's steps, in their order: Datadog's six, then those of a published client. */
export const STEP_NAMES = [
  'authorization',
  'api-key',
  'sites',
  'regions',
  'scopes',
  'submit',
  'closing-page',
  'uninstall',
] as const;

export type StepName = (typeof STEP_NAMES)[number];

/** A setting that results depend on: they are stale once it has changed. */
export type BasisPart =
  'kind' | 'stage' | 'secret' | 'scopes' | 'redirect-uris' | 'onboarding-url' | 'sites';

/** Fingerprints of the settings that a step went by. One that could not be known is absent; that of the
 * secret has a salt of its own. */
export type Basis = Readonly<Partial<Record<BasisPart, string>>>;

/** Why a result of an earlier run does not count any more. */
export type StaleReason = BasisPart | 'age' | 'grant-gone';

/** What a person said of the results that only a person can judge. */
export interface Answer {
  readonly says: 'yes' | 'no';
  /** Without secrets. */
  readonly note?: string;
  /** ISO 8601. */
  readonly at: string;
}

/** An answer, and the results it is about: `id` and site of each. */
export interface StepAnswer extends Answer {
  readonly of: readonly string[];
}

/** One step as it last ended. Holds no secrets. */
export interface StepRecord {
  readonly step: StepName;
  /** ISO 8601: when it ended. */
  readonly at: string;
  readonly runId: string;
  readonly basis: Basis;
  /** Keys of the sites in use. */
  readonly sites: readonly string[];
  /** Scopes were proved by creating and deleting things. */
  readonly allowWrites: boolean;
  /** As found; `review` stays `review`, whatever the answer. */
  readonly verdicts: readonly Verdict[];
  readonly answer?: StepAnswer;
}

/** What earlier runs of the checklist have found about one client. It outlives the run. */
export interface ChecklistState {
  /** The file; `undefined` when nothing is on disk. */
  readonly where: string | undefined;
  /** What is there now. @throws ToolError `store.failed` */
  load(): Promise<ReadonlyMap<StepName, StepRecord>>;
  /** Replaces the record of a step; those of others stay. @throws ToolError `store.failed`, `store.locked` */
  save(record: StepRecord): Promise<void>;
  /** Forgets a step. @throws ToolError `store.failed`, `store.locked` */
  forget(step: StepName): Promise<void>;
}
