import { finding } from '../../catalog/findings.ts';
import type { DestinationRow } from '../../catalog/destinations.ts';
import type { HttpResponse } from '../../model/http.ts';
import type { Judgement } from '../verdict.ts';
import type { HostPlace } from './host-place.ts';
import { judgeForeign } from './judge-foreign.ts';

/**
 * Judges the answer to a request without key: an intake refuses it. By then TLS has proved whose host
 * it is; no more than that is claimed.
 */
export function judgeIntake(
  place: HostPlace,
  row: DestinationRow,
  response: HttpResponse,
): Judgement {
  const { status } = response;
  const args = { site: place.site, host: place.host, status, hostStatus: place.status };
  const reachable = (code: 'intake-refuses' | 'intake-answers' | 'intake-open'): Judgement => ({
    grade: 'passed',
    proof: 'reachable',
    finding: finding(`region.${code}`, args),
  });
  if (row.keyless === 'open' && status >= 200 && status < 300) return reachable('intake-open');
  const foreign = judgeForeign(place, response);
  // Of a host of the Agent or an SDK nothing is documented, not even that it shows no page.
  if (foreign !== undefined && (row.keyless === 'refused' || status === 401 || status === 403)) {
    return row.keyless === 'refused' ? foreign : { ...foreign, grade: 'review' };
  }
  if (status === 401 || status === 403) return reachable('intake-refuses');
  if (row.keyless === 'undocumented') return reachable('intake-answers');
  return {
    grade: 'review',
    proof: 'reachable',
    finding: finding('region.intake-odd', {
      ...args,
      request: `${row.ask.method} ${row.ask.path}`,
      expected: row.keyless === 'open' ? '200' : '401 or 403',
    }),
  };
}
