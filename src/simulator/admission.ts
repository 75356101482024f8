import { errors, type SimulatorAnswer, type SimulatorRequest } from './exchange.ts';
import { templateKey } from './path-template.ts';
import type { SimulatedGrant, World } from './world.ts';

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

/** Who calls, or the refusal that answers. */
export type Admission =
  | {
      readonly grant: SimulatedGrant;
      readonly scopes: readonly string[];
      /** The first set of scopes that let the caller in; empty where any token does. */
      readonly openedBy: readonly string[];
      readonly refusal?: undefined;
    }
  | { readonly refusal: SimulatorAnswer };

/**
 * Decides whether a token opens a route; each reason to refuse has Datadog's own answer.
 * @see datadog/oauth-facts.md section 11; datadog/api-facts.md section 7
 */
export function admit(world: World, request: SimulatorRequest, rights: RouteRights): Admission {
  const bearer = findBearer(world, request, rights.takesRefreshTokens === true);
  const closed = world.seed.settings.routesWithoutOAuth.map(templateKey);
  if (!bearer || closed.includes(templateKey(rights.name))) {
    return { refusal: errors(401, 'Unauthorized') };
  }
  const { grant, scopes } = bearer;
  const granted = rights.opens.filter((set) => set.every((scope) => scopes.includes(scope)));
  if (rights.opens.length > 0 && granted.length === 0) {
    return { refusal: errors(403, 'Forbidden', 'Failed permission authorization checks') };
  }
  const missing = grant.user.missingPermissions;
  const permitted = granted.find((set) => set.every((scope) => !missing.includes(scope)));
  if (rights.opens.length > 0 && !permitted) return { refusal: errors(403, 'Forbidden') };
  const disabled = grant.org.disabledProducts;
  const [product] = rights.products;
  if (product !== undefined && rights.products.every((name) => disabled.includes(name))) {
    return { refusal: errors(403, `${product} is not enabled for this organization.`) };
  }
  return { grant, scopes, openedBy: permitted ?? [] };
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
