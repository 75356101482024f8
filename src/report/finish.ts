import { LINKS } from '../catalog/spec-links.ts';
import type { Draft, Finding, Grade, Report, Result, Verdict } from '../model/report.ts';
import { judgeRun, type InfoOf } from './outcome.ts';
import { withRule } from './rule-words.ts';
import type { Words } from './words.ts';

/** What turns a draft into a report. */
export interface FinishOptions {
  readonly tool: Report['tool'];
  /** Grades of `--fail-on`. Default none. */
  readonly failOn?: readonly Grade[];
  readonly infoOf: InfoOf;
  /** Makes the sentences of a finding. */
  readonly wordsOf: (finding: Finding) => Words;
}

/** Adds words, links, counts, outcome and exit code to what a flow found. */
export function finishReport(draft: Draft, options: FinishOptions): Report {
  const { outcome, exitCode, summary } = judgeRun(draft.verdicts, {
    failOn: options.failOn ?? [],
    infoOf: options.infoOf,
  });
  return {
    schemaVersion: 1,
    tool: options.tool,
    command: draft.command,
    runId: draft.runId,
    target: draft.target,
    startedAt: draft.startedAt,
    durationMs: draft.durationMs,
    profile: draft.profile,
    client: draft.client,
    outcome,
    exitCode,
    results: draft.verdicts.map((verdict) => resultOf(verdict, options)),
    summary,
  };
}

/** Members are named one by one: what a flow keeps beside a verdict stays out of the report. */
function resultOf(verdict: Verdict, { infoOf, wordsOf }: FinishOptions): Result {
  const { recognised } = verdict;
  const words = wordsOf(verdict.finding);
  const {
    message,
    remedy,
    nextCommand,
    links: own = [],
  } = withRule(words, verdict.finding.code, recognised);
  const links = infoOf(verdict.finding.code)?.links ?? [];
  return {
    id: verdict.id,
    check: verdict.check,
    title: verdict.title,
    subject: verdict.subject,
    grade: verdict.grade,
    ...(verdict.proof === undefined ? {} : { proof: verdict.proof }),
    finding: { code: verdict.finding.code, args: verdict.finding.args },
    ...(recognised === undefined ? {} : { recognised }),
    message: withAnswer(message, verdict.step?.answer),
    ...(remedy === undefined ? {} : { remedy }),
    ...(nextCommand === undefined ? {} : { nextCommand }),
    links: [...own, ...links.map((name) => LINKS[name])],
    exchanges: verdict.exchanges,
    durationMs: verdict.durationMs,
    ...(verdict.step === undefined ? {} : { step: verdict.step }),
  };
}

/** What a person said stands behind what was found. */
function withAnswer(message: string, answer: NonNullable<Verdict['step']>['answer']): string {
  if (answer === undefined) return message;
  const { says, note, at } = answer;
  const said = says === 'yes' ? 'A person has confirmed it' : 'A person has denied it';
  return `${message} ${said} (${at.slice(0, 10)}${note === undefined ? '' : `: ${note}`}).`;
}
