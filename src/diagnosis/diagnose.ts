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
  const { fix } = rule;
  const causes = judgeCauses(rule.causes, found);
  const next = nextOf(rule, causes);
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
    causes: causes.map(clean),
    fix: redact(typeof fix === 'string' ? fix : fix(found)),
    nextCommand: redact(typeof next === 'string' ? next : next(found)),
    links: rule.links,
  };
}

/** What to run next: the confirmed cause says it, if it has a say, else the rule. */
function nextOf({ causes: rows, next }: Rule, causes: readonly Cause[]): Rule['next'] {
  const confirmed = causes.find(({ state }) => state === 'confirmed');
  return rows.find(({ id }) => id === confirmed?.id)?.next ?? next;
}

/** An error one of this program's own runs met is Datadog's, whatever its words. */
function placed(reading: Reading, { command }: DiagnosisContext): Reading {
  return command === undefined || command === 'diagnose'
    ? reading
    : { ...reading, namesDatadog: true, foreign: false, foreignConnection: false };
}

/** Forms of an input that are requests through and through. */
const REQUEST_KINDS = [
  'har',
  'curl',
  'code',
  'http',
  'authorize-url',
  'callback-url',
  'onboarding-url',
];

/** What could be judged of an input in which nothing else is: no refusal, no error text. */
function judgedRoles({ exchanges, forms, errors }: Reading): string[] {
  const isWhole = forms.every(({ kind }) => REQUEST_KINDS.includes(kind));
  if (!isWhole || errors.length > 0 || exchanges.some(({ refused }) => refused)) return [];
  return [...new Set(exchanges.map(({ role }) => role))].filter((role) => role !== 'other');
}

function unproved({ causes }: RuleMatch): number {
  return causes.some(({ state }) => state === 'confirmed') ? 0 : 1;
}

/** Leaves out what only repeats other rules: their confirmed causes, or a hint that they give too. */
function withoutRepeats(matches: readonly RuleMatch<LinkName>[]): RuleMatch<LinkName>[] {
  const rules: readonly Rule[] = RULES;
  const said = new Set(
    matches.flatMap(({ rule, causes }) =>
      causes
        .filter(({ state }) => state === 'confirmed')
        .flatMap(({ id }) => [`${rule}/${id}`, `${rule}/*`]),
    ),
  );
  const hinted = new Set(
    matches.flatMap(({ rule, causes }) =>
      causes
        .filter(({ state, because }) => state === 'open' && because !== undefined)
        .map(({ id }) => `${rule}/${id}`),
    ),
  );
  return matches.filter((match) => {
    const { repeats } = rules.find(({ id }) => id === match.rule) ?? {};
    const isRepeated = ({ id, state }: Cause): boolean =>
      repeats?.[id]?.some((other) => said.has(other) || (state === 'open' && hinted.has(other))) ===
      true;
    return !match.causes.every(isRepeated);
  });
}

/**
 * Explains an error text, page, JSON, URL, log, HAR or curl line: which known errors it holds, why
 * they come up, what could be checked offline, what to do. Pure; never throws.
 * @param text As it came, or several that belong together; secrets in it are masked before anything else looks at it.
 * @param context What the caller knows about the client and the request.
 */
export function diagnose(
  text: string | readonly string[],
  context: DiagnosisContext = {},
): Diagnosis<LinkName> {
  const reading = placed(readInput(text), context);
  const matches = RULES.filter((rule: Rule) =>
    rule.about === 'machine' ? !reading.foreignConnection : !reading.foreign,
  ).flatMap((rule) => {
    const match = matchOf(rule, reading, context);
    return match ? [{ rule, match }] : [];
  });
  const ids = new Set<string>(matches.map(({ rule }) => rule.id));
  const recognised = matches
    .filter(({ rule }) => !rule.yieldsTo?.some((id) => ids.has(id)))
    .map(({ match }) => match)
    // Of equally sure ones, those that say why come first.
    .sort((a, b) => SURE_ORDER[a.sure] - SURE_ORDER[b.sure] || unproved(a) - unproved(b));
  return {
    recognised: withoutRepeats(recognised),
    redactedInput: reading.redacted,
    forms: reading.forms,
    flows: reading.flows.length,
    judged: judgedRoles(reading),
  };
}
