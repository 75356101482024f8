import type { LinkName } from '../catalog/spec-links.ts';
import type { Cause, Diagnosis, DiagnosisContext, RuleMatch } from '../model/diagnosis.ts';
import { judgeCauses } from './causes.ts';
import { readInput, type Reading } from './read-input.ts';
import { recognise, SURE_ORDER } from './recognise.ts';
import { RULES } from './rules/index.ts';
import type { Rule } from './define-rule.ts';

function matchOf(
  rule: Rule,
  reading: Reading,
  context: DiagnosisContext,
): RuleMatch<LinkName> | undefined {
  const recognition = recognise(rule, reading, context);
  if (!recognition) return undefined;
  const found = { reading, context, recognition };
  const { fix, next } = rule;
  // Once more in front of the exit: rules put pieces of input and context into their sentences.
  const { redact } = reading;
  const clean = (cause: Cause): Cause => ({
    ...cause,
    text: redact(cause.text),
    ...(cause.because === undefined ? {} : { because: redact(cause.because) }),
  });
  return {
    rule: rule.id,
    title: rule.title,
    sure: recognition.sure,
    evidence: redact(recognition.evidence).slice(0, 200),
    causes: judgeCauses(rule.causes, found).map(clean),
    fix: redact(typeof fix === 'string' ? fix : fix(found)),
    nextCommand: redact(typeof next === 'string' ? next : next(found)),
    links: rule.links,
  };
}

/** An error one of this program's own runs met is Datadog's, whatever its words. */
function placed(reading: Reading, { command }: DiagnosisContext): Reading {
  return command === undefined || command === 'diagnose'
    ? reading
    : { ...reading, namesDatadog: true, foreign: false };
}

/**
 * Explains an error text, page, JSON, URL, log, HAR or curl line: which known errors it holds, why
 * they come up, what could be checked offline, what to do. Pure; never throws.
 * @param text As it came; secrets in it are masked before anything else looks at it.
 * @param context What the caller knows about the client and the request.
 */
export function diagnose(text: string, context: DiagnosisContext = {}): Diagnosis<LinkName> {
  const reading = placed(readInput(text), context);
  const matches = RULES.filter((rule) => !reading.foreign || rule.about === 'machine').flatMap(
    (rule) => {
      const match = matchOf(rule, reading, context);
      return match ? [{ rule, match }] : [];
    },
  );
  const ids = new Set<string>(matches.map(({ rule }) => rule.id));
  const recognised = matches
    .filter(({ rule }) => !rule.yieldsTo?.some((id) => ids.has(id)))
    .map(({ match }) => match)
    .sort((a, b) => SURE_ORDER[a.sure] - SURE_ORDER[b.sure]);
  return { recognised, redactedInput: reading.redacted };
}
