import type { LinkName } from '../catalog/spec-links.ts';
import type { DiagnosisContext, LiveQuestion, Sure } from '../model/diagnosis.ts';
import type { ErrorEntry } from './text/error-entries.ts';
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
  /** What the requests of the input show, as evidence; where it is given, the others are not. */
  readonly requests?: (reading: Reading, context: DiagnosisContext) => string | undefined;
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

/** What a look at input and context shows about a cause. */
export interface OfflineCheck {
  /** Whether the cause holds; left out when the look gives a hint and no answer. */
  readonly holds?: boolean;
  /** What was compared. */
  readonly because: string;
}

/** The question that settles a cause, and how. */
export interface LiveCheck {
  readonly ask: LiveQuestion;
  /** The answer by which the cause holds; by the other it does not. */
  readonly holdsWhen: 'yes' | 'no';
  /**
   * Which answer is proof: `holds`, only the one by which it holds; `fails`, only the other, where
   * other causes give the same answer. Default: both.
   */
  readonly proves?: 'both' | 'holds' | 'fails';
}

/** For `byHand`, where nobody outside Datadog or the user's organisation can tell. */
export const NOT_FROM_HERE = 'cannot be checked from here';

/** One reason why an error comes up. */
export interface CauseRow {
  /** Stable within its rule: `trailing-slash`. */
  readonly id: string;
  /** The same for every case, without a final dot: docs/errors.md has it too. */
  readonly text: string;
  /** Leaves it out where it cannot apply. */
  readonly when?: (found: Case) => boolean;
  /** A look at input and context; `undefined` when they have nothing to compare. */
  readonly check?: (found: Case) => OfflineCheck | undefined;
  readonly live?: LiveCheck;
  /** The next command once it is confirmed, where that of the rule leads elsewhere. */
  readonly next?: string | ((found: Case) => string);
  /** What a person does to find out; needed when there is neither `check` nor `live`. */
  readonly byHand?: string;
}

/** One known error: how it shows, and what it means. */
export interface Rule<Id extends string = string> {
  readonly id: Id;
  /** What is wrong, in one line. */
  readonly title: string;
  readonly links: readonly LinkName[];
  /** `machine`: trouble of the network or this computer, whoever the provider. Default `oauth`. */
  readonly about?: 'oauth' | 'machine';
  /**
   * For causes of this rule, which confirmed causes of other rules say the same: `rule/cause` or
   * `rule/*`. The rule is left out when all it has to say is said so.
   */
  readonly repeats?: Readonly<Record<string, readonly string[]>>;
  /** Rules that say the same more exactly: this one is left out when one of them applies. */
  readonly yieldsTo?: readonly string[];
  readonly signatures: readonly Signature[];
  /** In order of likelihood. */
  readonly causes: readonly CauseRow[];
  readonly fix: string | ((found: Case) => string);
  /** The fix for any case; needed when `fix` is a function. */
  readonly fixInDocs?: string;
  /** A command line of this program. Functions are also called with an empty case, for the docs. */
  readonly next: string | ((found: Case) => string);
  /** What looks alike and is something else, in words. */
  readonly mustNotClaim: readonly string[];
}

/** Declares a rule; keeps its id as a type. */
export function defineRule<const Id extends string>(rule: Rule<Id>): Rule<Id> {
  return rule;
}
