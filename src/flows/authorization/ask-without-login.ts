import type { SiteRow } from '../../catalog/site-row.ts';
import type { Exchange, NetworkFailure } from '../../model/http.ts';
import { authorizationUrl } from '../../oauth/authorization-request.ts';
import { codeChallengeOf, drawAuthorizationSecrets } from '../../oauth/pkce.ts';
import { judgePreflight, type PreflightAnswer } from '../../oauth/preflight-answer.ts';
import { datadogDomainOf } from '../../sites/datadog-hosts.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { requireClient } from '../run/client.ts';
import type { Run } from '../run/run.ts';

/** What the authorize page says to a request without a login. */
export type WithoutLogin =
  | {
      readonly answer: PreflightAnswer;
      readonly failure?: undefined;
      readonly exchange: Exchange;
    }
  | {
      readonly answer?: undefined;
      readonly failure: NetworkFailure;
      readonly exchange: Exchange;
    };

/**
 * One authorization request of this client without cookies or login, to the site's web app host and no
 * other: where a redirect leads is read, and not followed. A code that comes is masked, and nobody's.
 */
export async function askWithoutLogin(
  run: Run,
  site: SiteRow,
  asked: { readonly redirectUri: string; readonly scopes?: readonly string[] },
): Promise<WithoutLogin> {
  const { redirectUri, scopes } = asked;
  const { state, codeVerifier } = drawAuthorizationSecrets(run.host.random);
  const { authorizeUrl } = siteEndpoints(site);
  const url = authorizationUrl({
    authorizeUrl,
    clientId: requireClient(run).clientId,
    redirectUri,
    state,
    codeChallenge: await codeChallengeOf(codeVerifier),
    ...(scopes === undefined ? {} : { scopes }),
  });
  const sent = await run.send(
    { method: 'GET', url, headers: { accept: 'text/html' } },
    { retry: true },
  );
  const { exchange, failure, response } = sent;
  if (response === undefined) return { failure, exchange };
  const isOfSite = (target: URL): boolean => isPageOf(authorizeUrl, target);
  const request = { url, redirectUri, state, scopes: scopes ?? [], isOfSite };
  const answer = judgePreflight(response, request);
  if (answer.kind === 'not-refused') run.redactor.add(answer.code);
  return { answer, exchange };
}

/** Whether a site may show its login or consent page at a URL: on its own host, or on Datadog's. */
export function isPageOf(authorizeUrl: string, target: URL): boolean {
  const own = new URL(authorizeUrl);
  if (target.username !== '' || target.password !== '') return false;
  if (target.protocol === own.protocol && target.host === own.host) return true;
  const domain = datadogDomainOf(own.hostname);
  return (
    domain !== undefined &&
    target.protocol === 'https:' &&
    target.port === '' &&
    datadogDomainOf(target.hostname)?.environment === domain.environment
  );
}
