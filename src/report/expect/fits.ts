import type { Result } from '../../model/report.ts';
import type { Expectation } from './parse-expectations.ts';

/** Whether an entry is about a result: its id and every member of its subject that is given. */
export function fits(
  { id, subject = {} }: Pick<Expectation, 'id' | 'subject'>,
  result: Pick<Result, 'id' | 'subject'>,
): boolean {
  return (
    matches(id, result.id) &&
    Object.entries(subject).every(([name, pattern]) => {
      const value = result.subject[name as keyof typeof subject];
      return value !== undefined && matches(pattern, value);
    })
  );
}

/** Text against a pattern in which `*` stands for any text. Linear: each piece is looked for once. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return first === text;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
