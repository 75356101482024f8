import type { LinkName } from '../catalog/spec-links.ts';
import type { Cause, DiagnosisContext, Sure } from '../model/diagnosis.ts';
import type { ErrorEntry } from './error-entries.ts';
import type { Reading } from './read-input.ts';

/**
 * One way an error shows. Everything that is given must hold; the first given of `pattern`, `entry`
 * and `status` is the evidence.
 */
export interface Signature {
  /** Found anywhere in any view; without the flags `g` and `y`. */
  readonly pattern?: RegExp;
  /** Fits one error of an envelope. */
  readonly entry?: (entry: ErrorEntry) => boolean;
  /** HTTP statuses, any of which the text names. */
  readonly status?: readonly number[];
  /** Anything else that must hold. */
  readonly when?: (reading: Reading, context: DiagnosisContext) => boolean;
  /** How sure it is when nothing in the text points at Datadog. */
  readonly sure: Sure;
  /** How sure it is when the text names Datadog. Default: as `sure`. */
  readonly withDatadog?: Sure;
}

/** What made a rule take the text for its own. */
export interface Recognition {
  readonly sure: Sure;
  /** Redacted, at most 200 characters. */
  readonly evidence: string;
  /** What the pattern's groups found. */
  readonly groups: readonly (string | undefined)[];
}

/** A text a rule has recognised, for its explanation. */
export interface Case {
  readonly reading: Reading;
  readonly context: DiagnosisContext;
  readonly recognition: Recognition;
}

/** What a rule says about a case; checks that can run offline have run. */
export interface Explanation {
  /** By likelihood; `diagnose` puts confirmed ones first. */
  readonly causes: readonly Cause[];
  readonly fix: string;
  readonly nextCommand: string;
}

/** One known error: how it shows, and what it means. */
export interface Rule<Id extends string = string> {
  readonly id: Id;
  /** What is wrong, in one line. */
  readonly title: string;
  readonly links: readonly LinkName[];
  /** `machine`: trouble of the network or this computer, whoever the provider. Default `oauth`. */
  readonly about?: 'oauth' | 'machine';
  /** Rules that say the same more exactly: this one is left out when one of them applies. */
  readonly yieldsTo?: readonly string[];
  readonly signatures: readonly Signature[];
  readonly explain: (found: Case) => Explanation;
}

/** Declares a rule; keeps its id as a type. */
export function defineRule<const Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}
