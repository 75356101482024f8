import type { StepRecord } from '../../model/checklist.ts';
import type { Verdict } from '../../model/report.ts';
import { answered } from './answers.ts';

/** What a step has come to. `open`: something of it could not be done or decided yet. */
export type StepOutcome = 'passed' | 'failed' | 'open' | 'review' | 'skipped';

/** Findings of what was skipped only because something before it is missing. */
const BLOCKED = ['checklist.step-blocked', 'checklist.not-ready'];

/** What the verdicts of a step come to, answers counted. */
export function outcomeOf(verdicts: readonly Verdict[]): StepOutcome {
  const has = (grade: Verdict['grade']): boolean => verdicts.some((each) => each.grade === grade);
  if (has('failed')) return 'failed';
  if (has('inconclusive') || verdicts.some(isBlocked)) return 'open';
  if (has('review')) return 'review';
  return verdicts.every(({ grade }) => grade === 'skipped') ? 'skipped' : 'passed';
}

/** The same for a record. */
export function outcomeOfRecord(record: StepRecord): StepOutcome {
  return outcomeOf(answered(record.verdicts, record.answer));
}

/** Whether a verdict says that something else has to come first. */
export function isBlocked({ finding }: Pick<Verdict, 'finding'>): boolean {
  return BLOCKED.includes(finding.code);
}
