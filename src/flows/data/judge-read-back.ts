import { finding } from '../../catalog/findings.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { Exchange } from '../../model/http.ts';
import type { FindingArg } from '../../model/report.ts';
import type { ReadBack } from './read-back.ts';

/** Judges what looking for submitted data came to. `args` are those of every finding about it. */
export function judgeReadBack(
  result: ReadBack,
  args: Readonly<Record<string, FindingArg | undefined>>,
  submission: Exchange,
  outsideWindow: boolean,
): Judgement {
  const { kind, seen, expected, delayMs, notBeforeMs, reader, refusals, reason } = result;
  const exchanges = [submission, ...(result.exchange === undefined ? [] : [result.exchange])];
  const all = {
    ...args,
    seen,
    expected,
    delayMs,
    operation: reader.route.operation,
    scope: reader.opener,
    by: reader.credentials.by,
    refusals: refusals.length === 0 ? undefined : refusals,
    reason,
  };
  switch (kind) {
    case 'seen': {
      const observed = finding('data.observed', { ...all, notBeforeMs });
      return { grade: 'passed', proof: 'observed', finding: observed, exchanges };
    }
    case 'partly': {
      const partly = finding('data.partly-observed', { ...all, waitedMs: delayMs });
      return { grade: 'warning', proof: 'observed', finding: partly, exchanges };
    }
    case 'refused':
      return {
        grade: 'review',
        proof: 'accepted',
        finding: finding('data.read-refused', all),
        exchanges,
      };
    case 'broken':
      return {
        grade: 'inconclusive',
        proof: 'accepted',
        finding: finding('data.read-broken', { ...all, waitedMs: delayMs }),
        exchanges,
      };
    case 'not-yet':
      return outsideWindow
        ? {
            grade: 'failed',
            proof: 'accepted',
            finding: finding('data.outside-window', { ...all, waitedMs: delayMs }),
            exchanges,
          }
        : {
            grade: 'review',
            proof: 'accepted',
            finding: finding('data.not-seen-yet', { ...all, waitedMs: delayMs }),
            exchanges,
          };
  }
}
