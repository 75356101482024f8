import { ENVIRONMENT } from '../../catalog/environment.ts';
import { EXIT_DETAILS } from '../../catalog/exit-code-details.ts';
import { EXIT, EXIT_MEANINGS } from '../../catalog/exit-codes.ts';
import { GRADE_MEANINGS, PROOF_MEANINGS } from '../../catalog/proofs.ts';
import { GRADES, PROOFS } from '../../model/report.ts';
import { wrap } from '../../report/wrap.ts';
import type { TopicName } from './topic-names.ts';

/** Widest text, in columns; narrower terminals are heeded. */
const WIDEST = 100;

/** A term and what it means. */
type Entry = readonly [term: string, meaning: string];

/** A topic of `ddoauth help`, for a terminal of so many columns. */
export function topicText(topic: TopicName, columns: number): string {
  const width = Math.max(40, Math.min(columns, WIDEST));
  return `${TOPICS[topic](width).join('\n')}\n`;
}

const TOPICS: Readonly<Record<TopicName, (width: number) => readonly string[]>> = {
  'exit-codes': (width) => [
    ...wrap(
      'What the process ends with. The worst that was found decides: failed before authorization needed, before not reached, before inconclusive.',
      width,
    ),
    '',
    ...entries(
      (Object.keys(EXIT) as (keyof typeof EXIT)[]).map((name) => [
        String(EXIT[name]),
        `${EXIT_MEANINGS[name]}. ${EXIT_DETAILS[name]}`,
      ]),
      width,
    ),
  ],
  environment: (width) => [
    ...wrap(
      'Variables that are read. A flag comes before the environment, the environment before the config; --verbose says which one won. Secrets come from here, from standard input, from a prompt or from the store, never from a flag.',
      width,
    ),
    ...ENVIRONMENT.flatMap(({ title, rows }) => [
      '',
      `${title}:`,
      ...entries(
        rows.map(({ name, about, isSecret }) => [
          name,
          isSecret === true ? `${about} (secret)` : about,
        ]),
        width,
      ),
    ]),
  ],
  proof: (width) => [
    ...wrap('How much an exchange proves, weakest first; never rounded up.', width),
    '',
    ...entries(
      PROOFS.map((proof) => [proof, PROOF_MEANINGS[proof]]),
      width,
    ),
    '',
    'Grades:',
    ...entries(
      GRADES.map((grade) => [grade, GRADE_MEANINGS[grade]]),
      width,
    ),
  ],
};

/** Terms in a column, what they mean beside it; below it where the column would leave no room. */
function entries(list: readonly Entry[], width: number): string[] {
  const longest = Math.max(...list.map(([term]) => term.length));
  const column = longest + 4;
  const isBeside = width - column >= 30;
  const room = isBeside ? width - column : width - 6;
  return list.flatMap(([term, meaning]) => {
    const lines = wrap(meaning, room);
    if (!isBeside) return [`  ${term}`, ...lines.map((line) => `      ${line}`)];
    return lines.map((line, index) => `  ${(index === 0 ? term : '').padEnd(longest)}  ${line}`);
  });
}
