import type { LintFinding, LintRule, LintSet, Severity } from './define-lint-rule.ts';
import type { LintFile } from './lint-file.ts';
import { LINT_RULES } from './rules/index.ts';

/** A finding with its rule and file. */
export interface Found extends LintFinding {
  readonly rule: LintRule;
  readonly file: LintFile;
  readonly severity: Severity;
}

/** Runs every rule over everything; findings come by file, in the order of its text. */
export function lint(set: LintSet): readonly Found[] {
  const found = LINT_RULES.flatMap((rule) => [
    ...set.files.flatMap((file) => withRule(rule, file, rule.file?.(file, set))),
    ...set.clients.flatMap((client) => withRule(rule, client.file, rule.client?.(client, set))),
  ]);
  return set.files.flatMap((file) =>
    found
      .filter((each) => each.file === file)
      .sort((one, other) => one.at.offset - other.at.offset),
  );
}

function withRule(
  rule: LintRule,
  file: LintFile,
  findings: readonly LintFinding[] | undefined,
): Found[] {
  return (findings ?? []).map((each) => ({
    ...each,
    rule,
    file,
    severity: each.severity ?? rule.severity,
  }));
}

/** Whether `--fix` can do something about a finding. Broken JSON is left alone: its reading is a guess. */
export function isFixable({ fix, file }: Pick<Found, 'fix' | 'file'>): boolean {
  return !file.isBroken && fix !== undefined && fix.edits.length > 0;
}

/** The text of a file after all that is safe to fix: everything else is as it was, byte for byte. */
export function fixedText(file: LintFile, found: readonly Found[]): string {
  const edits = found
    .filter((each) => each.file === file && isFixable(each))
    .flatMap(({ fix }) => fix?.edits ?? [])
    .sort((one, other) => one.offset - other.offset);
  const pieces: string[] = [];
  let done = 0;
  for (const { offset, length, text } of edits) {
    // What overlaps is left for the next round.
    if (offset < done) continue;
    pieces.push(file.text.slice(done, offset), text);
    done = offset + length;
  }
  return [...pieces, file.text.slice(done)].join('');
}
