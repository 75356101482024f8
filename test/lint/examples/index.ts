import type { LintRuleId } from '../../../src/lint/define-lint-rule.ts';
import type { LintExamples } from './example.ts';
import { FILE_EXAMPLES } from './files.ts';
import { SCOPE_EXAMPLES } from './scopes.ts';
import { URI_EXAMPLES } from './uris.ts';

/** Examples of every rule: the compiler asks for those of a new one. */
export const LINT_EXAMPLES: Readonly<Record<LintRuleId, LintExamples>> = {
  ...FILE_EXAMPLES,
  ...URI_EXAMPLES,
  ...SCOPE_EXAMPLES,
};
