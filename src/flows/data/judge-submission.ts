import { dataTypeRow, type DataType } from '../../catalog/data-types.ts';
import { finding, type FindingCode } from '../../catalog/findings.ts';
import type { HostStatus } from '../../catalog/site-row.ts';
import type { Judgement } from '../../checks/verdict.ts';
import { readIntakeAnswer, type IntakeOutcome } from '../../datadog/data/intake-answer.ts';
import type { Sent } from '../../model/http.ts';
import type { FindingArg, Grade } from '../../model/report.ts';
import type { Redactor } from '../../redact.ts';

/** Characters of a server's own words that a finding quotes. */
const LONGEST_QUOTE = 300;

/** What each refusal is called, and what it says about the integration. */
const REFUSALS: Readonly<
  Record<Exclude<IntakeOutcome['kind'], 'accepted'>, readonly [FindingCode, Grade]>
> = {
  'partly-refused': ['data.partly-refused', 'failed'],
  'payload-refused': ['data.payload-refused', 'failed'],
  'key-absent': ['data.key-absent', 'failed'],
  'key-refused': ['data.key-refused', 'failed'],
  'too-large': ['data.too-large', 'failed'],
  refused: ['data.refused', 'failed'],
  'not-datadog': ['data.not-datadog', 'inconclusive'],
  'rate-limited': ['data.rate-limited', 'inconclusive'],
  unavailable: ['data.unavailable', 'inconclusive'],
};

/** How well the existence of a host is known when it is not documented. */
const GUESSED: readonly HostStatus[] = ['code', 'derived', 'inferred'];

/** What a submission was about. */
export interface SubmissionFacts {
  readonly dataType: DataType;
  readonly hostStatus: HostStatus;
  /** `site`, `host`, `dataType`, `plural`. */
  readonly args: Readonly<Record<string, FindingArg>>;
  readonly redactor: Redactor;
}

/** A judgement when an intake did not take the data; a 2xx is not judged yet. */
export function judgeSubmission(sent: Sent, facts: SubmissionFacts): Judgement | undefined {
  const { dataType, hostStatus, args, redactor } = facts;
  const exchanges = [sent.exchange];
  if (sent.response === undefined) {
    const { kind, message: reason } = sent.failure;
    const undocumented = GUESSED.includes(hostStatus) ? hostStatus : undefined;
    return {
      grade: 'inconclusive',
      finding: finding('data.unavailable', { ...args, kind, reason, undocumented }),
      exchanges,
    };
  }
  const outcome = readIntakeAnswer(sent.response);
  if (outcome.kind === 'accepted') return undefined;
  const { status } = outcome;
  const text = redactor.redact(outcome.text).slice(0, LONGEST_QUOTE);
  const proof = 'reachable';
  const keyRefused = outcome.kind === 'key-refused' || outcome.kind === 'key-absent';
  if (keyRefused && dataTypeRow(dataType).wantsApplicationKey === true) {
    const wanted = finding('data.application-key-wanted', { ...args, status, text });
    return { grade: 'review', proof, finding: wanted, exchanges };
  }
  const [code, grade] = REFUSALS[outcome.kind];
  const reason = `status ${String(status)}`;
  return { grade, proof, finding: finding(code, { ...args, status, text, reason }), exchanges };
}
