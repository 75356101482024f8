import { CHECKLIST_STEPS } from '../../catalog/checklist-steps.ts';
import type { Answer, StepAnswer, StepName } from '../../model/checklist.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';

/** Results shown before a question; of more, the report tells. */
const SHOWN = 5;
/** Characters of a note. */
const LONGEST_NOTE = 500;

/** Answers of `--answer`, by step. */
export type GivenAnswers = ReadonlyMap<StepName, Omit<Answer, 'at'>>;

/**
 * Reads `yes`, `no`, `yes:I looked`; `y` and `n` do too.
 * @returns `undefined` for anything else
 */
export function parseAnswer(text: string): Omit<Answer, 'at'> | undefined {
  const match = /^\s*(y|yes|n|no)\s*(?:[:,]\s*(.*))?$/is.exec(text);
  if (match === null) return undefined;
  const says = match[1]?.toLowerCase().startsWith('y') === true ? 'yes' : 'no';
  const note = match[2]?.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_NOTE) ?? '';
  return { says, ...(note === '' ? {} : { note }) };
}

/** Verdicts that a person has to look at. */
export function openReviews(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ grade }) => grade === 'review');
}

/** The verdicts with an answer in place: what it is about has passed or failed, as the person said. */
export function answered(
  verdicts: readonly Verdict[],
  answer: StepAnswer | undefined,
): readonly Verdict[] {
  if (answer === undefined) return verdicts;
  const about = new Set(answer.of);
  return verdicts.map((verdict) => {
    if (verdict.grade !== 'review' || !about.has(keyOf(verdict))) return verdict;
    const grade = answer.says === 'yes' ? 'passed' : 'failed';
    return { ...verdict, grade };
  });
}

/** Whether an answer is about this verdict. */
export function isAnswered(verdict: Verdict, answer: StepAnswer | undefined): boolean {
  return verdict.grade === 'review' && answer?.of.includes(keyOf(verdict)) === true;
}

/** An answer to everything that is open in a step now. */
export function answerTo(
  run: Run,
  verdicts: readonly Verdict[],
  given: Omit<Answer, 'at'>,
): StepAnswer {
  const { says, note } = given;
  return {
    says,
    ...(note === undefined ? {} : { note: run.redactor.redact(note) }),
    at: new Date(run.host.clock.now()).toISOString(),
    of: openReviews(verdicts).map(keyOf),
  };
}

/** Asks a person who sits at the terminal. Enter leaves it open. */
export async function askPerson(
  run: Run,
  step: StepName,
  verdicts: readonly Verdict[],
): Promise<Omit<Answer, 'at'> | undefined> {
  const open = openReviews(verdicts);
  run.ui.notice(`A person has to look (${CHECKLIST_STEPS[step].title}):`);
  for (const { finding, subject } of open.slice(0, SHOWN)) {
    const { message, remedy } = run.ui.explain(finding);
    const site = subject.site === undefined ? '' : `${subject.site}: `;
    run.ui.notice(`  ${site}${message}${remedy === undefined ? '' : ` ${remedy}`}`);
  }
  if (open.length > SHOWN) {
    run.ui.notice(`  and ${String(open.length - SHOWN)} more; the report has them.`);
  }
  for (;;) {
    const text = await run.host.prompter.input(
      'Is it as it should be? yes or no, with ":" and a note if you like; Enter: later',
      run.signal,
    );
    if (text.trim() === '') return undefined;
    const answer = parseAnswer(text);
    if (answer !== undefined) return answer;
    run.ui.notice('Type yes, no, yes:what you saw, or Enter.');
  }
}

/** Names a result across runs. */
function keyOf({ id, subject, finding }: Verdict): string {
  const { site, scope, host, dataType } = subject;
  return [id, site, scope, host, dataType, finding.code]
    .map((part) => part ?? '')
    .join(' ')
    .trim();
}
