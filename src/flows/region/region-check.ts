import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { startCheck, type Judgement } from '../../checks/verdict.ts';
import type { NetworkFailure, NetworkFailureKind, Sent } from '../../model/http.ts';
import type { FindingCode } from '../../catalog/findings.ts';
import type { Verdict } from '../../model/report.ts';
import type { Run } from '../run/run.ts';

/** Starts a check of one site: `region.eu1.token`. */
export function startRegionCheck(
  run: Run,
  site: SiteRow,
  column: string,
  title: string,
  host?: string,
): (judgement: Judgement) => Verdict {
  return startCheck(run.host.clock, {
    id: `region.${site.key}.${column}`,
    check: `region.${column}`,
    title,
    subject: { site: site.key, ...(host === undefined ? {} : { host }) },
  });
}

/** The finding for each kind of network trouble; the rest is `region.unreachable`. */
const CODES: Partial<Record<NetworkFailureKind, FindingCode>> = {
  'tls-name': 'region.name-mismatch',
  tls: 'region.certificate-refused',
};

/** A host that gave no answer is not reachable from here; that says nothing about the client. */
export function judgeUnreachable(
  site: SiteRow,
  host: string,
  sent: Sent & { readonly failure: NetworkFailure },
): Judgement {
  const { kind, code, message } = sent.failure;
  const args = { site: site.key, host, kind, code, reason: message };
  return {
    grade: 'inconclusive',
    finding: finding(CODES[kind] ?? 'region.unreachable', args),
    exchanges: [sent.exchange],
  };
}

/** An answer that says nothing for the moment: 429 and 5xx. */
export function judgeUnavailable(site: SiteRow, host: string, sent: Sent): Judgement | undefined {
  const status = sent.response?.status;
  if (status === undefined || (status !== 429 && status !== 408 && status < 500)) return undefined;
  return {
    grade: 'inconclusive',
    proof: 'reachable',
    finding: finding('region.unavailable', { site: site.key, host, status }),
    exchanges: [sent.exchange],
  };
}
