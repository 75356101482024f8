import type { SiteRow } from '../../catalog/site-row.ts';
import { judgeStanding, type ClientStanding } from '../../checks/region/client-known.ts';
import type { Exchange, HttpRequest, Sent } from '../../model/http.ts';
import type { OAuthError } from '../../oauth/oauth-error.ts';
import {
  authorizationCodeRequest,
  refreshRequest,
  type ClientCredentials,
} from '../../oauth/token-request.ts';
import { readTokenResponse } from '../../oauth/token-response.ts';
import { siteEndpoints } from '../../sites/endpoints.ts';
import { environmentTokens } from '../grant/environment-grant.ts';
import { requireClient } from '../run/client.ts';
import type { RegionContext } from './region-context.ts';
import { isNamed } from './unknown-client.ts';

/** What no server has issued; none of it is a secret. */
const MADE_UP = {
  code: 'ddoauth-made-up-code',
  codeVerifier: 'ddoauth-made-up-verifier-0000000000000000000',
  refreshToken: 'ddoauth-made-up-refresh-token',
  clientSecret: 'ddoauth-made-up-client-secret',
} as const;

/** What the token endpoint's refusals tell. */
export interface TokenFindings {
  /** The first answer to this client. */
  readonly first: Sent;
  /** `undefined` when the endpoint did not refuse as one does. */
  readonly standing?: ClientStanding;
  /** The refusal that decided, and what a client that nobody has was answered. */
  readonly ours?: OAuthError;
  readonly nobodys?: OAuthError | undefined;
  readonly exchanges: readonly Exchange[];
}

type MakeRequest = (credentials: ClientCredentials) => HttpRequest;

/**
 * Asks the token endpoint for what it cannot grant, as this client and as one that cannot exist. The
 * secret goes to sites the client belongs to; elsewhere the id alone must be known there first.
 */
export async function probeTokenEndpoint(
  ctx: RegionContext,
  site: SiteRow,
  redirectUri: string,
): Promise<TokenFindings> {
  const { tokenUrl } = siteEndpoints(site);
  const byCode: MakeRequest = (credentials) =>
    authorizationCodeRequest(tokenUrl, credentials, { ...MADE_UP, redirectUri });
  const byRefresh: MakeRequest = (credentials) =>
    refreshRequest(tokenUrl, credentials, MADE_UP.refreshToken);
  const { clientId, kind } = requireClient(ctx.run);
  const { secret } = ctx;
  const showsSecret = secret !== undefined && (await belongsTo(ctx, site));
  const bare = { clientId };
  const full = { clientId, ...(secret === undefined ? {} : { clientSecret: secret }) };
  const begin = showsSecret ? full : bare;
  const isPublic = kind === 'public';
  const first = await compare(ctx, byCode, begin, showsSecret || isPublic);
  if (first.standing === 'id-known' && secret !== undefined) {
    return more(first, await compare(ctx, byCode, full, true));
  }
  // Some servers look at the code before they look at the client.
  return first.standing === 'undecided' && first.nobodys !== undefined
    ? more(first, await compare(ctx, byRefresh, begin, showsSecret || isPublic))
    : first;
}

/**
 * Whether the client's secret may be shown to a site from the start: a published client is Datadog's
 * business on all commercial sites; any other, and any client on a gov site, belongs where somebody
 * named it or where it has a grant.
 */
async function belongsTo(ctx: RegionContext, site: SiteRow): Promise<boolean> {
  const { clientId, kind } = requireClient(ctx.run);
  if (isNamed(ctx, site)) return true;
  if (kind === 'published' && site.environment !== 'gov') return true;
  if (environmentTokens(ctx.run).has(site.key)) return true;
  const { grants } = await ctx.run.vault();
  return (await grants.find({ clientId, site: site.key })) !== undefined;
}

async function compare(
  ctx: RegionContext,
  request: MakeRequest,
  credentials: ClientCredentials,
  authenticated: boolean,
): Promise<TokenFindings> {
  const nobody: ClientCredentials = {
    clientId: uuid(ctx.run.host.random.bytes(16)),
    ...(credentials.clientSecret === undefined ? {} : { clientSecret: MADE_UP.clientSecret }),
  };
  const [first, control] = await Promise.all(
    [credentials, nobody].map((each) =>
      ctx.run.send(request(each), { retry: true, secretAnswer: true }),
    ),
  );
  if (first === undefined) throw new TypeError('two requests have two answers');
  const exchanges = [first, control].flatMap((sent) => (sent === undefined ? [] : [sent.exchange]));
  const ours = refusalOf(first);
  if (ours === undefined) return { first, exchanges };
  const nobodys = control === undefined ? undefined : refusalOf(control);
  const standing = judgeStanding({ ours, nobodys, authenticated });
  return { first, standing, ours, nobodys, exchanges };
}

/** Of two comparisons the later one counts if it decided something. */
function more(before: TokenFindings, later: TokenFindings): TokenFindings {
  const decided = later.standing !== undefined && later.standing !== 'undecided';
  const exchanges = [...before.exchanges, ...later.exchanges];
  return decided ? { ...later, first: before.first, exchanges } : { ...before, exchanges };
}

function refusalOf(sent: Sent): OAuthError | undefined {
  if (sent.response === undefined || sent.response.status === 404) return undefined;
  const outcome = readTokenResponse(sent.response);
  return outcome.kind === 'refused' ? outcome.refusal : undefined;
}

/** A client id of the kind that Datadog gives out, which nobody has. RFC 9562 §5.4. */
function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
