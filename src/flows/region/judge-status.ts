import { finding } from '../../catalog/findings.ts';
import type { HostPlace } from '../../checks/region/host-place.ts';
import { judgeForeign } from '../../checks/region/judge-foreign.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { Sent } from '../../model/http.ts';

/**
 * An answer that says nothing of the client: the host is broken (5xx), takes no more for now (429), or
 * somebody in between answered in its place.
 */
export function judgeNoWord(place: HostPlace, sent: Sent): Judgement | undefined {
  const unavailable = judgeUnavailable(place, sent);
  if (unavailable !== undefined || sent.response === undefined) return unavailable;
  const foreign = judgeForeign(place, sent.response);
  return foreign === undefined ? undefined : { ...foreign, exchanges: [sent.exchange] };
}

/** The host is broken (5xx), or takes no more for now (429). */
export function judgeUnavailable(place: HostPlace, sent: Sent): Judgement | undefined {
  const status = sent.response?.status;
  if (status === undefined || (status !== 429 && status !== 408 && status < 500)) return undefined;
  const code = status >= 500 ? 'region.broken' : 'region.unavailable';
  return {
    grade: 'inconclusive',
    proof: 'reachable',
    finding: finding(code, { site: place.site, host: place.host, status }),
    exchanges: [sent.exchange],
  };
}
