import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import type { Verdict } from '../../model/report.ts';
import { authorizationUrl } from '../../oauth/authorization-request.ts';
import { readOAuthError } from '../../oauth/oauth-error.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../../oauth/pkce.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import { judgeUnavailable, judgeUnreachable, startRegionCheck } from './region-check.ts';
import type { Run } from '../run/run.ts';

/**
 * Opens the authorize page without a login. A redirect to the login page proves the host; an error
 * page about the client or the redirect URI is what a user would see.
 */
export async function regionAuthorizeHost(run: Run, site: SiteRow): Promise<Verdict> {
  const { authorizeUrl } = siteEndpoints(site);
  const { host } = new URL(authorizeUrl);
  const check = startRegionCheck(run, site, 'authorize-host', 'Authorize host', host);
  const { clientId } = requireClient(run);
  const secrets = drawAuthorizationSecrets(run.host.random);
  const url = authorizationUrl({
    authorizeUrl,
    clientId,
    redirectUri: requireRedirectUri(run),
    state: secrets.state,
    codeChallenge: await codeChallengeOf(secrets.codeVerifier),
  });
  const request = { method: 'GET', url, headers: { accept: 'text/html' } } as const;
  const sent = await run.send(request, { retry: true });
  if (sent.response === undefined) return check(judgeUnreachable(site, host, sent));
  const unavailable = judgeUnavailable(site, host, sent);
  if (unavailable !== undefined) return check(unavailable);
  const { status, body } = sent.response;
  const exchanges = [sent.exchange];
  const args = { site: site.key, host, status };
  if (status === 404) {
    return check({
      grade: 'failed',
      proof: 'reachable',
      finding: finding('region.endpoint-missing', { ...args, path: new URL(url).pathname }),
      exchanges,
    });
  }
  if (status < 400) {
    const code = status < 300 ? 'region.authorize-answers' : 'region.authorize-redirects';
    return check({ grade: 'passed', proof: 'reachable', finding: finding(code, args), exchanges });
  }
  const { error, description } = readOAuthError(status, body);
  if (/client[_ ]?id/i.test(description ?? '')) {
    return check({ ...unknownClient(run, site, host, 'authorize'), proof: 'reachable', exchanges });
  }
  return check({
    grade: error === undefined ? 'review' : 'failed',
    proof: 'reachable',
    finding: finding('region.authorize-refuses', { ...args, error, description }),
    exchanges,
  });
}

/** A client that a site does not know: expected of a test client elsewhere, wrong for a published one. */
export function unknownClient(
  run: Run,
  site: SiteRow,
  host: string,
  where: 'authorize' | 'token',
): Pick<Verdict, 'grade'> & { finding: ReturnType<typeof finding> } {
  const { kind } = requireClient(run);
  const args = { site: site.key, host, where, kind };
  // Nothing says whether partner clients are published to the gov sites too.
  const grade = site.environment === 'gov' ? 'review' : 'failed';
  return kind === 'published'
    ? { grade, finding: finding('region.client-unknown', args) }
    : { grade: 'skipped', finding: finding('region.client-elsewhere', args) };
}
