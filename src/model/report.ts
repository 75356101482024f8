import type { Cause, Sure } from './diagnosis.ts';
import type { Exchange } from './http.ts';

/** How a check ended. A timeout or a 5xx is `inconclusive`, never a missing scope. */
export type Grade = 'passed' | 'failed' | 'warning' | 'review' | 'skipped' | 'inconclusive';

/** Grades in the order in which summaries list them. */
export const GRADES: readonly Grade[] = [
  'passed',
  'failed',
  'warning',
  'review',
  'skipped',
  'inconclusive',
];

/** Grades, worst first. */
export const WORST_FIRST: readonly Grade[] = [
  'failed',
  'inconclusive',
  'review',
  'warning',
  'skipped',
  'passed',
];

/**
 * How much an exchange proves, weakest first; never rounded up. `accepted` is an intake's 2xx,
 * `observed` needs data in the answer.
 * @see design §3, proof levels
 */
export type Proof = 'reachable' | 'authenticated' | 'authorized' | 'accepted' | 'observed';

/** Proof levels, weakest first. */
export const PROOFS: readonly Proof[] = [
  'reachable',
  'authenticated',
  'authorized',
  'accepted',
  'observed',
];

/** A value a finding may carry. */
export type FindingArg = string | number | boolean | readonly string[];

/** What was found: a code of `catalog/findings.ts` and arguments. Sentences are made in `report/message.ts`. */
export interface Finding<Code extends string = string> {
  readonly code: Code;
  readonly args: Readonly<Record<string, FindingArg>>;
}

/** What a result is about. */
export interface Subject {
  /** Of a run over several profiles. */
  readonly profile?: string;
  readonly site?: string;
  readonly scope?: string;
  readonly host?: string;
  readonly dataType?: string;
  /** File, as the user named it; `-` is standard input. */
  readonly file?: string;
  /** Where in the file. */
  readonly place?: FilePlace;
}

/** A place in a file. */
export interface FilePlace {
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1, in UTF-16 units. */
  readonly column: number;
  /** JSON pointer (RFC 6901); empty for the whole file. */
  readonly pointer: string;
}

/** A link to where a rule is written down. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** What the rules of `diagnose` say of a failure whose own finding leaves the cause open. */
export interface Recognised {
  /** Id of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly sure: Sure;
  /** The likeliest cause that is not ruled out. */
  readonly cause?: Pick<Cause, 'id' | 'text' | 'state'>;
  readonly fix: string;
  readonly nextCommand: string;
}

/** The outcome of one check for one subject, before it has words. */
export interface Verdict {
  /** Stable: `authorize.callback.state`, `scope.monitors_read`, `region.eu1.token`. */
  readonly id: string;
  /** The check's own id, without the subject: `scope.read`, `region.token`. */
  readonly check: string;
  readonly title: string;
  readonly subject: Subject;
  readonly grade: Grade;
  readonly proof?: Proof;
  readonly finding: Finding;
  readonly recognised?: Recognised;
  readonly exchanges: readonly Exchange[];
  readonly durationMs: number;
  /** Of a checklist. */
  readonly step?: StepMark;
}

/** Which step of the checklist a verdict belongs to, and when it was found. */
export interface StepMark {
  /** Name of the step: `authorization`. */
  readonly name: string;
  /** ISO 8601: when the step ended. */
  readonly at: string;
  /** The run that found it, where that is an earlier one whose result was kept. */
  readonly keptFrom?: string;
  /** Why a result that was kept does not count any more. */
  readonly stale?: readonly string[];
  /** What a person said of a result that only a person can judge. */
  readonly answer?: { readonly says: 'yes' | 'no'; readonly note?: string; readonly at: string };
}

/** A verdict with its words. */
export interface Result extends Verdict {
  readonly message: string;
  readonly remedy?: string;
  readonly nextCommand?: string;
  readonly links: readonly Link[];
  /** Set where it ended as `--expect` said; it then leaves the outcome alone. */
  readonly expected?: Expected;
  /** The run that found it, in a report merged from several: `runId` of one of `runs`. */
  readonly run?: string;
}

/** Why a result was expected to end as it did. */
export interface Expected {
  readonly reason: string;
  /** Last day on which it is expected, in UTC: `2026-12-31`. */
  readonly until?: string;
}

/** How many results have each grade; those that ended as expected are counted apart. */
export type Summary = Readonly<Record<Grade, number>> & { readonly expected?: number };

/** Outcome of a whole run; `unauthorized` and `unreachable` are told apart from a broken integration. */
export type Outcome = 'passed' | 'failed' | 'inconclusive' | 'unauthorized' | 'unreachable';

/** Whose settings a run used. */
export interface ReportClient {
  readonly kind: 'test' | 'published' | 'public';
  readonly clientId: string;
  readonly manifest?: string;
}

/** What a flow returns: everything of a report but the words, the exit code and the counts. */
export interface Draft {
  readonly command: string;
  readonly runId: string;
  readonly target: 'datadog' | 'simulator';
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly profile: string | null;
  readonly client: ReportClient | null;
  readonly verdicts: readonly Verdict[];
}

/** One run, machine-readable. `schema/report.schema.json` describes it. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  readonly runId: string;
  readonly target: 'datadog' | 'simulator';
  readonly startedAt: string;
  readonly durationMs: number;
  readonly profile: string | null;
  readonly client: ReportClient | null;
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly results: readonly Result[];
  readonly summary: Summary;
  /** The runs whose reports were merged into this one, in their order. */
  readonly runs?: readonly MergedRun[];
}

/** What is kept of a run whose report was merged with others. */
export interface MergedRun extends Pick<
  Report,
  | 'tool'
  | 'command'
  | 'runId'
  | 'startedAt'
  | 'durationMs'
  | 'profile'
  | 'client'
  | 'outcome'
  | 'exitCode'
> {
  /** How many of its results gave way to those of a later run. */
  readonly replaced: number;
}
