import type { LinkName } from '../../catalog/spec-links.ts';
import type { Sure } from '../../model/diagnosis.ts';
import { defineRule, type Case, type CauseRow, type Rule, type Signature } from '../define-rule.ts';
import type { Mistake } from './mistake.ts';

/** A rule on requests: it applies when one of its mistakes is there, whatever a server said. */
interface RequestRule<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly links: readonly LinkName[];
  /** The more telling first. */
  readonly mistakes: readonly Mistake[];
  readonly next: Rule['next'];
  readonly mustNotClaim: readonly string[];
}

const SURE: readonly Sure[] = ['certain', 'likely', 'possible'];

function sureOf({ sure = 'certain' }: Mistake): Sure {
  return sure;
}

function causeOf({ id, text, find }: Mistake): CauseRow {
  return {
    id,
    text,
    // What is right with a request is not listed: the mistakes it might have had are many.
    when: ({ reading, context }) => find(reading, context) !== undefined,
    check: ({ reading, context }) => {
      const seen = find(reading, context);
      if (!seen) return undefined;
      return { ...(seen.hint ? {} : { holds: true }), because: seen.because };
    },
  };
}

/** Signatures of one degree of certainty; the evidence is the request that shows the mistake. */
function signatureOf(sure: Sure, mistakes: readonly Mistake[]): Signature {
  const own = mistakes.filter((mistake) => sureOf(mistake) === sure);
  return {
    sure,
    requests: (reading, context) => {
      for (const { find } of own) {
        const seen = find(reading, context);
        if (seen) return seen.at?.shown ?? seen.because;
      }
      return undefined;
    },
  };
}

/** The fix of the mistake that is listed first. */
function fixOf(mistakes: readonly Mistake[], { reading, context }: Case): string {
  const seen = mistakes.flatMap((mistake) => {
    const found = mistake.find(reading, context);
    return found ? [{ mistake, found }] : [];
  });
  const first = seen.find(({ found }) => found.hint !== true) ?? seen[0];
  return first?.mistake.fix ?? '';
}

/** Declares a rule on requests. */
export function defineRequestRule<const Id extends string>(rule: RequestRule<Id>): Rule<Id> {
  const { mistakes, ...rest } = rule;
  return defineRule({
    ...rest,
    repeats: Object.fromEntries(mistakes.map(({ id, saidBy = [] }) => [id, saidBy])),
    signatures: SURE.filter((sure) => mistakes.some((mistake) => sureOf(mistake) === sure)).map(
      (sure) => signatureOf(sure, mistakes),
    ),
    causes: mistakes.map(causeOf),
    fix: (found) => fixOf(mistakes, found),
    fixInDocs: mistakes.map(({ id, fix }) => `${id}: ${fix}`).join(' '),
  });
}
