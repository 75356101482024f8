import { finding } from '../../catalog/findings.ts';
import { ANY_TOKEN_ROUTES } from '../../catalog/any-token-routes.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Grant } from '../../model/grant.ts';
import type { Exchange, HttpRequest } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { judgeNoAnswer, type Contact } from './contact.ts';
import { judgeNoWord } from './judge-status.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';

/**
 * Asks the API with the site's token on routes that want no scope: 2xx is a living token, 401 on two
 * of them a dead one. Without a grant it is asked for something that it has to refuse.
 */
export async function regionApi(
  ctx: RegionContext,
  site: SiteRow,
  reaching: Promise<Contact>,
  grant: Grant | undefined,
): Promise<Verdict> {
  const reached = await reaching;
  const { place } = reached;
  const check = startRegionCheck(ctx.run, site, 'api', 'API', place.host);
  if (reached.blocked !== undefined) return check(reached.blocked);
  const exchanges: Exchange[] = [];
  const statuses: number[] = [];
  const requests =
    grant === undefined
      ? [apiRequest(siteEndpoints(site).validateUrl, {})]
      : ANY_TOKEN_ROUTES.slice(0, 2).map((path) =>
          apiRequest(site.api.url + path, { authorization: `Bearer ${grant.accessToken}` }),
        );
  for (const request of requests) {
    const sent = await ctx.run.send(request, { retry: true });
    if (sent.response === undefined) return check(await judgeNoAnswer(ctx, reached, sent));
    const unavailable = judgeNoWord(place, sent);
    if (unavailable !== undefined) return check(unavailable);
    exchanges.push(sent.exchange);
    statuses.push(sent.response.status);
    if (sent.response.status < 300) break;
  }
  const status = statuses.at(-1) ?? 0;
  const finished = finding(codeFor(statuses, grant), { site: site.key, host: place.host, status });
  switch (finished.code) {
    case 'region.api-answers':
      return check({ grade: 'passed', proof: 'authenticated', finding: finished, exchanges });
    case 'region.api-keyless':
      return check({ grade: 'passed', proof: 'reachable', finding: finished, exchanges });
    case 'region.token-refused':
      return check({ grade: 'failed', finding: finished, exchanges });
    default:
      return check({ grade: 'review', proof: 'reachable', finding: finished, exchanges });
  }
}

function codeFor(
  statuses: readonly number[],
  grant: Grant | undefined,
): 'region.api-answers' | 'region.api-keyless' | 'region.token-refused' | 'region.api-undecided' {
  const status = statuses.at(-1) ?? 0;
  if (grant === undefined) {
    return status === 401 || status === 403 ? 'region.api-keyless' : 'region.api-undecided';
  }
  if (status >= 200 && status < 300) return 'region.api-answers';
  return statuses.every((each) => each === 401) ? 'region.token-refused' : 'region.api-undecided';
}

function apiRequest(url: string, headers: Readonly<Record<string, string>>): HttpRequest {
  return { method: 'GET', url, headers: { accept: 'application/json', ...headers } };
}
