import { finding } from '../../catalog/findings.ts';
import type { SiteRow } from '../../catalog/site-row.ts';
import { foreign, judgeForeign } from '../../checks/region/judge-foreign.ts';
import type { HostPlace } from '../../checks/region/host-place.ts';
import type { Judgement } from '../../checks/verdict.ts';
import type { HttpResponse } from '../../model/http.ts';
import type { Verdict } from '../../model/report.ts';
import { authorizationUrl } from '../../oauth/authorization-request.ts';
import { readOAuthError } from '../../oauth/oauth-error.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../../oauth/pkce.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { isPageOf } from '../authorization/ask-without-login.ts';
import { requireClient, requireRedirectUri } from '../run/client.ts';
import { judgeNoAnswer, type Contact } from './contact.ts';
import { judgeUnavailable } from './judge-status.ts';
import { unknownClient } from './unknown-client.ts';
import { startRegionCheck, type RegionContext } from './region-context.ts';

/** The verdict, and whether the page said in so many words that it does not know the client id. */
export interface AuthorizeHostOutcome {
  readonly verdict: Verdict;
  readonly refusesClientId: boolean;
}

/**
 * Opens the authorize page without a login. A redirect to the login page proves the host; an error
 * page about the client or the redirect URI is what a user would see.
 */
export async function regionAuthorizeHost(
  ctx: RegionContext,
  site: SiteRow,
  reaching: Promise<Contact>,
): Promise<AuthorizeHostOutcome> {
  const { run } = ctx;
  const reached = await reaching;
  const { place } = reached;
  const check = startRegionCheck(run, site, 'authorize-host', 'Authorize host', place.host);
  const done = (verdict: Verdict): AuthorizeHostOutcome => ({ verdict, refusesClientId: false });
  if (reached.blocked !== undefined) return done(check(reached.blocked));
  const { clientId } = requireClient(run);
  const redirectUri = requireRedirectUri(run);
  const secrets = drawAuthorizationSecrets(run.host.random);
  const url = authorizationUrl({
    authorizeUrl: siteEndpoints(site).authorizeUrl,
    clientId,
    redirectUri,
    state: secrets.state,
    codeChallenge: await codeChallengeOf(secrets.codeVerifier),
  });
  const request = { method: 'GET', url, headers: { accept: 'text/html' } } as const;
  const sent = await run.send(request, { retry: true });
  if (sent.response === undefined) return done(check(await judgeNoAnswer(ctx, reached, sent)));
  const unavailable = judgeUnavailable(place, sent);
  if (unavailable !== undefined) return done(check(unavailable));
  const { status, body, headers } = sent.response;
  const exchanges = [sent.exchange];
  const args = { site: site.key, host: place.host, status };
  if (status === 404) {
    return done(
      check({
        grade: 'failed',
        proof: 'reachable',
        finding: finding('region.endpoint-missing', { ...args, path: new URL(url).pathname }),
        exchanges,
      }),
    );
  }
  const sentBack = errorSentBack(headers['location'], redirectUri);
  const stranger = sentBack === undefined ? judgeStranger(site, place, sent.response) : undefined;
  if (stranger !== undefined) return done(check({ ...stranger, exchanges }));
  if (status < 400 && sentBack === undefined) {
    const code = status < 300 ? 'region.authorize-answers' : 'region.authorize-redirects';
    return done(
      check({ grade: 'passed', proof: 'reachable', finding: finding(code, args), exchanges }),
    );
  }
  const { error, description } = sentBack ?? readOAuthError(status, body);
  if (/client[_ ]?id/i.test(description ?? '')) {
    const unknown = unknownClient(ctx, site, place.host, 'authorize');
    return {
      verdict: check({ ...unknown, proof: 'reachable', exchanges }),
      refusesClientId: true,
    };
  }
  return done(
    check({
      grade: error === undefined ? 'review' : 'failed',
      proof: 'reachable',
      finding: finding('region.authorize-refuses', { ...args, error, description }),
      exchanges,
    }),
  );
}

/** What a page of Datadog's web app says somewhere, be it only in the address of a script. */
const OWN_NAME = /datadog|ddog/i;

/**
 * An answer that is hardly the web app's: a password of its own, a refusal as a page, a page without
 * Datadog's name, or a redirect to a place without TLS. A redirect elsewhere may be the single sign-on of a company.
 */
function judgeStranger(
  site: SiteRow,
  place: HostPlace,
  response: HttpResponse,
): Judgement | undefined {
  const { status, headers, body } = response;
  if (status >= 300 && status < 400) {
    const location = headers['location'] ?? '';
    const base = siteEndpoints(site).authorizeUrl;
    if (location === '' || !URL.canParse(location, base)) return undefined;
    const target = new URL(location, base);
    if (isPageOf(base, target)) return undefined;
    const grade = target.protocol === 'https:' ? 'review' : 'inconclusive';
    return { ...foreign(place, status, 'redirect', target.href), grade };
  }
  const stranger = judgeForeign(place, response);
  const refused = status >= 400 && status !== 400;
  if (stranger?.finding.args['what'] === 'challenge' || refused) return stranger;
  return status < 300 && stranger !== undefined && !OWN_NAME.test(body)
    ? { ...stranger, grade: 'review' }
    : undefined;
}

/** The error of a redirect to the client itself, which a login page would not be. RFC 6749 §4.1.2.1. */
function errorSentBack(
  location: string | undefined,
  redirectUri: string,
): { readonly error: string; readonly description: string | undefined } | undefined {
  if (location === undefined || !URL.canParse(location) || !URL.canParse(redirectUri)) {
    return undefined;
  }
  const [there, own] = [new URL(location), new URL(redirectUri)];
  const error = there.searchParams.get('error');
  if (there.origin !== own.origin || there.pathname !== own.pathname || error === null) {
    return undefined;
  }
  return { error, description: there.searchParams.get('error_description') ?? undefined };
}
