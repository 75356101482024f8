import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Verdict } from '../../model/report.ts';
import { authorizationCodeRequest } from '../../oauth/token-request.ts';
import { readTokenResponse } from '../../oauth/token-response.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireRedirectUri } from '../run/client.ts';
import { unknownClient } from './region-authorize-host.ts';
import { judgeUnavailable, judgeUnreachable, startRegionCheck } from './region-check.ts';
import type { Run } from '../run/run.ts';

/** A code no server has issued, and a verifier of the right form. Neither is a secret. */
const MADE_UP_CODE = 'ddoauth-made-up-code';
const MADE_UP_VERIFIER = 'ddoauth-made-up-verifier-0000000000000000000';

/**
 * Asks the token endpoint with a made-up code: the error that comes back tells whether the site knows
 * the client and its secret. Nothing is granted.
 */
export async function regionToken(run: Run, site: SiteRow): Promise<Verdict> {
  const { tokenUrl } = siteEndpoints(site);
  const { host } = new URL(tokenUrl);
  const check = startRegionCheck(run, site, 'token', 'Token endpoint', host);
  const credentials = await run.credentials();
  const sent = await run.send(
    authorizationCodeRequest(tokenUrl, credentials, {
      code: MADE_UP_CODE,
      codeVerifier: MADE_UP_VERIFIER,
      redirectUri: requireRedirectUri(run),
    }),
    { retry: true, secretAnswer: true },
  );
  if (sent.response === undefined) return check(judgeUnreachable(site, host, sent));
  const unavailable = judgeUnavailable(site, host, sent);
  if (unavailable !== undefined) return check(unavailable);
  const exchanges = [sent.exchange];
  const outcome = readTokenResponse(sent.response);
  const { status } = sent.response;
  if (status === 404 || outcome.kind !== 'refused') {
    return check({
      grade: 'failed',
      proof: 'reachable',
      finding: finding('region.endpoint-missing', {
        site: site.key,
        host,
        status,
        path: new URL(tokenUrl).pathname,
      }),
      exchanges,
    });
  }
  const { error, description } = outcome.refusal;
  const args = { site: site.key, host, status, error, description };
  if (error === 'invalid_grant') {
    return check({
      grade: 'passed',
      proof: 'authenticated',
      finding: finding('region.client-known', args),
      exchanges,
    });
  }
  if (/client[_ ]?id/i.test(description ?? '')) {
    return check({ ...unknownClient(run, site, host, 'token'), proof: 'reachable', exchanges });
  }
  if (/secret/i.test(description ?? '')) {
    return check({
      grade: 'failed',
      proof: 'reachable',
      finding: finding('region.secret-refused', args),
      exchanges,
    });
  }
  if (error === 'invalid_client' || error === 'unauthorized_client') {
    return check({ ...unknownClient(run, site, host, 'token'), proof: 'reachable', exchanges });
  }
  return check({
    grade: 'review',
    proof: 'reachable',
    finding: finding('region.client-undecided', args),
    exchanges,
  });
}
