import type { FindingInfo } from '../../src/catalog/finding-info.ts';
import type { LintRule } from '../../src/lint/define-lint-rule.ts';
import type { Link } from '../../src/model/report.ts';

/** The page of the lint rules, formatted. */
export function lintDocument(
  rules: readonly LintRule[],
  findings: Readonly<Record<string, FindingInfo>>,
  links: Readonly<Record<string, Link>>,
): Promise<string>;
