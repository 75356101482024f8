import type { LiveAnswer, LiveQuestion } from '../model/diagnosis.ts';
import type { Case } from './define-rule.ts';

/** What a live question was answered, for causes that only several answers settle. */
export function answerOf(
  { context }: Case,
  question: LiveQuestion,
): LiveAnswer['answer'] | undefined {
  return context.answers?.[question]?.answer;
}

/** The reasons of several answers, as one. */
export function becauseOf({ context }: Case, ...questions: readonly LiveQuestion[]): string {
  return questions.flatMap((question) => context.answers?.[question]?.because ?? []).join('; ');
}
