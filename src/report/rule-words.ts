import { leaderOf } from '../catalog/open-findings.ts';
import type { Recognised } from '../model/report.ts';
import { errorEntry } from './error-entry.ts';
import type { Words } from './words.ts';

/** A command that would only tell what a rule has told already. */
const ASKS_THE_RULES = /^ddoauth diagnose /;

/**
 * The sentences of a finding with what a rule adds: title and likeliest cause always, fix and next
 * command where it knows better, or the finding has none of its own.
 */
export function withRule(words: Words, code: string, recognised: Recognised | undefined): Words {
  if (recognised === undefined) return words;
  const leads = leaderOf(code) === 'rule';
  const { title, sure, cause, fix, nextCommand } = recognised;
  const likeliest =
    cause === undefined
      ? ''
      : ` ${cause.state === 'confirmed' ? 'Cause' : 'Likeliest cause'}: ${lowerFirst(cause.text)}.`;
  const own = words.nextCommand;
  return {
    ...words,
    message: `${words.message}\n${sure === 'certain' ? 'This is' : 'Probably'}: ${lowerFirst(title)}.${likeliest}`,
    remedy: leads ? fix : (words.remedy ?? fix),
    links: [...(words.links ?? []), errorEntry(recognised.rule)],
    nextCommand: leads || own === undefined || ASKS_THE_RULES.test(own) ? nextCommand : own,
  };
}

/** The first letter small, unless the word is an abbreviation or a name. */
function lowerFirst(text: string): string {
  return /^(?:An? |[A-Z][a-z])/.test(text) && !/^(?:Datadog|OAuth|I )/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}
