import { EXIT, type ExitCode } from '../catalog/exit-codes.ts';
import type { FindingInfo } from '../catalog/finding-info.ts';
import type { Grade, Outcome, Result, Summary, Verdict } from '../model/report.ts';

/** Looks up what is known about a finding's code; `undefined` for a code this version does not know. */
export type InfoOf = (code: string) => FindingInfo | undefined;

/** What the verdicts of a run come to. */
export interface RunJudgement {
  readonly outcome: Outcome;
  readonly exitCode: ExitCode;
  readonly summary: Summary;
}

/** Parameters of `judgeRun`. */
export interface JudgeOptions {
  /** Grades of `--fail-on`: they end an otherwise clean run with 1. */
  readonly failOn?: readonly Grade[];
  readonly infoOf: InfoOf;
}

export const EXIT_CODES: Readonly<Record<Outcome, ExitCode>> = {
  passed: EXIT.passed,
  failed: EXIT.failed,
  unauthorized: EXIT.unauthorized,
  unreachable: EXIT.unreachable,
  inconclusive: EXIT.inconclusive,
};

/** Grades that, where they come with a proof, say that Datadog was reached. */
const TELLING: readonly Grade[] = ['passed', 'warning', 'review', 'failed'];

/** What a verdict is judged by. */
type Judged = Pick<Verdict, 'grade' | 'finding' | 'proof'> &
  Partial<Pick<Verdict, 'subject'>> &
  Pick<Result, 'expected'>;

/** Outcomes, worst first. */
export const WORST_OUTCOMES: readonly Outcome[] = [
  'failed',
  'unauthorized',
  'unreachable',
  'inconclusive',
  'passed',
];

/**
 * Judges a run by its verdicts. A broken integration outranks a missing authorization, that one an
 * unreachable Datadog, and that one what is merely unproved; a run in which nothing was checked is
 * never `passed`. One site of which nothing was
 * reached is an unreachable Datadog, however well the others answer. Of several profiles each is judged by itself, and the worst one is the outcome.
 * @see design §3, exit codes
 */
export function judgeRun(verdicts: readonly Judged[], options: JudgeOptions): RunJudgement {
  const outcomes = byProfile(verdicts).map((own) => outcomeOf(own.map(asCounted), options));
  const outcome = WORST_OUTCOMES.find((each) => outcomes.includes(each)) ?? 'inconclusive';
  return { outcome, exitCode: EXIT_CODES[outcome], summary: countGrades(verdicts) };
}

function byProfile(verdicts: readonly Judged[]): readonly (readonly Judged[])[] {
  const groups = new Map<string | undefined, Judged[]>();
  for (const verdict of verdicts) {
    const profile = verdict.subject?.profile;
    const group = groups.get(profile);
    if (group === undefined) groups.set(profile, [verdict]);
    else group.push(verdict);
  }
  return groups.size === 0 ? [[]] : [...groups.values()];
}

/** What ended as expected counts as passed; what was skipped was not checked all the same. */
function asCounted(verdict: Judged): Judged {
  const { grade, expected } = verdict;
  return expected === undefined || grade === 'skipped' ? verdict : { ...verdict, grade: 'passed' };
}

/** How many verdicts have each grade; those that ended as expected are counted apart. */
export function countGrades(
  verdicts: readonly (Pick<Verdict, 'grade'> & Pick<Result, 'expected'>)[],
): Summary {
  const counts = { passed: 0, failed: 0, warning: 0, review: 0, skipped: 0, inconclusive: 0 };
  let asExpected = 0;
  for (const { grade, expected } of verdicts) {
    if (expected === undefined) counts[grade] += 1;
    else asExpected += 1;
  }
  return asExpected === 0 ? counts : { ...counts, expected: asExpected };
}

/** Something is open for want of an answer, nothing for another reason, and nothing was proved. */
function isDark(verdicts: readonly Judged[], isNetwork: (verdict: Judged) => boolean): boolean {
  const open = verdicts.filter(({ grade }) => grade === 'inconclusive');
  const told = verdicts.some(({ grade, proof }) => TELLING.includes(grade) && proof !== undefined);
  return open.length > 0 && !told && open.every(isNetwork);
}

/** What is about the same site; what is about none is left out. */
function bySite(verdicts: readonly Judged[]): readonly (readonly Judged[])[] {
  const groups = new Map<string, Judged[]>();
  for (const verdict of verdicts) {
    const site = verdict.subject?.site;
    if (site !== undefined) groups.set(site, [...(groups.get(site) ?? []), verdict]);
  }
  return [...groups.values()];
}

function outcomeOf(verdicts: readonly Judged[], { failOn = [], infoOf }: JudgeOptions): Outcome {
  const about = (verdict: Pick<Verdict, 'finding'>) => infoOf(verdict.finding.code)?.about;
  const failed = verdicts.filter(({ grade }) => grade === 'failed');
  if (failed.some((verdict) => about(verdict) !== 'authorization')) return 'failed';
  if (failed.length > 0) return 'unauthorized';
  if (verdicts.some(({ grade }) => failOn.includes(grade))) return 'failed';
  const open = verdicts.filter(({ grade }) => grade === 'inconclusive');
  if (open.length > 0) {
    const dark = (own: readonly Judged[]): boolean =>
      isDark(own, (one) => about(one) === 'network');
    return dark(verdicts) || bySite(verdicts).some(dark) ? 'unreachable' : 'inconclusive';
  }
  return verdicts.every(({ grade }) => grade === 'skipped') ? 'inconclusive' : 'passed';
}
