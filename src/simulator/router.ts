import type { ScopeRow } from '../catalog/scope-row.ts';
import type { HostRole } from './http/address.ts';
import { admit } from './access/admission.ts';
import { validateKey } from './access/api-key.ts';
import { authorize } from './oauth/authorize.ts';
import { buildApiRoutes, type ApiRoute } from './api/catalog-routes.ts';
import { decide } from './oauth/consent.ts';
import { DECISION_PATH } from './oauth/consent-page.ts';
import { errors, notFound, type SimulatorAnswer, type SimulatorRequest } from './http/exchange.ts';
import { isWellFormed } from './api/id-formats.ts';
import { submitEventV1, submitEventV2 } from './intake/events.ts';
import { submitLogs } from './intake/logs.ts';
import {
  submitDistributions,
  submitSeriesV1,
  submitSeriesV2,
  submitServiceChecks,
} from './intake/metrics.ts';
import { isOtherIntake, otherIntake } from './intake/other.ts';
import { submitOtlp } from './intake/otlp.ts';
import { takeOtlpLogs, takeOtlpMetrics } from './intake/otlp-json.ts';
import { submitSpans } from './intake/spans.ts';
import { logIn, loginPage, LOGIN_PATH } from './oauth/login.ts';
import { createMarketplaceKey } from './api/marketplace.ts';
import { pathTemplate, placeholdersOf } from './http/path-template.ts';
import { withinRateLimits } from './access/rate-limits.ts';
import { register, wellKnownSites } from './oauth/register.ts';
import { revoke } from './oauth/revoke.ts';
import { testAuthorization } from './oauth/test-authorization.ts';
import { token } from './oauth/token.ts';
import type { World } from './world/world.ts';

type Handler = (world: World, request: SimulatorRequest) => SimulatorAnswer;

/** Answers every request to a Datadog host. */
export type Router = (world: World, request: SimulatorRequest) => SimulatorAnswer;

/** Routes that want no token, by what the host is for. */
function fixedRoutes(
  rows: readonly ScopeRow[],
): Readonly<Partial<Record<HostRole, Record<string, Handler>>>> {
  return {
    app: {
      'GET /oauth2/v1/authorize': authorize,
      [`POST ${DECISION_PATH}`]: decide,
      [`GET ${LOGIN_PATH}`]: loginPage,
      [`POST ${LOGIN_PATH}`]: logIn,
      'GET /__simulator/test-authorization': testAuthorization,
    },
    api: {
      'POST /oauth2/v1/token': token,
      'POST /oauth2/v1/revoke': revoke,
      'POST /api/v2/oauth2/register': (world, request) => register(world, request, rows),
      'GET /api/v2/oauth2/.well-known/sites': wellKnownSites,
      'POST /api/v2/api_keys/marketplace': createMarketplaceKey,
      'GET /api/v1/validate': validateKey,
      'POST /api/v1/series': submitSeriesV1,
      'POST /api/v2/series': submitSeriesV2,
      'POST /api/v1/distribution_points': submitDistributions,
      'POST /api/v1/check_run': submitServiceChecks,
      'POST /api/v1/events': submitEventV1,
    },
    logs: {
      'POST /api/v2/logs': (world, request) => submitLogs(world, request, 202),
      'POST /v1/input': (world, request) => submitLogs(world, request, 200),
    },
    events: { 'POST /api/v2/events': submitEventV2 },
    spans: { 'POST /api/v2/spans': submitSpans },
    'spans-trace': { 'POST /api/v2/spans': submitSpans },
    otlp: {
      'POST /v1/traces': (world, request) =>
        submitOtlp(world, request, { type: 'otlp_traces', takeJson: undefined }),
      'POST /v1/metrics': (world, request) =>
        submitOtlp(world, request, { type: 'otlp_metrics', takeJson: takeOtlpMetrics }),
      'POST /v1/logs': (world, request) =>
        submitOtlp(world, request, { type: 'otlp_logs', takeJson: takeOtlpLogs }),
    },
  };
}

/** Builds the routes of all hosts; those that want a token come from the scope catalog. */
export function createRouter(rows: readonly ScopeRow[]): Router {
  const fixed = fixedRoutes(rows);
  const findRoute = routeFinder(buildApiRoutes(rows));
  const serve = (world: World, request: SimulatorRequest): SimulatorAnswer => {
    const handler = fixed[request.at.role]?.[`${request.method} ${request.path}`];
    if (handler) return handler(world, request);
    if (isOtherIntake(request.at.role)) return otherIntake(world, request);
    const found = request.at.role === 'api' ? findRoute(request) : undefined;
    if (!found) return notFound();
    const { route, pathParameters, badId } = found;
    const admission = admit(world, request, route.rights);
    if (admission.refusal) return admission.refusal;
    if (badId !== undefined) return errors(400, `Not a valid id: ${badId.slice(0, 100)}`);
    return route.answer(world, { ...request, pathParameters }, admission);
  };
  return (world, request) => {
    if (request.at.role === 'api') {
      return withinRateLimits(world, request, () => serve(world, request));
    }
    // Pages answer HEAD as they do GET; the body stays behind when it is sent. RFC 9110 section 9.3.2.
    const asked = request.at.role === 'app' && request.method === 'HEAD' ? 'GET' : request.method;
    return serve(world, { ...request, method: asked });
  };
}

interface FoundRoute {
  readonly route: ApiRoute;
  readonly pathParameters: Record<string, string>;
  readonly badId: string | undefined;
}

/** Finds the route of a request: the more parts of its path are literal, the earlier it is tried. */
function routeFinder(
  routes: readonly ApiRoute[],
): (request: SimulatorRequest) => FoundRoute | undefined {
  const rows = routes
    .map((route) => ({ route, template: pathTemplate(route.path) }))
    .sort((a, b) => b.template.literalParts - a.template.literalParts);
  return ({ method, path }) => {
    for (const { route, template } of rows) {
      const values = route.method === method ? template.match(path) : undefined;
      if (!values) continue;
      const names = placeholdersOf(route.path);
      const pathParameters = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
      const badId = values.find((value, index) => {
        const formats = route.idFormats[index] ?? [];
        return formats.length > 0 && !isWellFormed(value, formats);
      });
      return { route, pathParameters, badId };
    }
    return undefined;
  };
}
