import { clockOffset, type ClockSample } from '../../datadog/clock-offset.ts';
import { finding } from '../../catalog/findings.ts';
import type { Verdict } from '../../model/report.ts';

/**
 * A certificate that seems to be over may be a clock that is off: what the servers of this run said the
 * time is decides, where any was believed.
 * @param nowMs this machine's time
 */
export function withClock(
  verdicts: readonly Verdict[],
  samples: readonly ClockSample[],
  nowMs: number,
): Verdict[] {
  const offset = clockOffset(samples);
  if (offset === undefined) return [...verdicts];
  const aheadMs = (offset.lowMs + offset.highMs) / 2;
  const truth = nowMs - aheadMs;
  return verdicts.map((verdict) => {
    if (verdict.finding.code !== 'region.certificate-expired') return verdict;
    const { args } = verdict.finding;
    const [from, until] = [timeOf(args['from']), timeOf(args['until'])];
    const servers = { ...args, serverTime: new Date(truth).toISOString() };
    if (truth < from || truth > until) {
      return { ...verdict, finding: finding('region.certificate-expired', servers) };
    }
    const offMinutes = Math.round(aheadMs / 60_000);
    return {
      ...verdict,
      grade: 'inconclusive',
      finding: finding('region.clock-off', { ...servers, offMinutes }),
    };
  });
}

/** Unknown ends of a certificate's time make no clock right. */
function timeOf(iso: unknown): number {
  const ms = typeof iso === 'string' ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
}

/**
 * A test or public client lives on one site, so that the others do not know it is no failure. When no
 * site at all knows it, it is.
 */
export function withNobodyKnowing(verdicts: readonly Verdict[]): Verdict[] {
  const clients = verdicts.filter(({ check }) => check === 'region.client');
  const nobody = clients.length > 0 && clients.every(({ finding: { code } }) => code === ELSEWHERE);
  if (!nobody) return [...verdicts];
  return verdicts.map((verdict) =>
    verdict.check === 'region.client'
      ? {
          ...verdict,
          grade: 'failed',
          finding: finding('region.client-unknown', { ...verdict.finding.args, nowhere: true }),
        }
      : verdict,
  );
}

const ELSEWHERE = 'region.client-elsewhere';

/** A refused key that another site took is that site's. */
export function withKeyOwners(verdicts: readonly Verdict[]): Verdict[] {
  const owners = new Map(
    verdicts.flatMap(({ subject, finding: { code, args } }) => {
      const { accepted, what } = args;
      const owner = typeof accepted === 'object' ? accepted[0] : undefined;
      const isKey = code === 'region.cross-accepted' && what === 'API key';
      return isKey && owner !== undefined ? [[subject.site, owner] as const] : [];
    }),
  );
  return verdicts.map((verdict) => {
    const owner = owners.get(verdict.subject.site);
    if (verdict.finding.code !== 'region.key-refused' || owner === undefined) return verdict;
    const named = { ...verdict.finding.args, owner, how: 'asked' };
    return { ...verdict, finding: finding('region.key-of-another-site', named) };
  });
}
