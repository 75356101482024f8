import { ToolError } from '../../errors.ts';
import type { Run } from '../run/run.ts';
import { wordsOfComplaint, type Complaint } from './judge-answers.ts';

/** A question for text. */
export interface Question<Value> {
  readonly message: string;
  /** What Enter alone means, as shown; `undefined` when it means nothing. */
  readonly current?: string | undefined;
  /** @throws ToolError when the text cannot be understood */
  readonly read: (text: string) => Value;
  /** What is wrong with the answer. */
  readonly judge: (value: Value) => readonly Complaint[];
}

/**
 * Asks until the answer is good. One with mistakes is taken when it is given twice, unless the file
 * would be no config with it.
 */
export async function ask<Value>(run: Run, question: Question<Value>): Promise<Value> {
  const { message, current } = question;
  const shown = current === undefined ? message : `${message} (${current})`;
  let refused: string | undefined;
  for (;;) {
    const typed = (await run.host.prompter.input(shown, run.signal)).trim();
    const text = typed === '' ? (current ?? '') : typed;
    const value = readAnswer(run, question, text);
    if (value === undefined) continue;
    const complaints = question.judge(value.read);
    tell(run, complaints);
    const errors = complaints.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return value.read;
    const mayInsist = !errors.some(({ fatal }) => fatal);
    if (mayInsist && refused === text) return value.read;
    refused = text;
    if (mayInsist) run.ui.notice('  Give the same answer again to keep it all the same.');
  }
}

function readAnswer<Value>(
  run: Run,
  { read }: Question<Value>,
  text: string,
): { readonly read: Value } | undefined {
  try {
    return { read: read(text) };
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === 'interrupted') throw error;
    run.ui.notice(`  ${error.message}`);
    return undefined;
  }
}

/** Says what is wrong with an answer, a line each. Hints are left to `lint`. */
export function tell(run: Run, complaints: readonly Complaint[]): void {
  for (const complaint of complaints) {
    if (complaint.severity === 'hint') continue;
    run.ui.notice(`  ${complaint.severity}: ${wordsOfComplaint(run, complaint)}`);
  }
}
