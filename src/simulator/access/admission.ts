import { findKey } from './api-key.ts';
import { errors, type SimulatorAnswer, type SimulatorRequest } from '../http/exchange.ts';
import { templateKey } from '../http/path-template.ts';
import type { SeedOrg, SeedUser } from '../world/seed-schema.ts';
import type { Client, SimulatedGrant, World } from '../world/world.ts';

/** What a route wants of a token. */
export interface RouteRights {
  /** `GET /api/v1/monitor`, as it stands in the seed's `routesWithoutOAuth`. */
  readonly name: string;
  /** Any one set suffices, inside a set all are needed; no set at all: any live token. */
  readonly opens: readonly (readonly string[])[];
  /** Products it belongs to; an org needs one of them. */
  readonly products: readonly string[];
  /** Whether a refresh token opens it too, as one page of Datadog's says of the marketplace key. */
  readonly takesRefreshTokens?: boolean;
}

/** Who a request is made for: the user of a grant, or of an application key. */
export interface Caller {
  readonly org: SeedOrg;
  readonly user: SeedUser;
  /** Absent where an application key opens the route. */
  readonly client?: Client;
}

/** Who calls, or the refusal that answers. */
export type Admission =
  | {
      readonly grant: Caller;
      readonly scopes: readonly string[];
      /** The first set of scopes that let the caller in; empty where any token does. */
      readonly openedBy: readonly string[];
      readonly refusal?: undefined;
    }
  | { readonly refusal: SimulatorAnswer };

/** Who was let in. */
export type Admitted = Extract<Admission, { readonly refusal?: undefined }>;

/** Answers a request that was let in. */
export type AdmittedHandler = (
  world: World,
  request: SimulatorRequest,
  admitted: Admitted,
) => SimulatorAnswer;

/**
 * Decides whether a token opens a route; each reason to refuse has Datadog's own answer.
 * @see datadog/oauth-facts.md section 11; datadog/api-facts.md section 7
 */
export function admit(world: World, request: SimulatorRequest, rights: RouteRights): Admission {
  const bearer = findBearer(world, request, rights.takesRefreshTokens === true);
  const closed = world.seed.settings.routesWithoutOAuth.map(templateKey);
  if (!bearer) return admitKeys(world, request, rights);
  if (closed.includes(templateKey(rights.name))) return { refusal: errors(401, 'Unauthorized') };
  const { grant, scopes } = bearer;
  const granted = rights.opens.filter((set) => set.every((scope) => scopes.includes(scope)));
  if (rights.opens.length > 0 && granted.length === 0) {
    return { refusal: errors(403, 'Forbidden', 'Failed permission authorization checks') };
  }
  const missing = grant.user.missingPermissions;
  const permitted = granted.find((set) => set.every((scope) => !missing.includes(scope)));
  if (rights.opens.length > 0 && !permitted) return { refusal: errors(403, 'Forbidden') };
  const refusal = refuseProduct(grant.org, rights);
  return refusal ? { refusal } : { grant, scopes, openedBy: permitted ?? [] };
}

function refuseProduct(org: SeedOrg, { products }: RouteRights): SimulatorAnswer | undefined {
  const [product] = products;
  return product !== undefined && products.every((name) => org.disabledProducts.includes(name))
    ? errors(403, `${product} is not enabled for this organization.`)
    : undefined;
}

/**
 * Decides by an API key and an application key of one org, which open everything that the user of
 * the application key may do. The marketplace key is for tokens alone.
 */
function admitKeys(world: World, request: SimulatorRequest, rights: RouteRights): Admission {
  const caller =
    request.headers.authorization === undefined ? findKeyPair(world, request) : undefined;
  if (!caller || rights.takesRefreshTokens === true)
    return { refusal: errors(401, 'Unauthorized') };
  const missing = caller.user.missingPermissions;
  const permitted = rights.opens.find((set) => set.every((scope) => !missing.includes(scope)));
  if (rights.opens.length > 0 && !permitted) return { refusal: errors(403, 'Forbidden') };
  const refusal = refuseProduct(caller.org, rights);
  return refusal
    ? { refusal }
    : { grant: caller, scopes: permitted ?? [], openedBy: permitted ?? [] };
}

/** Whom the two keys of a request are of, when both are live and of one org of this site. */
export function findKeyPair(world: World, request: SimulatorRequest): Caller | undefined {
  const found = findKey(world, request);
  const value = request.headers['dd-application-key'];
  const owner = typeof value === 'string' ? world.applicationKeys.get(value) : undefined;
  return found.kind === 'own' && owner?.org.id === found.key.org.id ? owner : undefined;
}

/** The live token of the request's own site that the `Authorization` header carries. RFC 6750 section 2.1. */
export function findBearer(
  world: World,
  request: SimulatorRequest,
  takesRefreshTokens = false,
): { readonly grant: SimulatedGrant; readonly scopes: readonly string[] } | undefined {
  const [, value = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const refreshToken = takesRefreshTokens ? world.refreshTokens.get(value) : undefined;
  const token = world.accessTokens.get(value) ?? refreshToken;
  if (!token || token.grant.revoked || token.grant.site !== request.at.site.key) return undefined;
  if (token.expiresAtMs !== null && token.expiresAtMs <= world.clock.now()) return undefined;
  return token;
}
