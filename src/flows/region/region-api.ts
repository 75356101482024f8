import { finding } from '../../catalog/findings.ts';
import { ANY_TOKEN_ROUTES } from '../../catalog/any-token-routes.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Grant } from '../../model/grant.ts';
import type { Exchange } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { requireClient } from '../run/client.ts';
import { judgeUnavailable, judgeUnreachable, startRegionCheck } from './region-check.ts';
import type { Run } from '../run/run.ts';

/**
 * Asks the API with the site's token on routes that want no scope: 200 is a living token, 401 on two
 * of them a dead one. Without a grant the host alone is asked.
 */
export async function regionApi(
  run: Run,
  site: SiteRow,
  grant: Grant | undefined,
): Promise<Verdict> {
  const { host } = new URL(site.api.url);
  const check = startRegionCheck(run, site, 'api', 'API', host);
  const exchanges: Exchange[] = [];
  const statuses: number[] = [];
  for (const path of ANY_TOKEN_ROUTES.slice(0, 2)) {
    const headers = grant === undefined ? {} : { authorization: `Bearer ${grant.accessToken}` };
    const sent = await run.send(
      {
        method: 'GET',
        url: `${site.api.url}${path}`,
        headers: { accept: 'application/json', ...headers },
      },
      { retry: true },
    );
    if (sent.response === undefined) return check(judgeUnreachable(site, host, sent));
    const unavailable = judgeUnavailable(site, host, sent);
    if (unavailable !== undefined) return check(unavailable);
    exchanges.push(sent.exchange);
    const { status } = sent.response;
    statuses.push(status);
    if (status < 300 && grant !== undefined) {
      return check({
        grade: 'passed',
        proof: 'authenticated',
        finding: finding('region.api-answers', { site: site.key, host, status }),
        exchanges,
      });
    }
    if (grant === undefined) break;
  }
  const args = {
    site: site.key,
    host,
    status: statuses.at(-1) ?? 0,
    kind: requireClient(run).kind,
  };
  if (grant === undefined) {
    return check({
      grade: 'passed',
      proof: 'reachable',
      finding: finding('region.api-answers', args),
      exchanges,
    });
  }
  return statuses.every((status) => status === 401)
    ? check({ grade: 'failed', finding: finding('region.token-refused', args), exchanges })
    : check({ grade: 'review', finding: finding('region.api-undecided', args), exchanges });
}
