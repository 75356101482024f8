import { consentPage } from './consent-page.ts';
import { page, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import {
  duplicateParameter,
  errorRedirect,
  OAUTH_ERRORS,
  oauthError,
  type OAuthError,
  unrecognizedScopes,
} from './oauth-errors.ts';
import { loginFirst } from './login.ts';
import { clientOnSite, possibleUsers, type Client, type World } from '../world/world.ts';

/** How long a consent page may stay open, as web sessions do. */
export const CONSENT_LIFETIME_MS = 30 * 60 * 1000;

/** Challenge methods; one of Datadog's pages spells the only one differently. */
const CHALLENGE_METHODS = ['S256', 'SHA-256'];

const FATAL_IF_DUPLICATE = ['client_id', 'response_type', 'redirect_uri', 'scope', 'state'];
const REDIRECTED_IF_DUPLICATE = ['code_challenge', 'code_challenge_method', 'dd_oid'];

/**
 * `GET /oauth2/v1/authorize` on a web app host: the consent page, or an error. Errors in client id or
 * redirect URI stay on a page of Datadog's, all others go to the redirect URI.
 * @see datadog/oauth-facts.md section 3; RFC 6749 section 4.1.1
 */
export function authorize(world: World, request: SimulatorRequest): SimulatorAnswer {
  const { query } = request;
  const duplicate = FATAL_IF_DUPLICATE.find((name) => query.getAll(name).length > 1);
  if (duplicate) return oauthError(400, duplicateParameter(duplicate));

  const clientId = query.get('client_id');
  if (!clientId) return oauthError(400, OAUTH_ERRORS.missingClientId);
  const client = clientOnSite(world, clientId, request.at.site.key);
  if (!client) return oauthError(400, OAUTH_ERRORS.badClientId);

  const redirectUri = query.get('redirect_uri');
  if (!redirectUri) return oauthError(400, OAUTH_ERRORS.missingRedirectUri);
  if (!URL.canParse(redirectUri) || redirectUri.includes('#'))
    return oauthError(400, OAUTH_ERRORS.badRedirectUri);
  if (!isRegistered(client, redirectUri)) {
    return oauthError(400, OAUTH_ERRORS.mismatchingRedirectUri);
  }

  const login = loginFirst(world, request);
  if (login) return login;
  const state = query.get('state') ?? undefined;
  const wrong = findError(query) ?? findScopeError(world, client, request);
  if (wrong) return errorRedirect(redirectUri, wrong, state);
  return askUser(world, request, { client, redirectUri, state });
}

/**
 * Whether a redirect URI is one of the client's: byte for byte, but for the port of a native client on
 * loopback, which is as the system gives it.
 * @see RFC 8252 section 7.3; datadog/oauth-facts.md section 9
 */
function isRegistered({ kind, redirectUris }: Client, redirectUri: string): boolean {
  if (redirectUris.includes(redirectUri)) return true;
  if (kind !== 'public') return false;
  const asked = withoutLoopbackPort(redirectUri);
  return asked !== undefined && redirectUris.some((uri) => withoutLoopbackPort(uri) === asked);
}

/** An http URI on loopback without its port; `undefined` for all others. */
function withoutLoopbackPort(uri: string): string | undefined {
  const match = /^(http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::[0-9]+)?(?=[/?]|$)(.*)$/.exec(
    uri,
  );
  return match === null ? undefined : `${match[1] ?? ''}${match[2] ?? ''}`;
}

/** Errors that the client is told by redirect, in the order in which oauthlib looks for them. */
function findError(query: URLSearchParams): OAuthError | undefined {
  const duplicate = REDIRECTED_IF_DUPLICATE.find((name) => query.getAll(name).length > 1);
  if (duplicate) return duplicateParameter(duplicate);
  const responseType = query.get('response_type');
  if (!responseType) return OAUTH_ERRORS.missingResponseType;
  if (responseType !== 'code') return OAUTH_ERRORS.unsupportedResponseType;
  if (!query.get('code_challenge')) return OAUTH_ERRORS.challengeRequired;
  // Without a method RFC 7636 section 4.3 means `plain`, which is not offered.
  if (!CHALLENGE_METHODS.includes(query.get('code_challenge_method') ?? 'plain')) {
    return OAUTH_ERRORS.challengeMethod;
  }
  return undefined;
}

/** One name the registration or the site does not know fails the whole request; so does an empty list. */
function findScopeError(
  world: World,
  client: Client,
  request: SimulatorRequest,
): OAuthError | undefined {
  const scope = request.query.get('scope');
  if (scope === null) return undefined;
  const names = scope.split(/\s+/).filter((name) => name !== '');
  const known = scopesOn(world, client, request.at.site.key);
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length > 0 && unknown.length === 0) return undefined;
  return unrecognizedScopes([...new Set(unknown)]);
}

/** The client's registered scopes that a site's catalogue has. */
function scopesOn(world: World, client: Client, siteKey: string): readonly string[] {
  const missing = world.seed.settings.unknownScopes[siteKey] ?? [];
  return client.scopes.filter((name) => !missing.includes(name));
}

function askUser(
  world: World,
  request: SimulatorRequest,
  asked: {
    readonly client: Client;
    readonly redirectUri: string;
    readonly state: string | undefined;
  },
): SimulatorAnswer {
  const { client } = asked;
  const { site, customer } = request.at;
  const users = possibleUsers(world, client, site.key);
  if (users.length === 0) {
    return errorRedirect(asked.redirectUri, OAUTH_ERRORS.accessDenied, asked.state);
  }
  forgetOldRequests(world);
  const named = request.query.get('scope')?.split(/\s+/);
  const scopes = named
    ? [...new Set(named.filter((name) => name !== ''))]
    : scopesOn(world, client, site.key);
  const id = world.ids.token();
  world.pending.set(id, {
    ...asked,
    id,
    scopes,
    codeChallenge: request.query.get('code_challenge') ?? '',
    site: site.key,
    createdAtMs: world.clock.now(),
  });

  const oid = request.query.get('dd_oid');
  const preselected =
    users.find((row) => row.org.id === oid) ??
    users.find((row) => row.org.site === site.key && row.org.subdomain === customer) ??
    users.find((row) => row.org.site === site.key) ??
    users[0];
  return page(200, consentPage({ id, client, scopes, users, selected: preselected?.user.id }));
}

function forgetOldRequests(world: World): void {
  const oldest = world.clock.now() - CONSENT_LIFETIME_MS;
  for (const [id, row] of world.pending) if (row.createdAtMs < oldest) world.pending.delete(id);
}
