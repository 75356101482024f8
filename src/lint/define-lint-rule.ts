import type { LINT_RULE_FINDINGS } from '../catalog/findings/lint.ts';
import type { FindingArg } from '../model/report.ts';
import type { SiteTable } from '../sites/site-table.ts';
import type { LintClient } from './clients.ts';
import type { JsonPath, Span } from './json-tree.ts';
import type { LintFile } from './lint-file.ts';

/** How bad a finding is: an error fails the run; a hint asks a person to look. */
export type Severity = 'error' | 'warning' | 'hint';

type IdOf<Code> = Code extends `lint.${infer Id}` ? Id : never;

/** A rule's id: its finding is `lint.<id>`. */
export type LintRuleId = IdOf<keyof typeof LINT_RULE_FINDINGS>;

/** A stretch of text that `--fix` replaces. */
export interface Edit extends Span {
  readonly text: string;
}

/** A change that is safe: nothing that was registered anywhere depends on it. */
export interface Fix {
  /** What is changed, as a sentence without its subject: `removed the second "…"`. */
  readonly says: string;
  readonly edits: readonly Edit[];
}

/** What a rule has found. */
export interface LintFinding {
  readonly at: Span & { readonly path: JsonPath };
  /** Default: the rule's. */
  readonly severity?: Severity;
  /** What its words need; texts of the file only through `shownText`. */
  readonly args?: Readonly<Record<string, FindingArg | undefined>>;
  readonly fix?: Fix;
}

/** Everything that is linted together. */
export interface LintSet {
  readonly files: readonly LintFile[];
  readonly clients: readonly LintClient[];
  /** Datadog's sites and those the config adds. */
  readonly sites: SiteTable;
  /** Reads a file beside those: the text, or why it cannot be read. */
  readonly read: (path: string) => string | { readonly reason: string };
}

/** One rule, and its row in `docs/lint.md`. */
export interface LintRule<Id extends LintRuleId = LintRuleId> {
  readonly id: Id;
  /** What is wrong, in one line. */
  readonly title: string;
  /** The worst it can be. */
  readonly severity: Severity;
  /** Why it matters, in one or two sentences. */
  readonly cause: string;
  /** What to do. */
  readonly fix: string;
  /** What `--fix` does about it; absent when it does nothing. */
  readonly fixes?: string;
  /** What looks like it and is none, so that the rule keeps quiet; and what it cannot know. */
  readonly mustNotClaim: readonly string[];
  /** Looks at a whole file. */
  readonly file?: (file: LintFile, set: LintSet) => readonly LintFinding[];
  /** Looks at one client; what it finds stands in the client's file. */
  readonly client?: (client: LintClient, set: LintSet) => readonly LintFinding[];
}

/** Declares a rule; keeps its id as a type. */
export function defineLintRule<const Id extends LintRuleId>(rule: LintRule<Id>): LintRule<Id> {
  return rule;
}
