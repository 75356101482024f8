import type { LINT_FINDINGS } from '../catalog/findings/lint.ts';
import type { FindingArg, Grade, Verdict } from '../model/report.ts';
import { redactShapes } from '../redact.ts';
import type { LintSet, Severity } from './define-lint-rule.ts';
import { isFixable, type Found } from './lint.ts';
import { placeFinder, pointerOf, type LintFile, type Place } from './lint-file.ts';
import { LINT_RULES } from './rules/index.ts';

const GRADES: Readonly<Record<Severity, Grade>> = {
  error: 'failed',
  warning: 'warning',
  hint: 'review',
};

/** Part of an id: what the ids of results may not have is replaced. */
function idPart(text: string): string {
  return text.replaceAll(/[^!#-\-/-[\]-~]/g, (letter) => (letter === '.' ? '_' : '-'));
}

function given(args: Readonly<Record<string, FindingArg | undefined>>): Record<string, FindingArg> {
  return Object.fromEntries(
    Object.entries(args).filter((entry): entry is [string, FindingArg] => entry[1] !== undefined),
  );
}

function verdictOf(found: Found, placeOf: (offset: number) => Place): Verdict {
  const { rule, file, at, severity, fix } = found;
  const pointer = pointerOf(at.path);
  const place = { ...placeOf(at.offset), pointer };
  const code: keyof typeof LINT_FINDINGS = `lint.${rule.id}`;
  const args = given({
    ...found.args,
    severity,
    ...(isFixable(found) ? { fixable: fix?.says } : {}),
  });
  return {
    id: `lint.${rule.id}.${idPart(file.shown)}#${idPart(pointer)}`,
    check: `lint.${rule.id}`,
    title: rule.title,
    subject: { file: file.shown, place },
    grade: GRADES[severity],
    finding: { code, args },
    exchanges: [],
    durationMs: 0,
  };
}

/** Findings of one rule and severity that are told of one file; all are counted. */
const MOST_TOLD = 200;

/** The first findings of each rule and severity: nobody reads a hundred thousand. */
function toldOf(found: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  return found.filter(({ rule, severity }) => {
    const key = `${rule.id} ${severity}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= MOST_TOLD;
  });
}

/** Ids once each: what one rule says of one place for the second time ends in `.2`. */
function numbered(verdicts: readonly Verdict[]): Verdict[] {
  const seen = new Map<string, number>();
  return verdicts.map((verdict) => {
    const count = (seen.get(verdict.id) ?? 0) + 1;
    seen.set(verdict.id, count);
    return count === 1 ? verdict : { ...verdict, id: `${verdict.id}.${String(count)}` };
  });
}

function fileVerdict(
  file: LintFile,
  found: readonly Found[],
  set: LintSet,
  told: number,
  fixes: readonly string[],
): Verdict {
  const count = (severity: Severity): number =>
    found.filter((each) => each.severity === severity).length;
  const code: keyof typeof LINT_FINDINGS = 'lint.file';
  const args = given({
    kind: file.kind,
    clients: set.clients.filter((client) => client.file === file).length,
    rules: LINT_RULES.length,
    errors: count('error'),
    warnings: count('warning'),
    hints: count('hint'),
    untold: found.length === told ? undefined : found.length - told,
    fixes: fixes.length === 0 ? undefined : fixes.map(redactShapes),
  });
  return {
    id: `lint.file.${idPart(file.shown)}`,
    check: 'lint.file',
    title: 'Read and linted',
    subject: { file: file.shown },
    grade: 'passed',
    finding: { code, args },
    exchanges: [],
    durationMs: 0,
  };
}

/**
 * The findings as verdicts, file by file in the order of the text, after each file one that says what
 * was read. Errors are `failed`, hints `review`.
 * @param wanted The files that are reported on; others were read for what they say about these.
 * @param fixes What `--fix` has changed in a file.
 */
export function lintVerdicts(
  set: LintSet,
  found: readonly Found[],
  wanted: readonly LintFile[],
  fixes: ReadonlyMap<string, readonly string[]> = new Map(),
): Verdict[] {
  return wanted.flatMap((file) => {
    const own = found.filter((each) => each.file === file);
    const placeOf = placeFinder(file.text);
    const told = toldOf(own);
    return [
      ...numbered(told.map((each) => verdictOf(each, placeOf))),
      fileVerdict(file, own, set, told.length, fixes.get(file.shown) ?? []),
    ];
  });
}
