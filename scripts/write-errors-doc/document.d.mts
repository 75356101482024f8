import type { RuleDescription } from '../../src/diagnosis/describe-rule.ts';
import type { Link } from '../../src/model/report.ts';

/** A rule in words, with texts it recognises. */
export interface Entry extends RuleDescription {
  readonly examples: readonly string[];
}

/** The page for the rules, in their order, formatted. */
export function errorsDocument(
  entries: readonly Entry[],
  links: Readonly<Record<string, Link>>,
): Promise<string>;
