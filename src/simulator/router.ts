import type { ScopeRow } from '../catalog/scope-row.ts';
import type { HostRole } from './address.ts';
import { admit } from './admission.ts';
import { validateKey } from './api-key.ts';
import { authorize } from './authorize.ts';
import { buildApiRoutes, type ApiRoute } from './catalog-routes.ts';
import { decide } from './consent.ts';
import { DECISION_PATH } from './consent-page.ts';
import { notFound, type SimulatorAnswer, type SimulatorRequest } from './exchange.ts';
import { submitEventV1, submitEventV2 } from './intake-events.ts';
import { submitLogs } from './intake-logs.ts';
import {
  submitDistributions,
  submitSeriesV1,
  submitSeriesV2,
  submitServiceChecks,
} from './intake-metrics.ts';
import { submitOtlp } from './intake-otlp.ts';
import { submitSpans } from './intake-spans.ts';
import { createMarketplaceKey } from './marketplace.ts';
import { register, wellKnownSites } from './register.ts';
import { revoke } from './revoke.ts';
import { testAuthorization } from './test-authorization.ts';
import { token } from './token.ts';
import type { World } from './world.ts';

type Handler = (world: World, request: SimulatorRequest) => SimulatorAnswer;

/** Answers every request to a Datadog host. */
export type Router = (world: World, request: SimulatorRequest) => SimulatorAnswer;

/** Routes that want no token, by what the host is for. */
function fixedRoutes(
  rows: readonly ScopeRow[],
): Readonly<Record<HostRole, Record<string, Handler>>> {
  return {
    app: {
      'GET /oauth2/v1/authorize': authorize,
      [`POST ${DECISION_PATH}`]: decide,
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
    otlp: {
      'POST /v1/traces': (world, request) =>
        submitOtlp(world, request, { type: 'otlp_traces', jsonMember: undefined }),
      'POST /v1/metrics': (world, request) =>
        submitOtlp(world, request, { type: 'otlp_metrics', jsonMember: 'resourceMetrics' }),
      'POST /v1/logs': (world, request) =>
        submitOtlp(world, request, { type: 'otlp_logs', jsonMember: 'resourceLogs' }),
    },
  };
}

/** Builds the routes of all hosts; those that want a token come from the scope catalog. */
export function createRouter(rows: readonly ScopeRow[]): Router {
  const fixed = fixedRoutes(rows);
  const api = buildApiRoutes(rows);
  return (world, request) => {
    const handler = fixed[request.at.role][`${request.method} ${request.path}`];
    if (handler) return handler(world, request);
    const found = request.at.role === 'api' ? findRoute(api, request) : undefined;
    if (!found) return notFound();
    const { route, pathParameters } = found;
    const admission = admit(world, request, route.rights);
    if (admission.refusal) return admission.refusal;
    return route.answer(world, { ...request, pathParameters }, admission);
  };
}

function findRoute(
  routes: readonly ApiRoute[],
  request: SimulatorRequest,
): { readonly route: ApiRoute; readonly pathParameters: Record<string, string> } | undefined {
  const candidates = routes.filter((route) => route.method === request.method);
  const literal = candidates.find((route) => route.path === request.path);
  if (literal) return { route: literal, pathParameters: {} };
  for (const route of candidates) {
    const pathParameters = matchTemplate(route.path, request.path);
    if (pathParameters) return { route, pathParameters };
  }
  return undefined;
}

/** Values of the `{name}` parts, or `undefined` when the path does not fit. */
function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  if (!template.includes('{')) return undefined;
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const [, name] = /^\{(.+)\}$/.exec(part) ?? [];
    if (name === undefined ? part !== value : value === '') return undefined;
    if (name !== undefined) values[name] = decode(value);
  }
  return values;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
